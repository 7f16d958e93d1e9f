"""Checksummed frames of plain values in a file: what the builder keeps for itself and must read fast.

The format is Python's marshal, which is quick but trusts its input. So only files that the builder wrote itself are read,
each frame begins with its length and a checksum, and what does not fit is taken as absent, never guessed at.
"""

import marshal
import os
import sys
import zlib
from pathlib import Path
from typing import Any, Final, NamedTuple

from frontend.files import replacing

_SUM: Final = 4
_LENGTH: Final = 8


def header(name: str, version: int) -> bytes:
    """Return the first line of a file; another one (another version of us or of Python) means: written anew."""
    return f"waymark {name} {version} crc32 marshal {marshal.version} python {sys.version_info[0]}.{sys.version_info[1]}\n".encode()


def frame(value: Any) -> bytes:
    """Return `value` as one frame."""
    data = marshal.dumps(value)
    return len(data).to_bytes(_LENGTH, "big") + _checksum(data) + data


class Frames(NamedTuple):
    """The values of all whole frames of a file; `sound` says that it is there and holds nothing else."""

    values: list[Any]
    sound: bool


def read_frames(path: Path, first: bytes) -> list[Any]:
    """Return the values of all whole frames of a file that begins with `first`; none if it is missing or another."""
    return scan_frames(path, first).values


def scan_frames(path: Path, first: bytes) -> Frames:
    """Return the values of all whole frames of a file that begins with `first`, and whether it may be added to."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Frames([], sound=False)
    if not content.startswith(first):
        return Frames([], sound=False)
    view, at, values = memoryview(content), len(first), list[Any]()
    while at + _LENGTH + _SUM <= len(view):
        start = at + _LENGTH + _SUM
        end = start + int.from_bytes(view[at : at + _LENGTH], "big")
        data = view[start:end]
        if end > len(view) or _checksum(data) != view[at + _LENGTH : start]:
            break
        values.append(marshal.loads(data))  # noqa: S302 - our own file, behind a checksum
        at = end
    return Frames(values, sound=at == len(view))


def write_frame(path: Path, first: bytes, value: Any, *, durable: bool) -> None:
    """Replace a file by one that holds just `value`."""
    with replacing(path, durable=durable) as file:
        file.write(first)
        file.write(frame(value))


def append_frame(path: Path, value: Any) -> None:
    """Add a frame to a file that is there, in one write."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND)
    try:
        os.write(handle, frame(value))
    finally:
        os.close(handle)


def _checksum(data: bytes | memoryview) -> bytes:
    """Return a sum that tells damage apart (CRC-32); it is no defence against somebody who may write our files."""
    return zlib.crc32(data).to_bytes(_SUM, "big")
