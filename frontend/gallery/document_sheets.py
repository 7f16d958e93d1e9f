"""Specimens of page types: every example of each, without what stands around all pages."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from content_models import DOCUMENT_TYPES
from content_models.examples import example_documents
from frontend.gallery.block_sheets import EVERY_BLOCK, LOCAL_SITE
from frontend.gallery.sites import LATER, SHOWN_AT
from frontend.gallery.studio import Part, Sheet, Specimen, Studio, element, inside, reasons
from frontend.plan.page_view import PageView
from frontend.plan.view import SiteView
from frontend.render.around import around
from frontend.render.document import put_together
from frontend.render.pages import STRIP_TYPES

ABOUT: Final = {
    "campaign": "What a campaign is about, and its partners.",
    "case_study": "A story with a warning, a pull quote, the outcome, and where to turn.",
    "event": "The date block, ways to come, the agenda on the path, and every status.",
    "film": "Our own player, a provider's film that asks first, captions and transcripts.",
    "guide": "Steps on the path with progress, what happens next, routes with hours, professionals apart.",
    "home": "The hero with the shortest way to help, questions, a quotation, what is put forward.",
    "news": "Something new, on a day.",
    "section": "Lists of pages with a sentence each; films with their posters.",
    "signpost": "The service card, number first, with hours, cost and languages.",
    "signs": "The statement before any sign, and cards that each say what else it could be.",
    "standard": "Blocks and nothing else; the blocks themselves have pages of their own.",
    "strategy": "The strands, myths beside facts, partners, documents.",
    "toolkit": "The shelf of things to take, by kind.",
}
"""What is to be seen of each page type."""

NOT_SHOWN: Final = frozenset({EVERY_BLOCK})
"""Examples whose every part is a specimen already."""


def document_sheets(studio: Studio) -> Iterator[Sheet]:
    """Yield a page for each page type."""
    for kind in sorted(DOCUMENT_TYPES):
        title = kind.replace("_", " ").capitalize()
        yield Sheet(kind.replace("_", "-"), "Page types", title, ABOUT.get(kind, ""), tuple(_specimens(studio, kind)))


def shown_examples(kind: str, locale: str) -> list[str]:
    """Return the examples of a page type that are shown in a language: English ones in all, others in their own."""
    found = [name for name, each in example_documents().items() if each.type == kind and each.locale in {"en", locale}]
    own = {example_documents()[name].id for name in found if example_documents()[name].locale == locale != "en"}
    return [
        name
        for name in found
        if name not in NOT_SHOWN
        and (example_documents()[name].locale == locale or example_documents()[name].id not in own)
    ]


def _specimens(studio: Studio, kind: str) -> Iterator[Specimen]:
    for name in shown_examples(kind, studio.locale):
        title = name.partition("/")[2].removesuffix(".json").replace("-", " ").capitalize()
        yield studio.specimen_of_parts(title, f"{name}. {reasons()[name]}", partial(_parts, studio, name))
    if kind == "event":
        reason = "event/minimal.json after its day, before anybody wrote what came of it."
        yield studio.specimen_of_parts("Over", reason, partial(_parts, studio, "event/minimal.json", later=True))
    if kind == "case_study":
        name = "case_study/door-that-stayed-shut.json"
        reason = f"{name} on {LOCAL_SITE}, with blocks of that site inside the story."
        yield studio.specimen_of_parts("Added by a site", reason, partial(_parts, studio, name, LOCAL_SITE))


def _parts(studio: Studio, example: str, site: str = "", *, later: bool = False) -> tuple[Part, ...]:
    view, page = studio.page(example, site, LATER if later else SHOWN_AT)
    if page.document.type == "home":
        return (Part(inside(element(studio.whole_page(example), '<main id="main">')), "wide"),)
    return _areas(studio, view, page)


def _areas(studio: Studio, view: SiteView, page: PageView) -> tuple[Part, ...]:
    """Return the content of a page and what depends on other pages around it, as wide as on the page."""
    areas = put_together(studio.scope(page, view), page, studio.templates)
    placed = around(view, page, areas.main, studio.templates)
    strip = page.document.type in STRIP_TYPES
    return (
        Part(str(areas.before + placed.before), "wide"),
        Part(str(placed.main), "wide" if strip else "column"),
        Part(str(placed.after), "wide"),
    )
