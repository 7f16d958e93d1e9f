"""Postcode directories and tables of invented areas, for the tests of “Find your local team”."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from frontend.finder.onspd import read_directory
from frontend.finder.table import Table, read_table, write_table

MARLSHIRE, OTHERSHIRE = "E23000999", "E23000998"
"""Police areas."""

THORNBY, PENDRICK, FARAWAY = "E07000999", "E07000998", "E06000997"
"""Councils: Thornby and Pendrick in Marlshire, Faraway in Othershire."""

NAMES = {MARLSHIRE: "Marlshire", OTHERSHIRE: "Othershire", THORNBY: "Thornby", PENDRICK: "Pendrick", FARAWAY: "Faraway"}
FORCE_OF = {THORNBY: MARLSHIRE, PENDRICK: MARLSHIRE, FARAWAY: OTHERSHIRE}
COLUMNS = ("pcds", "dointr", "doterm", "oslaua", "pfa")


def row(postcode: str, council: str = THORNBY, ended: str = "") -> dict[str, str]:
    """Return a row of a directory."""
    return {
        "pcds": postcode,
        "dointr": "198001",
        "doterm": ended,
        "oslaua": council,
        "pfa": FORCE_OF.get(council, ""),
    }


def directory(path: Path, rows: Iterable[Mapping[str, str]], columns: Iterable[str] = COLUMNS) -> Path:
    """Write a directory and return its path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*columns], restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def table_file(folder: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    """Import rows and return the path of the table."""
    found = read_directory(directory(folder / "directory.csv", rows))
    write_table(folder / "postcodes", found.newest, NAMES, found.districts)
    return folder / "postcodes"


def table(folder: Path, rows: Iterable[Mapping[str, str]]) -> Table:
    """Import rows and return the table."""
    return read_table(table_file(folder, rows))


ROWS = (
    *(row(f"TY1 1{unit}") for unit in ("AA", "AB", "AD")),
    row("TY1 1ZY", ended="201906"),
    *(row(f"TY2 1{unit}") for unit in ("AA", "AB", "AD")),
    row("TY2 2AA", PENDRICK),
    row("TY11 1AA", PENDRICK),
    *(row(f"XF1 {sector}AA", FARAWAY) for sector in (1, 2)),
    row("XF2 1AA", FARAWAY),
    row("XF2 2AA", PENDRICK),
)
"""Two halves of a county: TY1 is Thornby, TY2 Thornby with some of Pendrick, TY11 Pendrick; XF1 and XF2 are mostly Faraway."""
