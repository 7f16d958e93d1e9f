"""Postcodes of the United Kingdom: their two halves, and the second half as a number and as packed text.

The first half ("outward code", CO1) names a district, the second ("inward code", 1AA) a sector and a unit in it. Second
halves never use the letters C, I, K, M, O and V, so a district has at most 4,000 of them.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

UNIT_LETTERS: Final = "ABDEFGHJLNPQRSTUWXYZ"
UNITS: Final = tuple(f"{sector}{one}{two}" for sector in range(10) for one in UNIT_LETTERS for two in UNIT_LETTERS)
"""Every second half that there can be, in order."""

NUMBERS: Final = {unit: number for number, unit in enumerate(UNITS)}

_DISTRICT: Final = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?|GIR|NPT")
_LETTERS: Final = re.compile(r"[A-Z]+")
_PACKED: Final = re.compile(r"[0-9]|[A-Z]{2}")


def halves(text: str) -> tuple[str, int] | None:
    """Return the district and the number of the second half of a postcode as files spell it, or None if it is none.

    The spellings of the ONS Postcode Directory are known: `CO1 1AA` (pcds), `CO1 1AA` and `CO111AA` in seven places (pcd),
    and with two spaces in eight (pcd2).
    """
    number = NUMBERS.get(text[-3:])
    district = text[:-3].rstrip()
    return None if number is None or not _DISTRICT.fullmatch(district) else (district, number)


def letters_of(district: str) -> str:
    """Return the letters that a district begins with: `CO` of CO1."""
    found = _LETTERS.match(district)
    return found[0] if found else ""


def packed(numbers: Iterable[int]) -> str:
    """Return second halves as text: each sector's figure once, then two letters for each of its units: `1AAAB2AA`."""
    parts: list[str] = []
    sector = ""
    for number in sorted(numbers):
        unit = UNITS[number]
        if unit[0] != sector:
            sector = unit[0]
            parts.append(sector)
        parts.append(unit[1:])
    return "".join(parts)


def unpacked(text: str) -> Iterator[int]:
    """Yield the numbers that `packed` has made `text` of; raises KeyError for anything else."""
    sector = ""
    for part in _PACKED.findall(text):
        if part.isdigit():
            sector = part
        else:
            yield NUMBERS[sector + part]
