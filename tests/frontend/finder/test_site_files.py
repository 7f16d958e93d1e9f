import gzip
import json
from pathlib import Path

from frontend.finder.postcodes import UNITS
from frontend.finder.site_files import postcode_files
from tests.frontend.finder.tables import FARAWAY, NAMES, PENDRICK, ROWS, row, table

NATIONAL: frozenset[str] = frozenset()


def test_a_national_site_has_every_district(tmp_path: Path) -> None:
    files = postcode_files(table(tmp_path, ROWS), NATIONAL, NAMES)
    assert sorted(files) == [
        "postcodes/ty.json",
        "postcodes/ty/ty1.json",
        "postcodes/ty/ty11.json",
        "postcodes/ty/ty2.json",
        "postcodes/xf.json",
        "postcodes/xf/xf1.json",
        "postcodes/xf/xf2.json",
    ]


def test_a_local_site_has_the_postcodes_of_its_own_districts_and_knows_where_the_others_are(tmp_path: Path) -> None:
    files = postcode_files(table(tmp_path, ROWS), frozenset({PENDRICK}), NAMES)
    assert {name.rpartition("/")[2] for name in files} == {"ty.json", "xf.json", "ty2.json", "ty11.json", "xf2.json"}
    overview = json.loads(files["postcodes/xf.json"])
    assert overview["units"] == {"XF2": [0, 1]}
    assert overview["only"] == {"XF1": [0]}
    assert overview["areas"][0].startswith(FARAWAY)
    assert overview["names"][FARAWAY] == "Faraway"


def test_the_fullest_district_there_can_be_is_small(tmp_path: Path) -> None:
    councils = (FARAWAY, PENDRICK)
    rows = [row(f"TY1 {unit}", councils[number % 2], "201906" * (number % 3 == 0)) for number, unit in enumerate(UNITS)]
    (data,) = (data for name, data in postcode_files(table(tmp_path, rows), NATIONAL, NAMES).items() if "ty1" in name)
    assert len(data) < 8_500
    assert len(gzip.compress(data)) < 4_000
