"""Pictures in the spirit of the visual language: contour lines, one dashed path, flat brand colours, nobody in them."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from PIL import Image, ImageDraw, ImageFont

type Point = tuple[float, float]
type Colours = Mapping[str, str]

WIDTH, HEIGHT = 1600, 900
_FINE: Final = 2
"""Everything is drawn at twice its size and made smaller, which smooths the edges."""

_RINGS, _RING_STEP = 8, 62


class UnknownScene(LookupError):
    """No such scene is drawn here."""


@dataclass(slots=True)
class Sheet:
    """A drawing in the making; all measures are those of the finished picture."""

    size: tuple[int, int]
    colours: Colours
    words: Sequence[str] = ()
    small: Sequence[str] = ()
    mark: str = "round"
    image: Image.Image = field(init=False)
    pen: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", (self.size[0] * _FINE, self.size[1] * _FINE), self.colours["brand"])
        self.pen = ImageDraw.Draw(self.image)

    def at(self, *points: Point) -> list[Point]:
        """Return points, given in parts of 1600 by 900, on the sheet."""
        across, down = self.size[0] * _FINE / WIDTH, self.size[1] * _FINE / HEIGHT
        return [(x * across, y * down) for x, y in points]

    def thick(self, width: float) -> int:
        """Return a line width on the sheet."""
        return max(1, round(width * self.size[0] * _FINE / WIDTH))

    def contours(self, centre: Point, seed: int, colour: str | None = None) -> None:
        """Draw the lines of a hill: closed curves round `centre` that widen and wander."""
        line = colour or mixed(self.colours["brand"], self.colours["on_brand"], 0.18)
        for ring in range(1, _RINGS + 1):
            points = [_on_ring(centre, ring, seed, turn) for turn in range(0, 361, 4)]
            self.pen.line(self.at(*points), fill=line, width=self.thick(3), joint="curve")

    def way(self, points: Sequence[Point], colour: str | None = None) -> None:
        """Draw the dashed path along a smooth line through `points`."""
        for dash in dashes(smooth(points), 30, 20):
            self.pen.line(self.at(*dash), fill=colour or self.colours["accent"], width=self.thick(9), joint="curve")

    def post(self, at: Point, radius: float = 26, colour: str | None = None) -> None:
        """Draw a waymark: a filled disc."""
        self.pen.ellipse(self.box(at, radius), fill=colour or self.colours["accent"])

    def box(self, centre: Point, radius: float) -> tuple[float, float, float, float]:
        """Return the square round a circle on the sheet."""
        (x, y), reach = self.at(centre)[0], self.thick(radius)
        return x - reach, y - reach, x + reach, y + reach

    def shape(self, points: Sequence[Point], colour: str) -> None:
        """Fill a shape."""
        self.pen.polygon(self.at(*points), fill=colour)

    def text(self, words: str, at: Point, size: float, colour: str, *, anchor: str = "ls") -> None:
        """Write one line."""
        font = ImageFont.load_default(size=self.thick(size))
        self.pen.text(self.at(at)[0], words, fill=colour, font=font, anchor=anchor)

    def finished(self) -> Image.Image:
        """Return the picture in its own size."""
        return self.image.resize(self.size, Image.Resampling.LANCZOS)


def draw(
    scene: str,
    colours: Colours,
    *,
    size: tuple[int, int] = (WIDTH, HEIGHT),
    words: Sequence[str] = (),
    small: Sequence[str] = (),
    mark: str = "round",
) -> Image.Image:
    """Return the picture of `scene` in an organisation's colours. Raises UnknownScene."""
    if scene not in SCENES:
        raise UnknownScene(f"There is no scene `{scene}`; there are: {', '.join(sorted(SCENES))}.")
    sheet = Sheet(size, colours, words, small, mark)
    SCENES[scene](sheet)
    return sheet.finished()


def smooth(points: Sequence[Point], steps: int = 24) -> list[Point]:
    """Return a Catmull-Rom curve through `points`."""
    ends = [points[0], *points, points[-1]]
    curve: list[Point] = []
    for first, second, third, fourth in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        curve.extend(_between(first, second, third, fourth, step / steps) for step in range(steps))
    return [*curve, points[-1]]


