"""Finished files that cost time to make, kept in the builder's store by a digest of all that they are made of.

<store>/<kind>/ab/<digest>         the file
<store>/<kind>/ab/<digest>.json    its size, its own digest, and what its maker noted; written last, so that it vouches for the file

A release holds hard links to these files. Nothing depends on them: what is missing or damaged is made again.
"""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from frontend.files import DAY, is_due, is_unused, replacing

OLDEST: Final = 14 * DAY
"""Seconds after which a file goes that no release holds."""


class Kept(NamedTuple):
    """A finished file: where it lies, its bytes, and what its maker noted about it."""

    path: str
    size: int
    notes: Mapping[str, Any]


class KeptFiles:
    """The finished files of one kind below a store. Two builders may use one folder: equal digests mean equal files."""

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        """A `fresh` one finds only what it has made itself."""
        self._folder = folder
        self._fresh = fresh
        self._sound: set[str] = set()

    def find(self, digest: str) -> Kept | None:
        """Return the file that was made of what has this digest, or None when it is missing or not as it was made."""
        path = self._path(digest)
        if self._fresh and digest not in self._sound:
            return None
        try:
            notes = json.loads(path.with_name(f"{digest}.json").read_bytes())
            size, own = int(notes["size"]), str(notes["sha256"])
            if path.stat().st_size != size or not (digest in self._sound or _digest_of(path) == own):
                return None
        except (OSError, ValueError, KeyError, TypeError):
            return None
        self._sound.add(digest)
        return Kept(str(path), size, notes)

    def keep(self, digest: str, write: Callable[[BinaryIO], Mapping[str, Any]]) -> Kept:
        """Have `write` write the file and return its notes, and keep both; raises OSError and what `write` raises."""
        path = self._path(digest)
        with replacing(path, durable=False) as file:
            notes = dict(write(file))
        notes |= {"size": path.stat().st_size, "sha256": _digest_of(path)}
        with replacing(path.with_name(f"{digest}.json"), durable=False) as file:
            file.write(json.dumps(notes, sort_keys=True).encode())
        self._sound.add(digest)
        return Kept(str(path), notes["size"], notes)

    def tidy(self, now: float | None = None) -> None:
        """Remove files that no release holds and that were made long ago; looks once a day."""
        now = time.time() if now is None else now
        with suppress(OSError):
            for path in self._folder.glob("??/*") if is_due(self._folder, now) else ():
                if not path.name.endswith(".json"):
                    _remove_if_unused(path, now)

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest


def _remove_if_unused(path: Path, now: float) -> None:
    """Remove a file that has no name but the one in the store. Its times are left alone: releases share them."""
    with suppress(FileNotFoundError):
        if is_unused(path, OLDEST, now):
            path.with_name(f"{path.name}.json").unlink(missing_ok=True)
            path.unlink()


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
