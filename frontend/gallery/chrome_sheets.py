"""Specimens of what stands around the content of a page: top, header, masthead, help panel, feedback, footer."""

from collections.abc import Callable, Iterator
from typing import Final

from content_models.examples import SITES
from frontend.gallery.studio import Sheet, Specimen, Studio, Width, element, reasons

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
        view = studio.view(site)
        yield studio.specimen(
            f"Safety bar of {site}", _site(site), lambda view=view: str(studio.renderer.chrome(view).top), "wide"  # type: ignore[misc]
        )
    view = studio.view("national")
    yield studio.specimen(
        "Safety bar without “Exit this page”",
        "For page types for which an organisation has switched the way out off; “Get help now” stays.",
        lambda: str(studio.renderer.chrome(view).top_without_exit),
        "wide",
    )


def _head(studio: Studio) -> Iterator[Specimen]:
    for site in SITES:
        view = studio.view(site)
        yield studio.specimen(
            f"Links in the head of {site}", "Stylesheets, icon and feeds; nothing to see.",
            lambda view=view: str(studio.renderer.chrome(view).head), "unseen",  # type: ignore[misc]
        )  # fmt: skip


def _from_page(site: str, opening: str, studio: Studio) -> Callable[[], str]:
    return lambda: element(studio.whole_page(EXAMPLES[site], site), opening)


def _header(studio: Studio) -> Iterator[Specimen]:
    for site in SITES:
        yield studio.specimen(f"Header of {site}", _site(site), _from_page(site, '<header class="site">', studio), "wide")
    yield from _head(studio)


def _masthead(studio: Studio) -> Iterator[Specimen]:
    for example in (GUIDE, "case_study/a-grandfather.json", "strategy/how-prevent-works.json", "news/minimal.json"):
        yield studio.specimen(
            f"Masthead with breadcrumbs: {example}", reasons()[example],
            lambda example=example: element(studio.whole_page(example), '<div class="mast">'), "wide",  # type: ignore[misc]
        )  # fmt: skip


def _help(studio: Studio) -> Iterator[Specimen]:
    national, marlshire = studio.view("national"), studio.view("marlshire")
    for view, modes in ((national, HELP), (marlshire, {"": HELP[""], "strip": HELP["strip"]})):
        site = view.site.organisation.slug
        for mode, where in modes.items():
            width: Width = "wide" if mode == "strip" else "column"
            yield studio.specimen(
                f"Help panel of {site}: {where.lower()}", _help_reason(mode),
                lambda view=view, mode=mode: _panel(studio.renderer.chrome(view).help[mode], mode), width,  # type: ignore[misc]
            )  # fmt: skip
    for example in ("home/national.json", "home/minimal.json"):
        yield studio.specimen(
            f"Help panel of a home page: {example}", "In the hero, with words of the home page's own.",
            lambda example=example: element(studio.whole_page(example), '<section class="help help--full"'),  # type: ignore[misc]
        )  # fmt: skip


def _help_reason(mode: str) -> str:
    own = {"": "In the words of the organisation.", "strip": "In a row where the window is wide."}
    return own.get(mode, "With words that fit what the page is about.")


def _panel(html: object, mode: str) -> str:
    return f'<div class="wrap">{html}</div>' if mode == "strip" else str(html)


def _about(studio: Studio) -> Iterator[Specimen]:
    for example in (GUIDE, "signpost/between-us.json", "standard/minimal.json"):
        yield studio.specimen(
            f"About this page: {example}", reasons()[example],
            lambda example=example: element(studio.whole_page(example), '<section aria-labelledby="about-page">'),  # type: ignore[misc]
        )  # fmt: skip
    yield studio.specimen(
        "About this page, and was it useful?",
        "With the form that works without a script and asks no name.",
        lambda: element(studio.whole_page(GUIDE, "marlshire"), '<div class="about">'),
    )


def _footer(studio: Studio) -> Iterator[Specimen]:
    for site in SITES:
        yield studio.specimen(f"Footer of {site}", _site(site), _from_page(site, '<footer class="foot">', studio), "wide")


_SHEETS: Final[tuple[tuple[str, str, str, Callable[[Studio], Iterator[Specimen]]], ...]] = (
    ("safety-bar", "Safety bar", "Skip link, notice of the demonstration, “Get help now” and “Exit this page”.", _top),
    ("header", "Header", "Logo, language switch, main navigation; a menu where the window is narrow.", _header),
    ("masthead", "Masthead and breadcrumbs", "What kind of page it is, its title, lede, author and date.", _masthead),
    ("help-panel", "Help panel", "Whom to tell, most urgent first, in all its modes.", _help),
    ("about-page", "About this page and feedback", "Where words come from, and “Was this page useful?”.", _about),
    ("footer", "Footer", "The organisation's own contact, ways around the site, legal pages.", _footer),
)
