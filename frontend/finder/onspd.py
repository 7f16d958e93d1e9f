"""Reading the ONS Postcode Directory: one pass over the CSV, in bounded memory, every problem with its line.

The directory names its columns differently from release to release (`oslaua`, later `lad25cd`), and in capitals where it is
downloaded by other ways. The known spellings are below; the newest year is taken where there are several.
"""

import csv
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Final

from frontend.finder.postcodes import UNITS, halves, packed
from frontend.finder.table import District, PostcodesUnusable

COLUMNS: Final[Mapping[str, str]] = {
    "postcode": r"pcds|pcd2|pcd8|pcd7|pcd",
    "ended": r"doterm",
    "begun": r"dointr",
    "council": r"oslaua|laua|lad\d\dcd",
    "county": r"oscty|cty|cty\d\dcd",
    "force": r"pfa|pfa\d\dcd",
    "country": r"ctry|ctry\d\dcd",
}
"""What is read, and how releases spell it, as patterns."""

EXAMPLES: Final = {"postcode": "pcds", "ended": "doterm", "council": "oslaua or lad25cd", "force": "pfa or pfa23cd"}
"""The columns that must be there; the others may be missing."""

SHOWN: Final = 50
"""Problems that are told one by one."""

_CODE: Final = re.compile(r"[EWSNKLM][0-9]{8}")
_MONTH: Final = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])")
_NONE: Final = "99999999"
"""What a code ends with that stands for "no such area here"."""

_ISLANDS: Final = ("L", "M")
"""Codes of the Channel Islands and the Isle of Man begin so; the page answers for them without data."""

_ENDED: Final = 0x8000


@dataclass(slots=True)
class Imported:
    """What was read: the districts, the month of the newest change, and what was left out."""

    districts: list[District] = field(default_factory=list)
    newest: str = ""
    live: int = 0
    ended: int = 0
    without_area: int = 0
    islands: int = 0


class Problems:
    """What is wrong with a file, each with its line; the first ones are kept, all are counted."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._kept: list[str] = []

    def add(self, line: int, message: str) -> None:
        """Note one problem."""
        self.count += 1
        if len(self._kept) < SHOWN:
            self._kept.append(f"  line {line}: {message}")

    def refuse(self) -> None:
        """Raise PostcodesUnusable with all of them, if there is one."""
        if self.count:
            more = [f"  … and {self.count - SHOWN:,} more"] if self.count > SHOWN else []
            raise PostcodesUnusable("\n".join([f"{self.path} was not imported; mend this first:", *self._kept, *more]))


def read_directory(path: Path) -> Imported:
    """Return the districts of an ONS Postcode Directory; raises PostcodesUnusable with every problem that it has."""
    problems = Problems(path)
    reader = _Rows(problems)
    for line, row in _rows(path, problems):
        if not reader.ready:
            reader.begin(row)
        else:
            reader.read(line, row)
    if not reader.ready:
        raise PostcodesUnusable(f"{path} is empty: the first line must name the columns.")
    problems.refuse()
    result = reader.result()
    if not result.districts:
        raise PostcodesUnusable(f"{path} has no postcode that lies in an area.")
    return result


def read_names(paths: Iterable[Path]) -> dict[str, str]:
    """Return names of areas by code from the directory's "names and codes" files; raises PostcodesUnusable."""
    names: dict[str, str] = {}
    for path in paths:
        problems = Problems(path)
        rows = _rows(path, problems)
        code, name = _name_columns(path, next(rows, (1, []))[1])
        for line, row in rows:
            if len(row) <= max(code, name):
                problems.add(line, f"has {len(row)} columns, fewer than the first line names")
            elif not _CODE.fullmatch(row[code].strip()):
                problems.add(line, f"“{row[code]}” is no code of an area, such as E07000071")
            elif "\ufffd" in row[name]:
                problems.add(line, "the name is not written in UTF-8: save the file as “CSV UTF-8”")
            elif row[name].strip() and not row[code].strip().endswith(_NONE):
                names[row[code].strip()] = row[name].strip()
        problems.refuse()
    return names


def _name_columns(path: Path, header: Sequence[str]) -> tuple[int, int]:
    spelt = [cell.strip().lower() for cell in header]
    for number, cell in enumerate(spelt):
        if re.fullmatch(r"[a-z]+\d\dcd", cell) and f"{cell[:-2]}nm" in spelt:
            return number, spelt.index(f"{cell[:-2]}nm")
    raise PostcodesUnusable(
        f"{path} has no columns of codes and names, such as LAD23CD and LAD23NM; it has: {', '.join(header) or 'none'}."
    )


