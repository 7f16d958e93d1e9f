"""Specimens of what stands around the content of a page: top, header, masthead, help panel, feedback, footer."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from content_models.examples import SITES
from frontend.gallery.studio import Sheet, Specimen, Studio, Width, element, reasons
from frontend.render.safe import made_here
from frontend.render.taken import ALL_OF_IT, Taken, TakenFile, leaflet_link, with_archive

GUIDE: Final = "guide/tell-someone.json"
EXAMPLES: Final = {"national": GUIDE, "marlshire": GUIDE, "pendrick": "guide/minimal.json"}
"""The page of each example site from which its header and footer are taken."""

HELP: Final = {
    "": "Beside the content of most pages",
    "case_study": "Beside a story",
    "event": "Beside an event",
    "strip": "Below films and toolkits",
}
"""The modes of the help panel that pages of all types share; the home page has words of its own."""


def chrome_sheets(studio: Studio) -> Iterator[Sheet]:
    """Yield the pages of the chrome."""
    for slug, title, about, make in _SHEETS:
        yield Sheet(slug, "Around every page", title, about, tuple(make(studio)))


def _site(site: str) -> str:
    return f"{site}: {reasons()[site]}"


def _top(studio: Studio) -> Iterator[Specimen]:
    for site in SITES:
        yield studio.specimen(f"Safety bar of {site}", _site(site), partial(_part, studio, site, "top"), "wide")
    reason = "For page types for which an organisation has switched the way out off; “Get help now” stays."
    make = partial(_part, studio, "national", "top_without_exit")
    yield studio.specimen("Safety bar without “Exit this page”", reason, make, "wide")


def _part(studio: Studio, site: str, name: str) -> str:
    return str(getattr(studio.chrome(studio.view(site)), name))


def _header(studio: Studio) -> Iterator[Specimen]:
    for site in SITES:
        make = partial(studio.cut, EXAMPLES[site], '<header class="site">', site)
        yield studio.specimen(f"Header of {site}", _site(site), make, "wide")
    for site in SITES:
        make = partial(_part, studio, site, "head")
        reason = "Stylesheets, icon and feeds; nothing to see."
        yield studio.specimen(f"Links in the head of {site}", reason, make, "unseen")


def _masthead(studio: Studio) -> Iterator[Specimen]:
    for example in (GUIDE, "case_study/a-grandfather.json", "strategy/how-prevent-works.json", "news/minimal.json"):
        make = partial(studio.cut, example, '<div class="mast">')
        yield studio.specimen(f"Masthead with breadcrumbs: {example}", reasons()[example], make, "wide")


def _help(studio: Studio) -> Iterator[Specimen]:
    for site, modes in (("national", HELP), ("marlshire", {"": HELP[""], "strip": HELP["strip"]})):
        for mode, where in modes.items():
            width: Width = "wide" if mode == "strip" else "column"
            name = f"Help panel of {site}: {where.lower()}"
            yield studio.specimen(name, _help_reason(mode), partial(_panel, studio, site, mode), width)
    for example in ("home/national.json", "home/minimal.json"):
        make = partial(studio.cut, example, '<section class="help help--full"')
        reason = "In the hero, with words of the home page's own."
        yield studio.specimen(f"Help panel of a home page: {example}", reason, make)


def _help_reason(mode: str) -> str:
    own = {"": "In the words of the organisation.", "strip": "In a row where the window is wide."}
    return own.get(mode, "With words that fit what the page is about.")


def _panel(studio: Studio, site: str, mode: str) -> str:
    html = str(studio.chrome(studio.view(site)).help[mode])
    return f'<div class="wrap">{html}</div>' if mode == "strip" else html


def _about(studio: Studio) -> Iterator[Specimen]:
    for example in (GUIDE, "signpost/between-us.json", "standard/minimal.json"):
        make = partial(studio.cut, example, '<div class="about">', "" if example != GUIDE else "marlshire")
        yield studio.specimen(f"About this page: {example}", reasons()[example], make)
    reason = "With the form that works without a script and asks no name."
    make = partial(studio.cut, GUIDE, '<div class="about">', "national")
    yield studio.specimen("About this page, and was it useful?", reason, make)

    taken = Taken(
        TakenFile("/tell-someone/tell-someone.pdf", 84_000, 2), TakenFile("/posters/posters.zip", 34_000_000, 6)
    )
    link = partial(leaflet_link, taken, studio.templates)
    yield studio.specimen("Download as a leaflet", "Below “About this page”: format, pages and size.", link)
    link = partial(with_archive, made_here(ALL_OF_IT), taken, studio.templates)
    yield studio.specimen("Download everything", "On a toolkit: format, files and size.", link)
    reason = "Whom to tell on the sheet itself, here with the look of a page."
    yield studio.specimen("Help panel on a leaflet", reason, partial(_leaflet, studio))


def _leaflet(studio: Studio) -> str:
    view = studio.view("national")
    page = next(page for page in view.pages.values() if page.entry.type == "guide")
    renderer = studio.renderer
    html = renderer.leaflet(view, page, studio.chrome(view), renderer.content(view, page)).html
    return element(html, '<section class="help')


def _footer(studio: Studio) -> Iterator[Specimen]:
    for site in SITES:
        make = partial(studio.cut, EXAMPLES[site], '<footer class="foot">', site)
        yield studio.specimen(f"Footer of {site}", _site(site), make, "wide")


_SHEETS: Final[tuple[tuple[str, str, str, Callable[[Studio], Iterator[Specimen]]], ...]] = (
    ("safety-bar", "Safety bar", "Skip link, notice of the demonstration, “Get help now” and “Exit this page”.", _top),
    ("header", "Header", "Logo, language switch, main navigation; a menu where the window is narrow.", _header),
    ("masthead", "Masthead and breadcrumbs", "What kind of page it is, its title, lede, author and date.", _masthead),
    ("help-panel", "Help panel", "Whom to tell, most urgent first, in all its modes.", _help),
    ("about-page", "About this page and feedback", "Where words come from, and “Was this page useful?”.", _about),
    ("footer", "Footer", "The organisation's own contact, ways around the site, legal pages.", _footer),
)
