"""What a site serves so that a browser can look a postcode up: small files by the letters and the district that it begins with.

    postcodes/co.json       the districts CO1, CO2 … : in which areas each lies, and the names of these areas
    postcodes/co/co1.json   the postcodes of CO1, a line of the imported table as it is

A national site has every district. A local one has the postcodes of those that touch its own areas; of the others it knows
in which areas they lie, which is enough to say where else to turn.
"""

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Final

from frontend.finder.postcodes import letters_of
from frontend.finder.table import District, Table

FOLDER: Final = "postcodes/"


def postcode_files(table: Table, own: frozenset[str], names: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files of a site whose own areas have the codes `own`; without any it is a national one."""
    files: dict[str, bytes] = {}
    for letters, group in groupby(sorted(table.districts, key=_by_letters), key=lambda each: letters_of(each.name)):
        districts = list(group)
        here = [district for district in districts if not own or own & district.codes]
        files[f"{FOLDER}{letters.lower()}.json"] = _overview(districts, here, names)
        for district in here:
            files[f"{FOLDER}{letters.lower()}/{district.name.lower()}.json"] = district.line()
    return files


def all_letters(table: Table) -> tuple[str, ...]:
    """Return the letters that districts begin with."""
    return tuple(sorted({letters_of(district.name) for district in table.districts}))


def _by_letters(district: District) -> tuple[str, str]:
    return letters_of(district.name), district.name


def _overview(districts: Iterable[District], here: Iterable[District], names: Mapping[str, str]) -> bytes:
    """Return the file of one group of letters: `units` are districts that have a file of their own, `only` the others."""
    areas: dict[str, int] = {}
    own = {district.name for district in here}
    parts: dict[str, dict[str, list[int]]] = {"units": {}, "only": {}}
    for district in districts:
        numbers = [areas.setdefault(area, len(areas)) for area in district.areas]
        parts["units" if district.name in own else "only"][district.name] = numbers
    codes = sorted(set(" ".join(areas).split()))
    named = {code: names[code] for code in codes if code in names}
    content = {"areas": list(areas), "names": named, **parts}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
