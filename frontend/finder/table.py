"""The imported postcodes in one file, and the districts in it.

The first line says what the file is: format, the month of the newest postcode, names of areas, number of districts, and a
digest of all lines after it. Then comes one line a district, in order, which is also what a site serves of it:

    {"district":"CO1","areas":["E07000071 E10000012 E23000028 E92000001"],"live":["1AAAB2AA"],"ended":["1AD"]}

`areas` are the combinations of areas that postcodes of the district lie in, the one with most postcodes first; `live` and
`ended` hold the second halves that lie in each, in use and no longer in use.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from frontend.errors import FrontendError
from frontend.files import replacing

FORMAT: Final = "waymark postcodes 1"


class PostcodesUnusable(FrontendError):
    """A file of postcodes, or what it is made from, that cannot be used."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class District:
    """One outward code: its combinations of areas, and the second halves in each as packed text."""

    name: str
    areas: tuple[str, ...]
    live: tuple[str, ...]
    ended: tuple[str, ...]

    @property
    def codes(self) -> frozenset[str]:
        """Every area that some postcode of the district lies in."""
        return frozenset(" ".join(self.areas).split())

    def line(self) -> bytes:
        """Return the district as one line of JSON."""
        fields = {"district": self.name, "areas": self.areas, "live": self.live, "ended": self.ended}
        return json.dumps(fields, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Table:
    """All districts in order of their names; `newest` is a month, `2025-02`; `names` are those of areas by code."""

    newest: str
    names: Mapping[str, str]
    districts: tuple[District, ...]
    digest: str


def write_table(path: Path, newest: str, names: Mapping[str, str], districts: Sequence[District]) -> None:
    """Write the file in one step: the old one stays whole until then. The same input makes the same bytes."""
    lines = [district.line() for district in sorted(districts, key=lambda each: each.name)]
    head = {"format": FORMAT, "newest": newest, "districts": len(lines), "names": dict(sorted(names.items()))}
    head["digest"] = _digest(head, lines)
    with replacing(path, durable=True) as file:
        file.write(json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        file.writelines(line + b"\n" for line in lines)


def read_table(path: Path) -> Table:
    """Return what `write_table` wrote; raises PostcodesUnusable when the file is missing, another, or damaged."""
    try:
        first, *lines = path.read_bytes().splitlines()
        head = json.loads(first)
        if head["format"] != FORMAT:
            raise KeyError(FORMAT)
        claimed = head.pop("digest")
        if claimed != _digest(head, lines):
            raise PostcodesUnusable(f"{path} is damaged: import the postcodes again (waymark-build postcodes).")
    except OSError as error:
        raise PostcodesUnusable(f"The postcodes in {path} cannot be read: {error.strerror or error}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise PostcodesUnusable(
            f"{path} is no file of postcodes: make one with waymark-build postcodes, and name that one."
        ) from error
    return Table(head["newest"], head["names"], tuple(map(_district, lines)), claimed)


def _district(line: bytes) -> District:
    fields = json.loads(line)
    return District(fields["district"], *(tuple(fields[name]) for name in ("areas", "live", "ended")))


def _digest(head: Mapping[str, Any], lines: Sequence[bytes]) -> str:
    total = hashlib.sha256(json.dumps(head, sort_keys=True).encode())
    for line in lines:
        total.update(line + b"\n")
    return total.hexdigest()
