"""Pictures: modern formats in several sizes, room kept for them before they come, words for those who do not see them."""

from collections.abc import Iterator

from tests.parts.built_page import BuiltPage, Element
from tests.parts.built_site import BuiltSite

_MODERN = (".webp", ".avif")
_ABOVE_THE_FOLD = 1
"""So many pictures of a page's content may be fetched at once: the first that visitors see."""


def picture_faults(site: BuiltSite) -> list[str]:
    """Return a line for each picture that an old phone would wait for longer than it has to."""
    return [f"{site.name} {page.path}: {fault}" for page in site.pages.values() for fault in _of_page(page)]


def _of_page(page: BuiltPage) -> Iterator[str]:
    eager = 0
    for picture in page.all("img"):
        for fault in _of_picture(picture):
            yield f"a picture {fault}: {picture.start}"
        if not _is_drawing(picture) and picture.get("loading") != "lazy":
            eager += 1
            if eager > _ABOVE_THE_FOLD or picture.get("fetchpriority") == "low":
                yield f"a picture is not lazy, though another comes before it: {picture.start}"
    for film in page.all("video"):
        if film.get("preload") != "none" or "autoplay" in film.attributes:
            yield f"a film is fetched before anybody plays it: {film.start}"
        if not film.get("poster").endswith(_MODERN):
            yield f"a film has no poster in a modern format: {film.start}"
        if not (film.get("width").isdigit() and film.get("height").isdigit()):
            yield f"a film has no width and height: {film.start}"


def _is_drawing(picture: Element) -> bool:
    return picture.get("src").endswith(".svg")


def _of_picture(picture: Element) -> Iterator[str]:
    if "alt" not in picture.attributes:
        yield "has no alt"
    if not picture.get("height").isdigit():
        yield "has no height"
    if _is_drawing(picture):
        return
    if not picture.get("width").isdigit():
        yield "has no width"
    candidates = [each.split() for each in picture.get("srcset").split(",") if each.strip()]
    files = [each[0] for each in candidates] + [picture.get("src")]
    if not all(each.endswith(_MODERN) for each in files):
        yield "is not in a modern format"
    # One that is small itself has no smaller one.
    widths = [int(each[1].removesuffix("w")) for each in candidates if len(each) == 2 and each[1].endswith("w")]
    if not widths:
        yield "has no srcset with widths"
    elif not picture.get("sizes"):
        yield "has no sizes"
