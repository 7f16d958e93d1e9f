"""The example sites, rendered once for all tests that read them."""

import json
from functools import cache
from html.parser import HTMLParser
from typing import Any

from content_models import Document, Entry, canonical_bytes, digest, parse_document
from content_models.examples import SITES, example_documents, example_manifest, example_overlays
from frontend.plan.keys import PageKeys
from frontend.plan.listing_plan import plan_listings
from frontend.plan.page_view import PageView
from frontend.plan.view import SiteView
from frontend.render import Chrome, Renderer

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@cache
def renderer() -> Renderer:
    """One renderer for all tests."""
    return Renderer()


@cache
def site_view(slug: str, locale: str | None = None) -> SiteView:
    """An example site in one language."""
    return SiteView.of(example_manifest(slug), example_documents().values(), locale, example_overlays().values())


@cache
def chrome(slug: str, locale: str | None = None) -> Chrome:
    """The chrome of an example site."""
    return renderer().chrome(site_view(slug, locale))


def render(view: SiteView, page: PageView, shared: Chrome | None = None) -> str:
    """Render one page of a view."""
    shared = shared or renderer().chrome(view)
    return renderer().page(view, page, shared, renderer().content(view, page))


@cache
def pages() -> dict[tuple[str, str], str]:
    """Every page of every example site by site and path."""
    found = {}
    for slug in SITES:
        for entry in example_manifest(slug).entries:
            view = site_view(slug, entry.locale)
            found[slug, entry.path] = render(view, view.pages[entry.id], chrome(slug, entry.locale))
    return found


@cache
def listings() -> dict[tuple[str, str], str]:
    """Every list, feed and calendar of every example site by site and path."""
    found = {}
    for slug in SITES:
        views = {locale: site_view(slug, locale) for locale in site_view(slug).locales}
        known = {entry.version: views["en"].source.facts(entry.version) for entry in example_manifest(slug).entries}
        keys = {locale: PageKeys(view, known, "1") for locale, view in views.items()}
        for listing, _ in plan_listings(views.values(), keys):
            shared = chrome(slug, listing.locale)
            found[slug, listing.path] = renderer().listing(views[listing.locale], listing, shared)
    return found


def page_of(name: str) -> str:
    """The example document `name`, rendered on the first example site that has it."""
    wanted = digest(canonical_bytes(example_documents()[name]))
    for slug in SITES:
        for entry in example_manifest(slug).entries:
            if entry.digest == wanted:
                return pages()[slug, entry.path]
    raise LookupError(name)


def on_a_site(document: Document, slug: str = "national", **settings: object) -> str:
    """Render a document as a page `/shown/` below the home page of an example site with other settings."""
    view, page = view_with(document, slug, **settings)
    return render(view, page)


def view_with(document: Document, slug: str = "national", **settings: object) -> tuple[SiteView, PageView]:
    """Return a view of an example site that has `document` too, and its page."""
    base = example_manifest(slug)
    path = "/shown/" if document.locale == base.site.default_locale else f"/{document.locale.lower()}/shown/"
    entry = Entry(
        path=path, id=document.id, locale=document.locale, type=document.type, digest=digest(canonical_bytes(document))
    )
    others = tuple(each for each in base.entries if (each.id, each.locale) != (document.id, document.locale))
    manifest = base.model_copy(
        update={"entries": (*others, entry), "site": base.site.model_copy(update=settings)},
    )
    view = SiteView.of(manifest, [*example_documents().values(), document], document.locale)
    return view, view.pages[document.id]


def changed(name: str, **fields: object) -> Document:
    """Return an example document with some fields of its JSON changed; None takes one away."""
    data: dict[str, Any] = example_documents()[name].model_dump(mode="json", exclude_none=True)
    for field, value in fields.items():
        if value is None:
            data.pop(field, None)
        else:
            data[field] = value
    return parse_document(json.dumps(data))


class Elements(HTMLParser):
    """The elements of a page in order, their text, and what is wrong with their nesting."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self.scripts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "script":
            self.scripts.append(data)
        elif data.strip():
            self.words.append(data)

    @property
    def text(self) -> str:
        """All words, white space made single."""
        return " ".join(" ".join(self.words).split())

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element `tag`."""
        return [attributes for name, attributes in self.tags if name == tag]

    def headings(self) -> list[int]:
        """The levels of all headings in order."""
        return [int(tag[1]) for tag, _ in self.tags if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()]

    def structure(self) -> list[tuple[str, tuple[str, ...]]]:
        """Every element with the names of its attributes: what must not depend on anybody's words."""
        return [(tag, tuple(attributes)) for tag, attributes in self.tags]
