"""What a leaflet is, for those who have no WeasyPrint: which pages have one, under which name, and what goes into it."""

import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from content_models import Entry

TYPES: Final = frozenset({"guide", "signs", "strategy", "case_study", "signpost", "event"})
"""Types of pages that somebody would print, or hand to somebody: they say what to do, where to go, or what to know.

Not home pages, sections and campaigns, which lead on to other pages; not films and toolkits, which are no text; not news and
the site's own statements, which nobody passes on.
"""

OWN: Final = "waymark:"
"""Begins the address of a drawing that is made for a leaflet: a code to scan, the mark of a site without a logo."""


type FindFile = Callable[[str], tuple[Path, str] | None]
"""Returns where the file at a path of the site (`/media/…`) lies and its media type, or None when the site has none there."""


class Sheets(NamedTuple):
    """A leaflet before it is printed: all that it is made of besides the files of the site that it shows.

    `digest` stands for the content of these files too, because their paths hold their digests.
    """

    html: str
    style: str
    drawings: Mapping[str, bytes]

    def digest(self, edition: str) -> str:
        """Return the digest of all that the file will depend on; `edition` is what prints it."""
        total = hashlib.sha256(f"{edition}\0{self.style}\0{self.html}".encode())
        for name, drawing in sorted(self.drawings.items()):
            total.update(f"\0{name}\0".encode() + drawing)
        return total.hexdigest()


def leaflet_path(entry: Entry, *, neutral: bool) -> str:
    """Return where the leaflet of a page stands: in the page's own folder, under a name that a folder of downloads can use.

    A site with neutral names has one that tells nothing.
    """
    return f"{entry.path}{file_stem(entry.path, neutral=neutral)}.pdf"


def file_stem(path: str, *, neutral: bool) -> str:
    """Return the name, without its ending, of what is downloaded from the page at `path`."""
    last = path.strip("/").rpartition("/")[2]
    return "information" if neutral or not re.search(r"[a-z0-9]", last) else last
