"""The links to what visitors may take away from a page, with format, extent and size."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from markupsafe import Markup

from frontend.render import formats
from frontend.render.environment import Templates
from frontend.render.safe import made_here

ALL_OF_IT: Final = "<!-- take all -->"
"""The mark of `pages/toolkit.html` where the archive's link stands. In the words of a document it would be escaped."""


class TakenFile(NamedTuple):
    """A file to take away: its path, its bytes, and how many pages or files it holds."""

    path: str
    size: int
    number: int


class Taken(NamedTuple):
    """What a page has to take away; `too_large` is the limit in bytes that the files of a toolkit are above, or 0."""

    leaflet: TakenFile | None = None
    archive: TakenFile | None = None
    too_large: int = 0


NOTHING: Final = Taken()


@dataclass(frozen=True, slots=True)
class TakePart:
    """`around/leaflet.html`, `around/archive.html`: the address and what there is to know before it is fetched."""

    href: str
    about: Markup


def leaflet_link(taken: Taken, templates: Templates) -> Markup:
    """Return the link to a page's leaflet, "Download as a leaflet (PDF, 2 pages, 84 kB)", or nothing."""
    if taken.leaflet is None:
        return Markup()
    return templates.fill("around/leaflet.html", _part(taken.leaflet, "PDF", "pages", templates))


def with_archive(main: Markup, taken: Taken, templates: Templates) -> Markup:
    """Return the content of a page with the link to its archive, or why there is none, in the place that it has for it."""
    if ALL_OF_IT not in main:
        return main
    link = Markup()
    if taken.archive:
        link = templates.fill("around/archive.html", _part(taken.archive, "ZIP", "archive_files", templates))
    elif taken.too_large:
        words = templates.words
        link = Markup('<p class="small">{}</p>').format(
            words.fill("archive_too_large", size=formats.size(words, taken.too_large))
        )
    return made_here(str(main).replace(ALL_OF_IT, str(link)))


def _part(file: TakenFile, kind: str, counted: str, templates: Templates) -> TakePart:
    words = templates.words
    about = Markup(", ").join((words.ltr(kind), words.count(counted, file.number), formats.size(words, file.size)))
    return TakePart(file.path, about)
