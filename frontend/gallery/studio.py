"""Where specimens are made: the example sites in one language, the renderer of the public pages, and notes of what it draws."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final, Literal, NamedTuple

from content_models.examples import FOLDER, SITES, example_documents, example_manifest
from frontend.gallery.errors import GalleryError
from frontend.gallery.sites import SHOWN_AT, example_sites
from frontend.gallery.watched import Drawn, Notes, WatchedTemplates
from frontend.plan.page_view import PageView
from frontend.plan.view import SiteView
from frontend.render import Chrome, Renderer
from frontend.render.scope import Scope

type Width = Literal["column", "wide", "unseen"]
"""How a part of a specimen is laid out: as in the column of a page, as wide as the window, or not at all (source only)."""

_REASON: Final = re.compile(r"^\| `([^`]+)` \| (.+) \|$", re.MULTILINE)


class Part(NamedTuple):
    """HTML of the public templates, to the letter, and how it is laid out."""

    html: str
    width: Width


@dataclass(frozen=True, slots=True)
class Specimen:
    """Something to look at: what it is, why it is here, its parts, and the templates and macros that drew it."""

    name: str
    reason: str
    parts: tuple[Part, ...]
    used: frozenset[str]

    @property
    def source(self) -> str:
        """Its HTML as a public page has it."""
        return "\n".join(part.html.strip() for part in self.parts)


class Sheet(NamedTuple):
    """A page of the gallery."""

    slug: str
    group: str
    title: str
    about: str
    specimens: tuple[Specimen, ...]


class Studio:
    """Makes specimens in one language."""

    def __init__(self, locale: str, renderer: Renderer, notes: Notes) -> None:
        """`renderer` has watched templates that write into `notes`."""
        self.locale = locale
        self.notes = notes
        self.renderer = renderer
        self._views: dict[tuple[str, datetime], SiteView] = {}
        self._chromes: dict[SiteView, tuple[Chrome, list[Drawn]]] = {}
        self._pages: dict[tuple[str, str], tuple[str, list[Drawn]]] = {}

    @property
    def templates(self) -> WatchedTemplates:
        """The public templates in this language."""
        found = self.renderer.templates.of(self.renderer.dictionary.of(self.locale))
        if not isinstance(found, WatchedTemplates):
            raise GalleryError(
                "The gallery's templates do not note what is used; make the studio with watched_renderer."
            )
        return found

    def view(self, site: str, now: datetime = SHOWN_AT) -> SiteView:
        """Return an example site in this language."""
        if (site, now) not in self._views:
            self._views[site, now] = example_sites()[site].view(self.locale, now)
        return self._views[site, now]

    def chrome(self, view: SiteView) -> Chrome:
        """Return what all pages of a site share."""
        if view not in self._chromes:
            with self.notes.begun() as notes:
                self._chromes[view] = self.renderer.chrome(view), notes
        chrome, notes = self._chromes[view]
        self.notes.drawn += notes
        return chrome

    def scope(self, page: PageView, view: SiteView) -> Scope:
        """Return what the content of a page is resolved with."""
        return Scope(view, self.templates.words, page=page)

    def page(self, example: str, site: str = "", now: datetime = SHOWN_AT) -> tuple[SiteView, PageView]:
        """Return an example document as a page of `site`, or of the first example site that has it."""
        site = site or place_of(example)
        view = self.view(site, now)
        return view, view.pages[example_documents()[example].id]

    def whole_page(self, example: str, site: str = "") -> str:
        """Return the whole HTML of an example document's page."""
        if (example, site) not in self._pages:
            view, page = self.page(example, site)
            with self.notes.begun() as notes:
                html = self.renderer.page(view, page, self.chrome(view), self.renderer.content(view, page))
            self._pages[example, site] = html, notes
        html, notes = self._pages[example, site]
        self.notes.drawn += notes
        return html

    def cut(self, example: str, opening: str, site: str = "") -> str:
        """Return the first element of an example's page whose start tag begins with `opening`."""
        return element(self.whole_page(example, site), opening)

    def specimen(self, name: str, reason: str, make: Callable[[], str], width: Width = "column") -> Specimen:
        """Return what `make` makes as a specimen, with the names of the templates that have drawn it."""
        return self.specimen_of_parts(name, reason, lambda: (Part(make(), width),))

    def specimen_of_parts(self, name: str, reason: str, make: Callable[[], tuple[Part, ...]]) -> Specimen:
        """Return the parts that `make` makes as one specimen."""
        with self.notes.begun() as notes:
            parts = tuple(part for part in make() if part.html.strip())
        html = "\n".join(part.html for part in parts)
        return Specimen(name, reason, parts, frozenset(drawn.name for drawn in notes if drawn.is_in(html)))


@cache
def reasons() -> Mapping[str, str]:
    """Return why each example is kept, by its name, as the examples' own list says."""
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    return {name: f"{reason[:1].upper()}{reason[1:]}." for name, reason in _REASON.findall(text)}


@cache
def place_of(example: str) -> str:
    """Return the first example site that has a document."""
    wanted = example_documents()[example]
    for site in SITES:
        if any((entry.id, entry.locale) == (wanted.id, wanted.locale) for entry in example_manifest(site).entries):
            return site
    raise GalleryError(
        f"The example {example} stands on no example site: add it to one in content_models/examples/site."
    )


def element(html: str, opening: str) -> str:
    """Return the first element of `html` whose start tag begins with `opening`, e.g. `<nav class="crumbs`."""
    start = html.find(opening)
    if start < 0:
        raise GalleryError(
            f"The public templates no longer write “{opening}…”: say in frontend/gallery what to show instead."
        )
    name = opening[1:].split(maxsplit=1)[0].rstrip(">")
    depth = 0
    for tag in re.compile(rf"<(/?){name}\b[^>]*>").finditer(html, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return html[start : tag.end()]
    raise GalleryError(f"The element “{opening}…” has no end.")


def inside(html: str) -> str:
    """Return what is between the start tag and the end tag of an element."""
    return html[html.index(">") + 1 : html.rindex("<")]
