"""What a leaflet is: which pages have one, and under which name."""

import re
from typing import Final

from content_models import Entry

TYPES: Final = frozenset({"guide", "signs", "strategy", "case_study", "signpost", "event"})
"""Types of pages that somebody would print, or hand to somebody: they say what to do, where to go, or what to know.

Not home pages, sections and campaigns, which lead on to other pages; not films and toolkits, which are no text; not news and
the site's own statements, which nobody passes on.
"""


def leaflet_path(entry: Entry, *, neutral: bool) -> str:
    """Return where the leaflet of a page stands: in the page's own folder, under a name that a folder of downloads can use.

    A site with neutral names has one that tells nothing.
    """
    return f"{entry.path}{file_stem(entry.path, neutral=neutral)}.pdf"


def file_stem(path: str, *, neutral: bool) -> str:
    """Return the name, without its ending, of what is downloaded from the page at `path`."""
    last = path.strip("/").rpartition("/")[2]
    return "information" if neutral or not re.search(r"[a-z0-9]", last) else last
