"""Asking the site that a page is made for, so that what was asked can be written down.

While a piece is made that other sites will show too (see frontend.render.pieces), each question is kept with its answer,
and the site itself is out of reach: what nobody wrote down, nobody can have read.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from frontend.plan.page_view import PageView, UndeclaredInput
from frontend.plan.view import SiteView
from frontend.render import answers
from frontend.render.answers import Answers
from frontend.render.pieces import Asked, Book, Made, Piece
from frontend.render.words import Words

FIXED_IDS: Final = frozenset({"main", "help", "help-title", "about-page", "feedback", "useful", "useful-note", "why"})
"""Ids of the page's frame; a block or an item with one of them gets another anchor."""


class Asking:
    """One page of one site in one language, the words, the ids already given, and the book of pieces if there is one."""

    __slots__ = ("_answers", "_asked", "_book", "_ids", "_page", "_view", "_written", "words")

    def __init__(
        self,
        view: SiteView,
        words: Words,
        known: Answers | None = None,
        *,
        page: PageView | None = None,
        book: Book | None = None,
    ) -> None:
        """`known` is what this view has answered before; `book` has the pieces that `page` shares with other sites."""
        self.words = words
        self._view = view
        self._answers = known or Answers(view)
        self._page = page
        self._book = book
        self._asked: list[Asked] | None = None
        self._written: set[tuple[str, str]] = set()
        self._ids = set(FIXED_IDS)

    @property
    def view(self) -> SiteView:
        """The site; raises UndeclaredInput while a piece is made that other sites will show."""
        if self._asked is not None:
            raise UndeclaredInput(
                "a piece of a shared page reads its site past the scope, so that other sites would show what is this one's; "
                "let it ask the scope"
            )
        return self._view

    def piece(self, name: str, make: Callable[[], Made]) -> Made:
        """Return a piece of the document: from the book, if this site answers as another did before.

        `name` has all that `make` works with besides its owner's document, the words and what it asks.
        """
        if self._book is None or self._asked is not None:
            return make()
        ids = set(self._ids)
        found = self._book.find(name, self._answer)
        if found is None:
            self._ids = ids
            found, asked = self._write_down(make)
            self._book.add(Piece(name, asked, found))
        return found

    def _write_down(self, make: Callable[[], Made]) -> tuple[Made, tuple[Asked, ...]]:
        asked: list[Asked] = []
        self._asked = asked
        self._written.clear()
        try:
            return make(), tuple(asked)
        finally:
            self._asked = None

    def ask(self, kind: str, about: str) -> None:
        """Write down what is about to be read of the site, once a piece."""
        if self._asked is not None and (kind, about) not in self._written:
            self._written.add((kind, about))
            self._asked.append(Asked(kind, about, self._answer(kind, about)))

    @contextmanager
    def off_the_record(self) -> Iterator[None]:
        """Read freely: the answer that is written down already stands for all that is read in this block."""
        asked, self._asked = self._asked, None
        try:
            yield
        finally:
            self._asked = asked

    def anchor_id(self, wanted: str) -> str:
        """Return `wanted` as an id that nothing else on the page has."""
        found = self._free_id(wanted)
        # Wanted twice, it is given twice: unlike other questions this one is written down each time.
        if self._asked is not None:
            self._asked.append(Asked(answers.ID, wanted, found.encode()))
        return found

    def _free_id(self, wanted: str) -> str:
        found, number = wanted, 1
        while found in self._ids:
            number += 1
            found = f"{wanted}-{number}"
        self._ids.add(found)
        return found

    def _answer(self, kind: str, about: str) -> bytes:
        if kind == answers.ID:
            return self._free_id(about).encode()
        if kind == answers.CHILDREN:
            return self._answers.children(self._page) if self._page else b""
        if kind == answers.FINDER:
            return (self._view.finder or "").encode()
        return self._answers.of(kind, about)
