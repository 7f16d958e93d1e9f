"""An archive before it is written, and the files that others may add to it."""

import hashlib
from typing import Final, NamedTuple

from frontend.plan.facts import MediaFact

FORMAT: Final = 1
"""Raise it when what an archive says of its files, or how it is written, changes."""


READ_ME: Final = "READ-ME.txt"
MANIFEST: Final = "manifest.json"
ABOUT: Final = (READ_ME, MANIFEST)
"""What is written about the files; these come first in every archive."""


class ExtraFile(NamedTuple):
    """A file that the builder made for one site and that belongs to its toolkit: a localised poster.

    `file` lies in the store like a file of a document; `kind` is one of a toolkit's items, or another word.
    """

    file: MediaFact
    title: str
    kind: str
    locale: str
    version: str


class Packed(NamedTuple):
    """One file of an archive: a file of the site, or given here."""

    name: str
    source: MediaFact | bytes
    size: int


class Contents(NamedTuple):
    """An archive before it is written: its folder, and all that is in it."""

    folder: str
    files: tuple[Packed, ...]

    @property
    def number(self) -> int:
        """How many files of the toolkit there are, without what we write about them."""
        return len(self.files) - len(ABOUT)

    def digest(self) -> str:
        """Return the digest of all that the archive depends on: the manifest has the digest of every file in it."""
        total = hashlib.sha256(f"archive {FORMAT} {self.folder}".encode())
        for file in self.files:
            total.update(f"\0{file.name}\0{file.size}\0".encode())
            if isinstance(file.source, bytes):
                total.update(file.source)
        return total.hexdigest()
