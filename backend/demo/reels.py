"""Short films: words appear card by card while the dashed path grows. H.264 in MP4, without sound."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import av
from av.video.stream import VideoStream
from PIL import Image, ImageDraw, ImageFont

from backend.demo.scenes import dashes, mixed, smooth

SIZE: Final = (640, 360)
RATE: Final = 10
"""Pictures a second: a line that grows needs no more."""

_WAY: Final = [(-10.0, 330.0), (150.0, 318.0), (300.0, 330.0), (430.0, 300.0), (560.0, 318.0), (650.0, 296.0)]
_MARGIN, _WORDS, _NAME = 40, 34, 20
_OPTIONS: Final = {
    # One thread and no notes on the encoder, so that the same pictures give the same bytes.
    "crf": "26",
    "preset": "veryfast",
    "x264-params": "threads=1:info=0",
}


@dataclass(frozen=True, slots=True)
class FilmCard:
    """What is on the screen for a while, and who says it."""

    text: str
    speaker: str = ""


def film(cards: Sequence[FilmCard], seconds_a_card: float, colours: Mapping[str, str]) -> bytes:
    """Return the film of `cards` as MP4."""
    with TemporaryDirectory() as folder:
        # A file, not memory: the index goes to the front afterwards, so that a film plays while it is still coming in.
        file = Path(folder) / "film.mp4"
        _write(file, _pictures(cards, seconds_a_card, colours))
        return file.read_bytes()


def _write(file: Path, pictures: Iterator[Image.Image]) -> None:
    with av.open(str(file), "w", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream("libx264", rate=Fraction(RATE))
        assert isinstance(stream, VideoStream)  # noqa: S101 (tells the type checker what libx264 makes)
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        stream.options = dict(_OPTIONS)
        stream.codec_context.thread_count = 1
        for picture in pictures:
            container.mux(stream.encode(av.VideoFrame.from_image(picture)))
        container.mux(stream.encode())


def _pictures(cards: Sequence[FilmCard], seconds: float, colours: Mapping[str, str]) -> Iterator[Image.Image]:
    each = round(seconds * RATE)
    way = list(dashes(smooth(_WAY), 14, 10))
    for number, card in enumerate(cards):
        ground = _with_words(card, colours)
        for step in range(each):
            picture = ground.copy()
            pen = ImageDraw.Draw(picture)
            shown = way[: 1 + len(way) * (number * each + step) // (len(cards) * each)]
            for dash in shown:
                pen.line(dash, fill=colours["accent"], width=4)
            x, y = shown[-1][-1]
            pen.ellipse((x - 8, y - 8, x + 8, y + 8), fill=colours["accent"])
            yield picture


def _with_words(card: FilmCard, colours: Mapping[str, str]) -> Image.Image:
    picture = Image.new("RGB", SIZE, colours["brand"])
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=_WORDS)
    top = 54
    for line in wrapped(card.text, font, SIZE[0] - 2 * _MARGIN):
        pen.text((_MARGIN, top), line, fill=colours["on_brand"], font=font)
        top += 44
    if card.speaker:
        quiet = mixed(colours["brand"], colours["on_brand"], 0.8)
        pen.text((_MARGIN, top + 12), card.speaker, fill=quiet, font=ImageFont.load_default(size=_NAME))
    return picture


def wrapped(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: float) -> list[str]:
    """Return `text` in lines that are at most `width` wide."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
