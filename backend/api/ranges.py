"""Byte ranges (RFC 9110, section 14): browsers ask for parts of a film."""

import re
from dataclasses import dataclass

_SINGLE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.IGNORECASE)


class UnsatisfiableRange(Exception):
    """No byte of the file lies in the range that was asked for."""


@dataclass(frozen=True, slots=True)
class ByteRange:
    """A span of a file, both ends included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes it spans."""
        return self.last - self.first + 1


def requested_range(header: str, size: int) -> ByteRange | None:
    """Return the span that a Range header asks of a file of `size` bytes, or None when all of it is to be sent.

    Several ranges, other units and what cannot be read are ignored, as the standard allows. Raises UnsatisfiableRange.
    """
    match = _SINGLE.fullmatch(header.strip().replace(" ", ""))
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:
        wanted = min(int(match[2]), size)
        if wanted == 0:
            raise UnsatisfiableRange
        return ByteRange(size - wanted, size - 1)
    first = int(match[1])
    last = int(match[2]) if match[2] else size - 1
    if match[2] and last < first:
        return None
    if first >= size:
        raise UnsatisfiableRange
    return ByteRange(first, min(last, size - 1))
