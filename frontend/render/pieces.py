"""Pieces of a page that are made once for all sites: what each asked of its site, and what came of the answers.

A piece depends on its owner's document and on what it asks of the site that it is made for, and on nothing else. So where
a site gives the same answers, the piece is the same to the byte. A book keeps the questions of every piece as a tree:
the first question, below each of its answers the next one, and at the end what was made.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

type Ask = Callable[[str, str], bytes]
"""Puts a question, as its kind and what it is about, to the site that a page is made for."""

type Made = tuple[str, ...]
"""What came of a piece: its HTML, and what else belongs to it."""


class Asked(NamedTuple):
    """A question, and what a site answered."""

    kind: str
    about: str
    answer: bytes


class Piece(NamedTuple):
    """A piece that was made: its name within the document, what it asked in order, and what came of it."""

    name: str
    asked: tuple[Asked, ...]
    made: Made


class _Fork:
    """A question, and where each of its answers leads."""

    __slots__ = ("about", "kind", "ways")

    def __init__(self, kind: str, about: str) -> None:
        self.kind = kind
        self.about = about
        self.ways: dict[bytes, _Fork | Made] = {}


class Book:
    """The pieces of one document in one language. `fresh` are those that were made since the book was last kept."""

    def __init__(self, pieces: Iterable[Piece] = ()) -> None:
        self._names: dict[bytes, _Fork | Made] = {}
        self.pieces: list[Piece] = []
        self.fresh: list[Piece] = []
        self.length = 0
        """Roughly the characters and bytes that it holds."""
        for piece in pieces:
            self._add(piece)

    def find(self, name: str, ask: Ask) -> Made | None:
        """Return what came of a piece for a site that answers alike, or None; asks until it knows."""
        found = self._names.get(name.encode())
        while isinstance(found, _Fork):
            found = found.ways.get(ask(found.kind, found.about))
        return found

    def add(self, piece: Piece) -> None:
        """Take in a piece that was just made."""
        self._add(piece)
        self.fresh.append(piece)

    def _add(self, piece: Piece) -> None:
        ways, key = self._names, piece.name.encode()
        for kind, about, answer in piece.asked:
            fork = ways.get(key)
            # Equal answers always lead to the same question; should they not, the newer piece holds.
            if not isinstance(fork, _Fork) or (fork.kind, fork.about) != (kind, about):
                fork = ways[key] = _Fork(kind, about)
            ways, key = fork.ways, answer
            self.length += len(about) + len(answer)
        ways[key] = piece.made
        self.pieces.append(piece)
        self.length += len(piece.name) + sum(map(len, piece.made))


class Shelf(Protocol):
    """Where books are kept."""

    def book(self, document: str, locale: str, first: str) -> Book:
        """Return the book of the document with this digest, for sites whose first language is `first`."""
