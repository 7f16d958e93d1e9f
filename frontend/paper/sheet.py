"""What is put on paper, before it is: a page, its styles, and the files that it shows."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Final, NamedTuple

from frontend.paper.fonts import Face, lacking

SCHEME: Final = "paper:"
"""What a page calls the files that are handed over with it: `<img src="paper:logo.svg">`."""

type FindFile = Callable[[str], tuple[Path, str] | None]
"""Returns where the file at a path of the site (`/media/…`) lies and its media type, or None when the site has none there."""


class SiteFiles(NamedTuple):
    """The files of one site; `base` is its public address, without a slash at its end."""

    base: str
    find: FindFile


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that is ready to be written. `files` are handed over with it, by name; it may have pictures of its site beside them.

    `faces` are what its words are to be set in, where it may be set in nothing else.
    """

    html: str
    css: str
    files: Mapping[str, bytes]
    faces: tuple[Face, ...] = ()

    def digest(self, edition: str) -> str:
        """Return the digest of all that its PDF depends on; `edition` is what writes it.

        It stands for the content of pictures of the site too, because their paths hold their digests.
        """
        total = hashlib.sha256(f"{edition}\0{self.css}\0{self.html}".encode())
        for name, data in sorted(self.files.items()):
            total.update(f"\0{name}\0".encode() + data)
        return total.hexdigest()

    def lacking(self) -> str:
        """Return the characters for which none of its faces has a letter; raises FontMissing."""
        return lacking(unescape(re.sub(r"<[^>]*>", " ", self.html)), self.faces)