def _rows(path: Path, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold something, each with its line."""
    try:
        # What is not UTF-8 becomes a mark: it matters only where it stands in a column that is read.
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            reader = csv.reader(file, strict=True)
            try:
                for row in reader:
                    if row:
                        yield reader.line_num, row
            except csv.Error as error:
                problems.add(reader.line_num, f"is not CSV: {error}")
    except OSError as error:
        raise PostcodesUnusable(f"{path} cannot be read: {error.strerror or error}.") from error


class _Rows:
    """Takes rows one by one. A district costs 8 kB while it is read, however many postcodes it has."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._columns = 0
        self._at: dict[str, int] = {}
        self._areas: dict[tuple[str, ...], int] = {}
        self._known: list[str] = []
        self._districts: dict[str, array[int]] = {}
        self._months: set[str] = set()
        self._counts = Imported()

    @property
    def ready(self) -> bool:
        """Whether the columns are known."""
        return bool(self._at)

    def begin(self, header: list[str]) -> None:
        """Find the columns; raises PostcodesUnusable for those that are missing."""
        spelt = [cell.strip().lower() for cell in header]
        found = {what: _column(spelt, pattern) for what, pattern in COLUMNS.items()}
        if missing := [example for what, example in EXAMPLES.items() if found[what] is None]:
            raise PostcodesUnusable(
                f"{self._problems.path} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; "
                f"it has: {', '.join(header)}."
            )
        self._at = {what: number for what, number in found.items() if number is not None}
        self._columns = len(header)
        wanted = [self._at[what] for what in ("council", "county", "force", "country") if what in self._at]
        self._codes = itemgetter(*wanted)

    def read(self, line: int, row: list[str]) -> None:
        """Take one row."""
        if len(row) != self._columns:
            self._problems.add(line, f"has {len(row)} columns, not {self._columns} as the first line")
            return
        text, ended = row[self._at["postcode"]].strip(), row[self._at["ended"]].strip()
        found = halves(text)
        if found is None:
            self._problems.add(line, f"“{text}” is no postcode")
            return
        areas = self._areas_of(line, self._codes(row))
        self._month(line, "doterm", ended)
        if "begun" in self._at:
            self._month(line, "dointr", row[self._at["begun"]].strip())
        if areas is not None:
            self._keep(line, text, found, areas | (_ENDED if ended else 0))

    def _keep(self, line: int, text: str, found: tuple[str, int], value: int) -> None:
        district, number = found
        units = self._districts.get(district)
        if units is None:
            units = self._districts[district] = array("H", bytes(2 * len(UNITS)))
        if units[number]:
            self._problems.add(line, f"{text} stands in the file twice")
        units[number] = value

    def _areas_of(self, line: int, codes: tuple[str, ...]) -> int | None:
        """Return the number of a combination of areas, from 1; None when the row has none or a wrong one."""
        known = self._areas.get(codes)
        if known is None:
            known = self._areas[codes] = self._number(codes)
        if known > 0:
            return known
        if known == _WRONG:
            wrong = next(each for each in codes if each.strip() and not _CODE.fullmatch(each.strip()))
            self._problems.add(line, f"“{wrong}” is no code of an area, such as E07000071")
        elif known == _ISLAND:
            self._counts.islands += 1
        else:
            self._counts.without_area += 1
        return None

    def _number(self, codes: tuple[str, ...]) -> int:
        given = [each for each in map(str.strip, codes) if each]
        if not all(map(_CODE.fullmatch, given)):
            return _WRONG
        if any(each.startswith(_ISLANDS) for each in given):
            return _ISLAND
        real = " ".join(each for each in given if not each.endswith(_NONE))
        if not real:
            return _NOWHERE
        if real not in self._known:
            self._known.append(real)
        return self._known.index(real) + 1

    def _month(self, line: int, column: str, value: str) -> None:
        if value and value not in self._months:
            if _MONTH.fullmatch(value):
                self._months.add(value)
            else:
                self._problems.add(line, f"{column} is “{value}”, not a year and a month such as 202502")

    def result(self) -> Imported:
        """Return what was read."""
        result = self._counts
        newest = max(self._months, default="")
        result.newest = f"{newest[:4]}-{newest[4:]}" if newest else ""
        for name in sorted(self._districts):
            result.districts.append(self._district(name, self._districts.pop(name)))
        return result

    def _district(self, name: str, units: "array[int]") -> District:
        live: dict[int, list[int]] = {}
        ended: dict[int, list[int]] = {}
        for number, value in enumerate(units):
            if value:
                (ended if value & _ENDED else live).setdefault(value & ~_ENDED, []).append(number)
        self._counts.live += sum(map(len, live.values()))
        self._counts.ended += sum(map(len, ended.values()))
        known = self._known
        size = {area: (-len(live.get(area, ())), -len(ended.get(area, ())), known[area - 1]) for area in live | ended}
        areas = sorted(size, key=size.__getitem__)
        return District(
            name,
            tuple(known[area - 1] for area in areas),
            tuple(packed(live.get(area, ())) for area in areas),
            tuple(packed(ended.get(area, ())) for area in areas),
        )


_WRONG: Final = -1
_ISLAND: Final = -2
_NOWHERE: Final = -3


def _column(spelt: Sequence[str], pattern: str) -> int | None:
    """Return where the first spelling of `pattern` stands; of one with a year, the newest."""
    for spelling in pattern.split("|"):
        if found := [cell for cell in spelt if re.fullmatch(spelling, cell)]:
            return spelt.index(max(found))
    return None
