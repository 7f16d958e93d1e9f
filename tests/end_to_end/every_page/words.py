"""What each page is called, how it is headed, in which language its words are, and that links called alike lead alike."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from tests.parts.built_page import BuiltPage
from tests.parts.built_site import BuiltSite

# Two letters of the Arabic script; figures and marks stand among other words.
_ARABIC_WORD = re.compile("[\u0621-\u064a\u0671-\u06d3]{2}")
_LATIN = frozenset({"en", "cy"})


def heading_faults(site: BuiltSite) -> list[str]:
    """Return a line for each page whose headings are no outline, and for each heading without words."""
    return [f"{site.name} {page.path}: {fault}" for page in site.pages.values() for fault in _headings(page)]


def _headings(page: BuiltPage) -> Iterator[str]:
    levels = [int(heading.tag[1]) for heading in page.headings]
    if levels.count(1) != 1:
        yield f"has {levels.count(1)} headings of level 1 instead of one"
    if levels and levels[0] != 1:
        yield f"begins with a heading of level {levels[0]}: “{page.headings[0].text}”"
    for above, below in pairwise(page.headings):
        if int(below.tag[1]) > int(above.tag[1]) + 1:
            yield f"goes from “{above.text}” ({above.tag}) to “{below.text}” ({below.tag})"
    for heading in page.headings:
        if not heading.text:
            yield f"has a heading without words: {heading.start}"


def run_together_faults(site: BuiltSite) -> list[str]:
    """Return a line for words that run together without the stylesheet, as in a text browser: “in danger now|999”."""
    return [f"{site.name} {page.path}: “{words}”" for page in site.pages.values() for words in page.run_together]


def name_faults(site: BuiltSite) -> list[str]:
    """Return a line for each title and each description that is missing, or that two pages of a language share.

    With neutral names, all titles are the same on purpose; the headings then tell pages apart.
    """
    faults: list[str] = []
    shown = [page for page in site.pages.values() if not page.only_leads_on]
    for what in ("title", "description"):
        shared: dict[tuple[str, str], list[str]] = defaultdict(list)
        for page in shown:
            words = page.title if what == "title" else page.meta("description")
            shared[page.locale, words].append(page.path)
        for (locale, words), paths in shared.items():
            if not words:
                faults += [f"{site.name} {path}: has no {what}" for path in paths]
            elif len(paths) > 1 and not (what == "title" and site.settings.get("neutral")):
                faults.append(f"{site.name} {' and '.join(paths)}: the same {what} in {locale}: “{words}”")
    return faults


def language_faults(site: BuiltSite) -> list[str]:
    """Return a line for each element with words in Arabic letters that says it is English or Welsh (WCAG 3.1.2)."""
    return [
        f"{site.name} {page.path}: words in Arabic letters say that they are in {element.language}: {element.start}"
        for page in site.pages.values()
        for element in page.elements
        if element.language in _LATIN and any(map(_ARABIC_WORD.search, element.own))
    ]


def destination_faults(site: BuiltSite) -> list[str]:
    """Return a line for words that lead to several places from the help panel and the foot of one page (WCAG 3.2.4).

    Within the content, what stands around such links tells them apart.
    """
    faults: list[str] = []
    for page in site.pages.values():
        places: dict[str, set[str]] = defaultdict(set)
        for link in page.all("a"):
            if any(around.get("id") == "help" or around.tag == "footer" for around in link.within):
                places[link.text.casefold()].add(link.get("href"))
        for words, found in places.items():
            if len(found) > 1:
                faults.append(f"{site.name} {page.path}: “{words}” leads to {' and '.join(sorted(found))}")
    return faults