def dashes(curve: Sequence[Point], dash: float, gap: float) -> Iterator[list[Point]]:
    """Yield the pieces of `curve` that a dashed line draws."""
    piece, drawing, left = [curve[0]], True, dash
    for start, end in pairwise(curve):
        here, length = start, math.dist(start, end)
        while length > left:
            part = left / length
            here = (here[0] + (end[0] - here[0]) * part, here[1] + (end[1] - here[1]) * part)
            length -= left
            if drawing:
                yield [*piece, here]
            drawing, left, piece = not drawing, gap if drawing else dash, [here]
        left -= length
        piece.append(end)
    if drawing and len(piece) > 1:
        yield piece


def mixed(first: str, second: str, part: float) -> str:
    """Return the colour that is `part` of the way from `first` to `second`."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(one + (other - one) * part):02x}" for one, other in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    number = int(colour.removeprefix("#"), 16)
    return number >> 16, number >> 8 & 255, number & 255


def _between(first: Point, second: Point, third: Point, fourth: Point, at: float) -> Point:
    def axis(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (2 * b + (c - a) * at + (2 * a - 5 * b + 4 * c - d) * at**2 + (3 * b - a - 3 * c + d) * at**3)

    return axis(first[0], second[0], third[0], fourth[0]), axis(first[1], second[1], third[1], fourth[1])


def _on_ring(centre: Point, ring: int, seed: int, turn: int) -> Point:
    angle = math.radians(turn)
    wander = 1 + 0.09 * math.sin(3 * angle + seed + ring / 3) + 0.06 * math.sin(5 * angle + 2 * seed)
    reach = ring * _RING_STEP * wander
    return centre[0] + 1.35 * reach * math.cos(angle), centre[1] + 0.8 * reach * math.sin(angle)


def _hill(sheet: Sheet) -> None:
    sheet.contours((1120, 330), 1)
    sheet.way([(-40, 800), (300, 760), (560, 610), (820, 600), (960, 460), (1120, 300)])
    sheet.post((1132, 286))


def _crossing(sheet: Sheet) -> None:
    sheet.contours((420, 300), 4)
    sheet.contours((1380, 760), 2)
    sheet.way([(-40, 700), (300, 640), (620, 520), (800, 470)])
    sheet.way([(800, 470), (1040, 540), (1180, 620)], mixed(sheet.colours["brand"], sheet.colours["on_brand"], 0.45))
    sheet.way([(800, 470), (980, 330), (1280, 260), (1640, 120)])
    sheet.post((800, 470))


def _signpost(sheet: Sheet) -> None:
    sheet.contours((1150, 480), 6)
    pale = sheet.colours["on_brand"]
    sheet.way([(-40, 840), (320, 790), (640, 800), (806, 760)], mixed(sheet.colours["brand"], pale, 0.45))
    sheet.way([(806, 760), (1000, 700), (1240, 560), (1640, 500)])
    sheet.shape([(790, 190), (822, 190), (822, 780), (790, 780)], pale)
    sheet.shape([(806, 220), (1080, 220), (1130, 265), (1080, 310), (806, 310)], sheet.colours["accent"])
    sheet.shape([(806, 340), (560, 340), (510, 385), (560, 430), (806, 430)], pale)
    sheet.shape([(806, 460), (1000, 460), (1050, 505), (1000, 550), (806, 550)], pale)


def _cups(sheet: Sheet) -> None:
    sheet.contours((1200, 240), 3)
    pale = sheet.colours["on_brand"]
    sheet.shape([(0, 690), (1600, 690), (1600, 900), (0, 900)], mixed(sheet.colours["brand"], "#000000", 0.25))
    for left in (470, 850):
        sheet.shape([(left, 520), (left + 230, 520), (left + 200, 720), (left + 30, 720)], pale)
        sheet.pen.arc(sheet.box((left + 245, 600), 62), 250, 110, fill=pale, width=sheet.thick(18))
    sheet.way([(585, 480), (560, 390), (640, 320), (600, 220), (760, 120), (1080, 60), (1300, 70)])


def _stops(sheet: Sheet) -> None:
    sheet.contours((300, 260), 5)
    places = [(160, 720), (480, 600), (800, 640), (1100, 430), (1420, 250)]
    sheet.way([(-40, 800), *places, (1640, 190)])
    for number, place in enumerate(places, start=1):
        sheet.post(place, 58)
        sheet.text(str(number), place, 62, sheet.colours["on_accent"], anchor="mm")


def _river(sheet: Sheet) -> None:
    sheet.contours((1240, 220), 2)
    bends: list[Point] = [(-60, 520), (300, 640), (560, 420), (860, 620), (1180, 480), (1660, 700)]
    water = mixed(sheet.colours["brand"], sheet.colours["on_brand"], 0.3)
    sheet.pen.line(sheet.at(*smooth(bends)), fill=water, width=sheet.thick(86), joint="curve")
    sheet.way([(x, y - 110) for x, y in bends])
    for x, y in ((430, 520), (710, 520), (1020, 560)):
        sheet.shape([(x - 16, y - 90), (x + 16, y - 90), (x + 16, y + 90), (x - 16, y + 90)], sheet.colours["on_brand"])


def _coast(sheet: Sheet) -> None:
    shore: list[Point] = [
        (-60, 300),
        (240, 380),
        (420, 620),
        (640, 420),
        (900, 560),
        (1160, 380),
        (1400, 520),
        (1660, 360),
    ]
    curve = smooth(shore)
    sheet.shape([*curve, (1660, 960), (-60, 960)], mixed(sheet.colours["brand"], sheet.colours["on_brand"], 0.22))
    sheet.contours((760, 120), 7)
    sheet.way([(x, y - 60) for x, y in shore])
    sheet.post((1160, 316))


def _arch(sheet: Sheet) -> None:
    sheet.contours((800, 560), 8)
    stone = mixed(sheet.colours["brand"], sheet.colours["on_brand"], 0.32)
    sheet.shape([(0, 300), (1600, 300), (1600, 720), (0, 720)], stone)
    for left in range(0, 1600, 160):
        sheet.shape([(left, 240), (left + 90, 240), (left + 90, 310), (left, 310)], stone)
    sheet.pen.ellipse(sheet.box((800, 560), 190), fill=sheet.colours["brand"])
    sheet.shape([(610, 560), (990, 560), (990, 730), (610, 730)], sheet.colours["brand"])
    sheet.way([(500, 960), (640, 800), (800, 690), (820, 560), (900, 470), (880, 420)])
    sheet.post((880, 420), 20)


def _chalk(sheet: Sheet) -> None:
    tones = (0.12, 0.2, 0.3)
    ridges: list[list[Point]] = [
        [(-60, 460), (300, 330), (700, 470), (1100, 300), (1660, 440)],
        [(-60, 620), (400, 520), (800, 640), (1200, 500), (1660, 620)],
        [(-60, 760), (360, 720), (900, 780), (1300, 640), (1660, 700)],
    ]
    for tone, ridge in zip(tones, ridges, strict=True):
        ground = mixed(sheet.colours["brand"], sheet.colours["on_brand"], tone)
        sheet.shape([*smooth(ridge), (1660, 960), (-60, 960)], ground)
    sheet.way([(60, 900), (360, 720), (640, 600), (900, 560), (1010, 420), (1180, 300)])
    sheet.shape([(1290, 190), (1310, 190), (1310, 330), (1290, 330)], sheet.colours["on_brand"])
    sheet.post((1300, 180), 64, sheet.colours["accent"])


def _poster(sheet: Sheet) -> None:
    sheet.contours((1200, 420), 1)
    sheet.way([(-40, 780), (500, 740), (700, 560), (1000, 520), (1360, 330)])
    sheet.post((1380, 318), 60)
    for line, words in enumerate(sheet.words):
        sheet.text(words, (120, 110 + 95 * line), 170, sheet.colours["on_brand"])
    for line, words in enumerate(sheet.small):
        sheet.text(words, (120, 830 + 45 * line), 74, sheet.colours["on_brand"])


def _wordmark(sheet: Sheet) -> None:
    sheet.shape([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], "#ffffff")
    if sheet.mark == "square":
        sheet.shape([(70, 200), (360, 200), (360, 700), (70, 700)], "#475561")
    else:
        sheet.post((230, 450), 150, "#475561")
    lines = len(sheet.words)
    for line, words in enumerate(sheet.words):
        sheet.text(words, (470, 450 + 330 * (line - (lines - 1) / 2)), 150, "#17212b", anchor="lm")


SCENES: Final[Mapping[str, Callable[[Sheet], None]]] = {
    "arch": _arch,
    "chalk": _chalk,
    "coast": _coast,
    "crossing": _crossing,
    "cups": _cups,
    "hill": _hill,
    "poster": _poster,
    "river": _river,
    "signpost": _signpost,
    "stops": _stops,
    "wordmark": _wordmark,
}
