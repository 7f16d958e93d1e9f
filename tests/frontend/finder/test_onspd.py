"""The ONS Postcode Directory: what its releases call things, and everything that can be wrong with a file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontend.cli import main
from frontend.finder.onspd import SHOWN, read_directory, read_names
from frontend.finder.postcodes import UNITS, unpacked
from frontend.finder.table import PostcodesUnusable, read_table
from tests.frontend.finder.tables import (
    COLUMNS,
    FARAWAY,
    FORCE_OF,
    MARLSHIRE,
    PENDRICK,
    ROWS,
    THORNBY,
    directory,
    row,
    table,
)

HERE = f"{THORNBY} {MARLSHIRE}"


def refused(path: Path) -> str:
    with pytest.raises(PostcodesUnusable) as caught:
        read_directory(path)
    return str(caught.value)


@pytest.mark.parametrize(
    "spelling",
    [
        ("pcd", "dointr", "doterm", "oslaua", "pfa"),
        ("pcds", "dointr", "doterm", "laua", "pfa"),
        ("PCDS", "DOINTR", "DOTERM", "LAD25CD", "PFA23CD"),
        ("﻿pcds", "dointr", "doterm", "lad25cd", "pfa23cd"),
    ],
)
def test_every_release_spells_its_columns_in_its_own_way(tmp_path: Path, spelling: tuple[str, ...]) -> None:
    rows = [dict(zip(spelling, row("TY1 1AA").values(), strict=True))]
    found = read_directory(directory(tmp_path / "d.csv", rows, (*spelling, "lat")))
    assert [(each.name, each.areas, each.live) for each in found.districts] == [("TY1", (HERE,), ("1AA",))]


def test_of_several_years_the_newest_counts(tmp_path: Path) -> None:
    rows = [{"pcds": "TY1 1AA", "doterm": "", "lad23cd": FARAWAY, "lad25cd": THORNBY, "pfa23cd": MARLSHIRE}]
    assert read_directory(directory(tmp_path / "d.csv", rows, rows[0])).districts[0].areas == (HERE,)


def test_county_and_country_are_read_where_they_are(tmp_path: Path) -> None:
    rows = [{**row("TY1 1AA"), "oscty": "E10000999", "ctry": "E92000001"}]
    found = read_directory(directory(tmp_path / "d.csv", rows, rows[0]))
    assert found.districts[0].areas == (f"{THORNBY} E10000999 {MARLSHIRE} E92000001",)


def test_missing_columns_are_named_beside_those_that_are_there(tmp_path: Path) -> None:
    path = directory(tmp_path / "d.csv", [{"pcds": "TY1 1AA", "lat": "51"}], ("pcds", "lat"))
    assert refused(path) == f"{path} lacks the columns doterm, oslaua or lad25cd, pfa or pfa23cd; it has: pcds, lat."


def test_ended_postcodes_are_kept_apart_and_the_newest_month_is_known(tmp_path: Path) -> None:
    found = read_directory(directory(tmp_path / "d.csv", [row("TY1 1AA"), row("TY1 1AB", ended="202502")]))
    assert (found.districts[0].live, found.districts[0].ended) == (("1AA",), ("1AB",))
    assert (found.newest, found.live, found.ended) == ("2025-02", 1, 1)


def test_the_areas_of_a_district_stand_in_order_of_their_postcodes(tmp_path: Path) -> None:
    rows = [row("TY1 1AA", PENDRICK), row("TY1 1AB"), row("TY1 1AD")]
    assert read_directory(directory(tmp_path / "d.csv", rows)).districts[0].areas[0] == HERE


def test_postcodes_without_an_area_and_of_the_islands_are_counted_and_left_out(tmp_path: Path) -> None:
    rows = [
        row("TY1 1AA"),
        {**row("TY1 1AB"), "oslaua": "", "pfa": ""},
        {**row("BX1 1AA"), "oslaua": "E99999999", "pfa": "E99999999"},
        {**row("JE1 1AA"), "oslaua": "L99999999", "pfa": "L99999999"},
        {**row("IM1 1AA"), "oslaua": "M99999999", "pfa": "M99999999"},
    ]
    found = read_directory(directory(tmp_path / "d.csv", rows))
    assert (found.without_area, found.islands) == (2, 2)
    assert [each.name for each in found.districts] == ["TY1"]


def test_every_problem_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    good = f"TY1 1AA,198001,,{THORNBY},{MARLSHIRE}"
    lines = [
        ",".join(COLUMNS),
        good,
        good.replace("1AA", "1CA"),
        good + ",more",
        "TY1 1AB,198001",
        good,
        good.replace("1AA", "1AD").replace(THORNBY, "Thornby"),
        good.replace("1AA", "1AE").replace("198001", "1980-01"),
        good.replace("1AA", "1AF").replace(",,", ",201913,"),
        "",
        '"TY1 1AG"x,,,,',
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert refused(path).splitlines() == [
        f"{path} was not imported; mend this first:",
        "  line 3: “TY1 1CA” is no postcode",
        "  line 4: has 6 columns, not 5 as the first line",
        "  line 5: has 2 columns, not 5 as the first line",
        "  line 6: TY1 1AA stands in the file twice",
        "  line 7: “Thornby” is no code of an area, such as E07000071",
        "  line 8: dointr is “1980-01”, not a year and a month such as 202502",
        "  line 9: doterm is “201913”, not a year and a month such as 202502",
        "  line 11: is not CSV: ',' expected after '\"'",
    ]


def test_a_file_full_of_problems_is_told_of_in_part(tmp_path: Path) -> None:
    lines = refused(directory(tmp_path / "d.csv", [row("nowhere")] * 1200)).splitlines()
    assert len(lines) == SHOWN + 2
    assert lines[-1] == "  … and 1,150 more"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "is empty"), (",".join(COLUMNS) + "\n", "no postcode that lies in an area")],
)
def test_a_file_without_postcodes_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "d.csv").write_text(text, encoding="utf-8")
    assert sentence in refused(tmp_path / "d.csv")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "cannot be read: No such file" in refused(tmp_path / "d.csv")


def test_letters_of_another_encoding_matter_only_where_they_are_read(tmp_path: Path) -> None:
    path = directory(tmp_path / "d.csv", [{**row("TY1 1AA"), "name": "Ynys"}], (*COLUMNS, "name"))
    path.write_bytes(path.read_bytes().replace(b"Ynys", "Môn".encode("latin-1")))
    assert read_directory(path).live == 1
    path.write_bytes(path.read_bytes().replace(b"TY1 1AA", b"TY1 1A\xf4"))
    assert "line 2: “TY1 1A�” is no postcode" in refused(path)


def test_names_come_from_the_files_beside_the_directory(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(f"﻿LAD23CD,LAD23NM,LAD23NMW\n{THORNBY}, Thornby ,\nE99999999,(pseudo),\n", encoding="utf-8")
    assert read_names([path]) == {THORNBY: "Thornby"}


def test_what_is_wrong_with_names_is_told(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(f"PFA23CD,PFA23NM\nx,Marlshire\n{MARLSHIRE}\n{THORNBY},Th\xf4rnby\n".encode("latin-1"))
    with pytest.raises(PostcodesUnusable) as caught:
        read_names([path])
    assert [line[:19].rstrip() for line in str(caught.value).splitlines()[1:]] == [
        "  line 2: “x” is no",
        "  line 3: has 1 col",
        "  line 4: the name",
    ]
    path.write_text("code,name\n", encoding="utf-8")
    with pytest.raises(PostcodesUnusable, match=r"no columns of codes and names, such as LAD23CD.*it has: code, name"):
        read_names([path])


@given(st.dictionaries(st.tuples(st.sampled_from(["TY1", "TY11", "M1", "SW1A"]), st.sampled_from(UNITS)),
                       st.tuples(st.sampled_from(sorted(FORCE_OF)), st.sampled_from(["", "201906"])), min_size=1))  # fmt: skip
def test_every_postcode_is_found_again_in_its_area_whatever_the_order(
    tmp_path_factory: pytest.TempPathFactory, given_rows: dict[tuple[str, str], tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("table")
    rows = [row(f"{district} {unit}", council, ended) for (district, unit), (council, ended) in given_rows.items()]
    made = table(folder, rows)
    found = {
        (district.name, UNITS[number]): (area.split()[0], ended)
        for district in made.districts
        for state, ended in ((district.live, ""), (district.ended, "201906"))
        for area, text in zip(district.areas, state, strict=True)
        for number in unpacked(text)
    }
    assert found == given_rows
    assert table(folder, reversed(rows)).digest == made.digest


def test_the_command_writes_the_file_and_says_what_is_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = tmp_path / "names.csv"
    names.write_text(f"LAD25CD,LAD25NM\n{THORNBY},Thornby\n{FARAWAY},Faraway\nE07000001,Unused\n", encoding="utf-8")
    source, target = directory(tmp_path / "d.csv", ROWS), tmp_path / "made" / "postcodes"
    assert main(["postcodes", str(source), "--names", str(names), "--to", str(target)]) == 0
    assert read_table(target).names == {THORNBY: "Thornby", FARAWAY: "Faraway"}
    said = capsys.readouterr().out
    assert "12 postcodes in use and 1 that have ended, in 5 districts, up to 2019-06" in said
    assert "Without a name: 3 areas" in said


def test_the_command_leaves_the_last_file_when_anything_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "postcodes"
    target.write_text("the last one", encoding="utf-8")
    assert main(["postcodes", str(directory(tmp_path / "d.csv", [row("x")])), "--to", str(target)]) == 2
    assert "line 2: “x” is no postcode" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "the last one"


def test_the_command_says_when_it_may_not_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    source = directory(tmp_path / "d.csv", ROWS)
    assert main(["postcodes", str(source), "--to", str(tmp_path / "file" / "postcodes")]) == 4
    assert "cannot be written" in capsys.readouterr().err
