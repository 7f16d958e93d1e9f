"""The books of pieces that sites share, on disk: made once for all sites, in this build and in those to come.

<store>/pieces/ab/<document>.<language>.<site's first language>    frames of pieces: see frontend.frames

Nothing depends on them: what is missing, damaged or of another version of us is made again, and where nothing can be
written, pages are made all the same. Two builders may use one folder: each adds whole frames, and equal pieces are equal.
"""

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from content_models import CONTRACT_VERSION
from frontend.files import DAY, is_due
from frontend.frames import append_frame, header, scan_frames, write_frame
from frontend.render.pieces import Asked, Book, Made, Piece

VERSION: Final = 1
"""Raise it when what a frame holds changes."""

OPEN: Final = 64
"""Books that are kept in memory at once."""

LONGEST: Final = 8_000_000
"""A book that has grown to about this many bytes is begun anew: most of it is about links that are no more."""

LARGEST: Final = 256_000_000
"""Bytes of all books together; the ones that were not used for longest go first."""

OLDEST: Final = 30 * DAY
"""Seconds after which a book that nobody used goes."""


class _Open(NamedTuple):
    """An open book; `sound` says that its file may be added to."""

    path: Path
    book: Book
    sound: bool


class PieceShelf:
    """Books in `folder`, for the renderer with this version; without a folder they last as long as this object."""

    def __init__(self, folder: Path | None, renderer: str) -> None:
        self._folder = folder
        self._first = header(f"pieces of contract {CONTRACT_VERSION} and renderer {renderer}", VERSION)
        self._open: dict[tuple[str, str, str], _Open] = {}
        self.trouble = ""
        """Why nothing can be kept, in a sentence; empty when all is well."""

    def book(self, document: str, locale: str, first: str) -> Book:
        """Return the book of the document with this digest, for sites whose first language is `first`."""
        key = (document, locale, first)
        # The one that is asked for becomes the youngest, the oldest is closed.
        found = self._open.pop(key, None)
        self._open[key] = found or self._opened(key)
        if len(self._open) > OPEN:
            del self._open[next(iter(self._open))]
        return self._open[key].book

    def _opened(self, key: tuple[str, str, str]) -> _Open:
        if self._folder is None:
            return _Open(Path(), Book(), sound=False)
        path = self._folder / key[0][:2] / ".".join(key)
        try:
            found = scan_frames(path, self._first)
            if found.sound:
                self._used(path)
        except OSError as error:
            self._failed(error)
            return _Open(path, Book(), sound=False)
        return _Open(path, Book(_pieces(found.values)), found.sound)

    @staticmethod
    def _used(path: Path) -> None:
        """Let the file tell on which day it was used last, where that can be written."""
        if time.time() - path.stat().st_mtime > DAY:
            with suppress(PermissionError, FileNotFoundError):
                os.utime(path)

    def keep(self) -> int:
        """Write what is fresh in the open books, and return how many pieces that is; `trouble` says what went wrong."""
        total = 0
        for key, opened in self._open.items():
            fresh = opened.book.fresh
            if fresh:
                opened.book.fresh = []
                total += len(fresh)
                self._open[key] = self._kept(opened, fresh)
        return total

    def _kept(self, opened: _Open, fresh: list[Piece]) -> _Open:
        path, book, sound = opened
        if book.length > LONGEST:
            book, sound = Book(fresh), False
        return _Open(path, book, self._write(path, fresh if sound else book.pieces, sound=sound))

    def _write(self, path: Path, pieces: Iterable[Piece], *, sound: bool) -> bool:
        """Write pieces, behind those in the file if that is sound; says whether it is so now."""
        if self._folder is None or self.trouble:
            return False
        plain = [(name, [tuple(each) for each in asked], made) for name, asked, made in pieces]
        try:
            if sound:
                # When somebody has tidied up meanwhile, what was in the file is made again once it is wanted.
                with suppress(FileNotFoundError):
                    append_frame(path, plain)
                    return True
            write_frame(path, self._first, plain, durable=False)
        except OSError as error:
            self._failed(error)
            return False
        return True

    def _failed(self, error: OSError) -> None:
        self.trouble = (
            f"What sites share cannot be kept in {self._folder} ({error.strerror or error}): "
            f"it is made anew in every build until that folder can be read and written."
        )

    def tidy(self, now: float | None = None) -> None:
        """Remove books that nobody used for long, and the oldest when all together are too large; once a day."""
        now = time.time() if now is None else now
        try:
            if self._folder and is_due(self._folder, now):
                _remove(self._folder, now)
        except OSError as error:
            self._failed(error)


def _pieces(frames: Iterable[Iterable[tuple[str, Iterable[tuple[str, str, bytes]], Made]]]) -> Iterable[Piece]:
    """Return the pieces of frames; equal ones, which two builders may have written, only once."""
    plain = chain.from_iterable(frames)
    return dict.fromkeys(Piece(name, tuple(map(Asked._make, asked)), made) for name, asked, made in plain)


def _remove(folder: Path, now: float) -> None:
    found: list[tuple[float, int, Path]] = []
    for path in folder.glob("??/*"):
        with suppress(FileNotFoundError):
            known = path.stat()
            found.append((known.st_mtime, known.st_size, path))
    room = LARGEST
    for used, size, path in sorted(found, reverse=True):
        room -= size
        if room < 0 or now - used > OLDEST:
            path.unlink(missing_ok=True)
