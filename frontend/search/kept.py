"""Indexes that the store keeps, so that one is made only when what can be found has changed.

<store>/search/<site>.<language>    one frame: see frontend.frames
"""

from pathlib import Path
from typing import Final, NamedTuple

from frontend.frames import header, read_frames, write_frame

_FIRST: Final = header("search index", 1)


class KeptIndex(NamedTuple):
    """An index: `quick` is a key over all that its records are made from, `digest` is one over the records themselves."""

    quick: bytes
    digest: str
    files: dict[str, bytes]


def read_index(path: Path) -> KeptIndex | None:
    """Return what is kept, or None when the file is missing, damaged, of another version of us, or cannot be read."""
    try:
        found = read_frames(path, _FIRST)
    except OSError:
        return None
    return KeptIndex(*found[0]) if len(found) == 1 else None


def keep_index(path: Path, index: KeptIndex) -> None:
    """Replace what is kept; raises OSError."""
    write_frame(path, _FIRST, tuple(index), durable=False)
