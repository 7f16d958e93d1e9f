"""From a line of `media.yaml` to the bytes of a file: pure, and the same bytes every time."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from PIL import Image

from backend.demo import papers, reels, scenes
from backend.demo.marks import UnknownMark, draw_mark
from backend.demo.source import DemoProblem, OrganisationSource


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made."""

    name: str
    data: bytes


def make(source: OrganisationSource, key: str) -> Made:
    """Return the file that the organisation's media.yaml describes under `key`. Raises DemoProblem."""
    wanted = source.media.data.get(key)
    if not isinstance(wanted, dict) or wanted.get("kind") not in _MAKERS:
        line = source.media.line((key,))
        raise DemoProblem(f"{source.folder}/media.yaml:{line}: `{key}` needs a kind: {', '.join(sorted(_MAKERS))}.")
    try:
        ending, data = _MAKERS[wanted["kind"]](source, wanted)
    except (scenes.UnknownScene, papers.UnknownFormat, UnknownMark) as error:
        raise DemoProblem(f"{source.folder}/media.yaml:{source.media.line((key,))}: {error}") from error
    return Made(f"{source.slug}-{key}.{ending}", data)


def png(source: OrganisationSource, wanted: Mapping[str, Any]) -> bytes:
    """Return the picture of a scene as PNG with a palette; flat colours need no more."""
    size = (int(wanted.get("width", scenes.WIDTH)), int(wanted.get("height", scenes.HEIGHT)))
    words, small = tuple(wanted.get("words", ())), tuple(wanted.get("small", ()))
    return _png(wanted["scene"], tuple(source.colours.items()), size, words, small, wanted.get("mark", "round"))


@lru_cache(maxsize=32)
def _png(
    scene: str,
    colours: tuple[tuple[str, str], ...],
    size: tuple[int, int],
    words: tuple[str, ...],
    small: tuple[str, ...],
    mark: str,
) -> bytes:
    # Kept because an archive holds pictures that also stand alone.
    picture = scenes.draw(scene, dict(colours), size=size, words=words, small=small, mark=mark)
    data = io.BytesIO()
    picture.quantize(128, dither=Image.Dither.NONE).save(data, "PNG", optimize=False)
    return data.getvalue()


def film_cards(wanted: Mapping[str, Any]) -> list[reels.FilmCard]:
    """Return the cards of a film: its transcript."""
    return [reels.FilmCard(line["text"], line.get("speaker") or "") for line in wanted["transcript"]]


def film_seconds(wanted: Mapping[str, Any]) -> float:
    """Return how long a film is."""
    return float(wanted["seconds_a_card"]) * len(wanted["transcript"])


def _image(source: OrganisationSource, wanted: Mapping[str, Any]) -> tuple[str, bytes]:
    return "png", png(source, wanted)


def _mark(source: OrganisationSource, wanted: Mapping[str, Any]) -> tuple[str, bytes]:
    return "svg", draw_mark(wanted["mark"], source.colours)


def _film(source: OrganisationSource, wanted: Mapping[str, Any]) -> tuple[str, bytes]:
    return "mp4", reels.film(film_cards(wanted), float(wanted["seconds_a_card"]), source.colours)


def _document(source: OrganisationSource, wanted: Mapping[str, Any]) -> tuple[str, bytes]:
    head = (wanted["title"], wanted["language"], wanted.get("heading", ""))
    match wanted["format"], wanted.get("layout"):
        case "pdf", "poster":
            return "pdf", papers.poster(*head, wanted["lines"], source.colours)
        case "pdf", "report":
            parts = [papers.Part(part["title"], part["text"]) for part in wanted["sections"]]
            return "pdf", papers.report(*head, parts, source.colours)
        case "rtf", _:
            return "rtf", papers.press_release(head[2], wanted["lines"])
        case "zip", _:
            return "zip", _pictures(source, wanted["pictures"])
    raise papers.UnknownFormat(
        f"No document of format `{wanted['format']}` is made here; use pdf (layout poster or report), rtf or zip."
    )


def _pictures(source: OrganisationSource, keys: list[str]) -> bytes:
    files = {f"{key}.png": png(source, source.media.data[key]) for key in keys}
    words = "".join(f"{key}.png: {source.media.data[key]['alt']}\n" for key in sorted(keys))
    return papers.archive({**files, "alternative-texts.txt": words.encode()})


_MAKERS: Final[Mapping[str, Callable[[OrganisationSource, Mapping[str, Any]], tuple[str, bytes]]]] = {
    "document": _document,
    "favicon": _mark,
    "film": _film,
    "image": _image,
    "logo": _mark,
}
