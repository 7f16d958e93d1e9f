"""What each page is called, and how it is headed: one title, one description, one heading of level 1, none skipped."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from tests.parts.built_page import BuiltPage
from tests.parts.built_site import BuiltSite


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
