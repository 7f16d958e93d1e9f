"""A made-up postcode directory for the demonstration: the columns of the ONS Postcode Directory, a few districts, our own rows.

    python -m tools.sample_postcodes FILE NAMES

It is no data of the ONS. Districts lie in about the areas that they have in the world, but which second halves there are
is invented: nearly all, so that whoever tries the demonstration with a postcode that they know gets an answer. Those that
begin with Y have ended, those that begin with Z are not in the list, as if they were new.
"""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from frontend.finder.postcodes import UNIT_LETTERS

HEADER: Final = (
    "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind,oshlthau,nhser,ctry,rgn,"
    "streg,pcon,eer,teclec,ttwa,pct,itl,statsward,oa01,casward,npark,lsoa01,msoa01,ur01ind,oac01,oa11,lsoa11,msoa11,wz11,"
    "sicbl,bua24,ru11ind,oac11,lat,long,lep1,lep2,pfa,imd,calncv,icb,oa21,lsoa21,msoa21"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A council with its county and police area, by their codes."""

    name: str
    council: str
    county: str
    force: str

    @property
    def country(self) -> str:
        """The code of England, Wales, Scotland or Northern Ireland."""
        return {"E": "E92000001", "W": "W92000004", "S": "S92000003", "N": "N92000002"}[self.council[0]]


_ESSEX, _SUFFOLK, _NONE = "E10000012", "E10000029", "E99999999"
PLACES: Final = {
    each.name: each
    for each in (
        Place("Colchester", "E07000071", _ESSEX, "E23000028"),
        Place("Tendring", "E07000076", _ESSEX, "E23000028"),
        Place("Braintree", "E07000067", _ESSEX, "E23000028"),
        Place("Chelmsford", "E07000070", _ESSEX, "E23000028"),
        Place("Southend-on-Sea", "E06000033", _NONE, "E23000028"),
        Place("Babergh", "E07000200", _SUFFOLK, "E23000025"),
        Place("Ipswich", "E07000202", _SUFFOLK, "E23000025"),
        Place("Luton", "E06000032", _NONE, "E23000026"),
        Place("Bedford", "E06000055", _NONE, "E23000026"),
        Place("Central Bedfordshire", "E06000056", _NONE, "E23000026"),
        Place("Buckinghamshire", "E06000060", _NONE, "E23000029"),
        Place("Milton Keynes", "E06000042", _NONE, "E23000029"),
        Place("Westminster", "E09000033", _NONE, "E23000001"),
        Place("Leeds", "E08000035", _NONE, "E23000010"),
        Place("Cardiff", "W06000015", "W99999999", "W15000003"),
        Place("City of Edinburgh", "S12000036", "S99999999", "S23000009"),
        Place("Belfast", "N09000003", "N99999999", ""),
    )
}
FORCES: Final = {
    "E23000028": "Essex",
    "E23000025": "Suffolk",
    "E23000026": "Bedfordshire",
    "E23000029": "Thames Valley",
    "E23000001": "Metropolitan",
    "E23000010": "West Yorkshire",
    "W15000003": "South Wales",
    "S23000009": "Scotland",
}
DISTRICTS: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(["CO1", "CO2", "CO3", "CO4", "CO5"], ("Colchester",)),
    "CO6": ("Colchester", "Colchester", "Braintree"),
    "CO7": ("Colchester", "Tendring"),
    "CO10": ("Babergh", "Babergh", "Braintree"),
    "CO11": ("Tendring",),
    "CO15": ("Tendring",),
    **dict.fromkeys(["CM1", "CM2"], ("Chelmsford",)),
    "CM7": ("Braintree",),
    "SS1": ("Southend-on-Sea",),
    "IP1": ("Ipswich",),
    **dict.fromkeys(["LU1", "LU2", "LU3"], ("Luton",)),
    "LU6": ("Central Bedfordshire", "Central Bedfordshire", "Buckinghamshire"),
    **dict.fromkeys(["MK40", "MK41"], ("Bedford",)),
    "MK45": ("Central Bedfordshire",),
    "MK9": ("Milton Keynes",),
    **dict.fromkeys(["HP19", "HP20", "HP21", "HP11"], ("Buckinghamshire",)),
    "SW1A": ("Westminster",),
    "LS1": ("Leeds",),
    "CF10": ("Cardiff",),
    "EH1": ("City of Edinburgh",),
    "BT1": ("Belfast",),
}
"""Districts, and the places that their sectors lie in, in turn."""

SECTORS: Final = range(1, 7)
ENDED, NEW = "Y", "Z"


def rows() -> Iterator[dict[str, str]]:
    """Yield the rows of the directory, in order."""
    for district, names in DISTRICTS.items():
        for sector in SECTORS:
            place = PLACES[names[(sector - 1) % len(names)]]
            for first in UNIT_LETTERS.replace(NEW, ""):
                for second in UNIT_LETTERS:
                    yield _row(district, f"{sector}{first}{second}", place, ended=first == ENDED)


def _row(district: str, unit: str, place: Place, *, ended: bool) -> dict[str, str]:
    return {
        "pcd": f"{district:<{7 - len(unit)}}{unit}",
        "pcd2": f"{district:<{8 - len(unit)}}{unit}",
        "pcds": f"{district} {unit}",
        "dointr": "198001",
        "doterm": "201906" if ended else "",
        "oscty": place.county,
        "oslaua": place.council,
        "ctry": place.country,
        "pfa": place.force,
    } | ({"dointr": "202608"} if unit == "1AA" else {})


def write(directory: Path, names: Path) -> None:
    """Write the directory, and the names of its areas as the ONS gives them beside it."""
    directory.parent.mkdir(parents=True, exist_ok=True)
    with directory.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER.split(","), restval="")
        writer.writeheader()
        writer.writerows(rows())
    with names.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["LAD25CD", "LAD25NM"])
        lines.writerows((place.council, place.name) for place in PLACES.values())
        lines.writerows(FORCES.items())


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
