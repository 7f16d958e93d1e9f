"""Specimens of small parts that many pages use, cut from the pages of examples; and of the drawings."""

from collections.abc import Iterator
from functools import partial
from typing import Final, NamedTuple

from frontend.gallery.studio import Sheet, Specimen, Studio, Width

KINDS_OF_SHEET: Final = ("poster", "press_template", "social_copy", "image")
"""Kinds of things on a toolkit's shelf that have a drawing of their own; all others have the first."""


class _Cut(NamedTuple):
    """The first element of an example's page that begins with `opening`."""

    name: str
    reason: str
    example: str
    opening: str


_HERO: Final = '<div class="hero">'
_CUTS: Final = (
    _Cut("Button on the brand colour", "One accent button on a surface of the brand, a quiet one beside it.",
         "home/national.json", _HERO),
    _Cut("Button on paper", "The link that a page is for.", "event/online.json", '<p class="acts">'),
    _Cut("Small quiet button", "Many of one kind stand side by side.", "toolkit/posters-and-leaflets.json",
         '<div class="shelf__take">'),
    _Cut("Filters of a shelf", "Kinds and languages; the stylesheet does what is chosen, so it needs no script.",
         "toolkit/posters-and-leaflets.json", '<form class="filters"'),
    _Cut("Service cards", "Whom to ring, when, where and at what cost, in a section of services.",
         "section/support.json", '<ul class="services">'),
    _Cut("Events by date", "The pages of a section of events.", "section/events.json", '<ul class="dates">'),
    _Cut("Stories to read", "The pages of a section of stories.", "section/stories.json", '<ul class="tales">'),
    _Cut("News by day", "The pages of a section of news.", "section/news.json", '<ul class="dated">'),
    _Cut("Links that lead on", "An arrow after the words.", "case_study/door-that-stayed-shut.json",
         '<ul class="plain links">'),
    _Cut("Tags", "What a service is for; no links.", "signpost/open-door.json", '<ul class="tags">'),
    _Cut("Note", "A box that warns before somebody reads on.", "case_study/door-that-stayed-shut.json",
         '<section class="note flow"'),
    _Cut("Note on the brand colour", "What came of a story.", "case_study/door-that-stayed-shut.json",
         '<section class="note note--brand'),
    _Cut("Before you start", "A bar beside what one should know first.", "guide/tell-someone.json",
         '<section class="before'),
    _Cut("Facts", "Terms and what there is to know about them.", "signpost/open-door.json", '<dl class="facts'),
    _Cut("Progress", "Where in the steps one is.", "guide/tell-someone.json", '<nav class="progress"'),
    _Cut("Date block", "The day of an event, and where it is.", "event/roundtable.json", '<div class="when">'),
    _Cut("A film of a provider", "Nothing is asked of the provider before a visitor asks.", "film/at-a-provider.json",
         '<figure class="film film--ask"'),
)  # fmt: skip


_DRAWINGS: Final = (
    ("Mark", "Beside the name of an organisation without a logo.", '<span class="logo">', "</span>", "mark"),
    ("Document", "Beside a file to fetch.", '<ul class="docs"><li>', "</li></ul>", "document_sheet"),
    ("Map on a poster", "Where a film has no poster.", '<div class="poster">', "</div>", "poster_map"),
    ("Map in a hero", "Behind the words of a home page where the window is wide.",
     '<div class="hero"><div class="wrap">', "</div></div>", "hero_map"),
)  # fmt: skip
"""Name, reason, what stands around it, macro."""


def part_sheets(studio: Studio) -> Iterator[Sheet]:
    """Yield the pages of small parts and of drawings."""
    about = "Buttons, links, tags, notes, facts: what many pages are put together from."
    yield Sheet("small-parts", "Small parts", "Small parts", about, tuple(_cuts(studio)))
    about = "Drawn in the colours of the brand, and hidden from screen readers."
    yield Sheet("drawings", "Small parts", "Drawings", about, tuple(_drawings(studio)))


def _cuts(studio: Studio) -> Iterator[Specimen]:
    for cut in _CUTS:
        make = partial(studio.cut, cut.example, cut.opening)
        width: Width = "wide" if cut.opening == _HERO else "column"
        yield studio.specimen(cut.name, f"{cut.reason} From {cut.example}.", make, width)


def _drawings(studio: Studio) -> Iterator[Specimen]:
    reason = "Stands on the shelf where a thing has no picture."
    for kind in KINDS_OF_SHEET:
        make = partial(_drawing, studio, '<div class="shelf__stand">', "</div>", "sheet", kind)
        yield studio.specimen(f"Sheet: {kind.replace('_', ' ')}", reason, make)
    for name, reason, before, after, macro in _DRAWINGS:
        make = partial(_drawing, studio, before, after, macro)
        yield studio.specimen(name, reason, make, "wide" if macro == "hero_map" else "column")


def _drawing(studio: Studio, before: str, after: str, macro: str, *arguments: str) -> str:
    return f"{before}{studio.templates.macro(macro, *arguments)}{after}"
