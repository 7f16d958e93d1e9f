"""Specimens of pages that stand for no document: lists, the A–Z, the finder, search, answers, notices."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from content_models.examples import SITES, example_manifest
from frontend.gallery.sites import LATER, WITH_FINDER, example_finder
from frontend.gallery.studio import Part, Sheet, Specimen, Studio, element, inside
from frontend.plan.listing import DATA, Kind, Listing
from frontend.plan.stand_ins import StandIn
from frontend.plan.view import SiteView
from frontend.render.lists import list_page

SITE: Final = "marlshire"
"""The example site with most services and events."""

WELSH: Final = "cy"
"""A language that the gallery is not shown in: its pages are foreign to all that see one."""

ABOUT: Final = {
    Kind.CHANGES: "What changed and why, by day.",
    Kind.PAST_EVENTS: "Events that are over, by year, with what came of them.",
    Kind.SUPPORT: "Every service of the site, with ways to choose.",
    Kind.BROWSE: "Every kind of page that the site has.",
    Kind.BROWSE_TYPE: "All pages of one kind.",
}
"""What is to be seen of each list for people."""


def list_sheets(studio: Studio) -> Iterator[Sheet]:
    """Yield the pages of lists and of notices."""
    for slug, title, about, make in _SHEETS:
        yield Sheet(slug, "Lists and notices", title, about, tuple(make(studio)))


def _lists(studio: Studio) -> Iterator[Specimen]:
    view = studio.view(SITE)
    for kind in (kind for kind in Kind if kind not in DATA and kind is not Kind.SUPPORT):
        yield _listing(studio, studio.view(SITE, LATER) if kind is Kind.PAST_EVENTS else view, kind)
    yield studio.specimen(
        "A–Z", "Everything on a site by its own and other words.", partial(_a_to_z, studio, view), "wide"
    )


def _services(studio: Studio) -> Iterator[Specimen]:
    view = studio.view(SITE)
    yield _listing(studio, view, Kind.SUPPORT)
    chosen = next(each for each in view.lists.all() if each.kind is Kind.SUPPORT and each != _first(view, Kind.SUPPORT))
    reason = "Narrowed by one choice, which can be taken back."
    yield studio.specimen_of_parts("Support, narrowed", reason, partial(_list_parts, studio, view, chosen))


def _first(view: SiteView, kind: Kind) -> Listing:
    return next(listing for listing in view.lists.all() if listing.kind is kind)


def _listing(studio: Studio, view: SiteView, kind: Kind) -> Specimen:
    return studio.specimen_of_parts(
        kind.value.capitalize(), ABOUT.get(kind, ""), partial(_list_parts, studio, view, _first(view, kind))
    )


def _list_parts(studio: Studio, view: SiteView, listing: Listing) -> tuple[Part, ...]:
    page = list_page(view, listing, studio.templates)
    return (Part(str(page.main), "column"), Part(str(page.after), "wide"))


def _main(html: str) -> str:
    return inside(element(html, "<main "))


def _a_to_z(studio: Studio, view: SiteView) -> str:
    return element(_main(studio.renderer.a_to_z(view, studio.chrome(view))), '<div class="band">')


def _finder(studio: Studio) -> Iterator[Specimen]:
    for site, whose in ((WITH_FINDER, "All areas of the country."), (SITE, "An area of one's own, and the others.")):
        reason = f"{whose} With a script there is a field for the postcode above the list."
        yield studio.specimen(f"Find your local team on {site}", reason, partial(_teams, studio, site))


def _teams(studio: Studio, site: str) -> str:
    view = studio.view(site)
    return element(studio.renderer.finder(view, studio.chrome(view), example_finder()), '<div class="flow finder"')


def _search(studio: Studio) -> Iterator[Specimen]:
    reason = "The kinds of pages and the A–Z. With a script there is a field above them."
    yield studio.specimen("Search", reason, partial(_searching, studio, studio.view(SITE)))


def _searching(studio: Studio, view: SiteView) -> str:
    return element(studio.renderer.search(view, studio.chrome(view)), '<div class="flow search"')


def _notices(studio: Studio) -> Iterator[Specimen]:
    view, renderer = studio.view(SITE), studio.renderer
    sites = [example_manifest(site).site for site in SITES]
    pages: tuple[tuple[str, str, Callable[[], str]], ...] = (
        ("Nothing here", "For addresses that are nowhere.", partial(_answer, studio, renderer.not_found)),
        (
            "Thanks for feedback",
            "Where the form leads.",
            partial(_answer, studio, renderer.feedback_answer, stored=True),
        ),
        ("Feedback not sent", "What to do instead.", partial(_answer, studio, renderer.feedback_answer, stored=False)),
        ("Not translated", "Where a page has no translation.", partial(_stand_in, studio)),
        ("Moved", "At an old address, where the server cannot lead on.", partial(renderer.redirect, view, "/")),
        (
            "All sites",
            "The list of what a builder has built, for its own machine.",
            partial(renderer.site_index, sites),
        ),
    )
    for name, reason, make in pages:
        yield studio.specimen(name, reason, partial(_main_of, make), "wide")


def _answer(studio: Studio, make: Callable[..., str], **how: bool) -> str:
    view = studio.view(SITE)
    return make(view, studio.chrome(view), **how)


def _stand_in(studio: Studio) -> str:
    view = studio.view(SITE)
    original = next(entry for entry in example_manifest(SITE).entries if entry.locale == WELSH)
    return studio.renderer.stand_in(view, studio.chrome(view), StandIn(original.path, view.locale, original))


def _main_of(make: Callable[[], str]) -> str:
    return _main(make())


_SHEETS: Final[tuple[tuple[str, str, str, Callable[[Studio], Iterator[Specimen]]], ...]] = (
    ("lists", "Lists of pages", "Changes, past events, pages by kind, the A–Z.", _lists),
    ("services", "Lists of services", "Services with their hours and ways to choose among them.", _services),
    ("find-your-local-team", "Find your local team", "The list by area that everybody gets.", _finder),
    ("search", "Search", "What everybody gets of the page to search with.", _search),
    ("notices", "Notices", "Pages without a document: not found, feedback, moved, all sites.", _notices),
)
