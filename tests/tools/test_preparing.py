"""What a demonstration makes, and when it makes it anew."""

import dataclasses
import sqlite3
import sys
from pathlib import Path

import pytest

from tools import preparing
from tools.place import Place
from tools.preparing import LOADED, prepare, schema_number
from tools.processes import ProgramFailed, Programs


@pytest.fixture
def recorder(place: Place, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `manage.py` that writes down how it was called, makes the database, and fails when a file says so."""
    script = place.folder / "manage.py"
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(
        "import pathlib, sqlite3, sys\n"
        "with open('calls', 'a') as calls: calls.write(sys.argv[1] + '\\n')\n"
        "sqlite3.connect('waymark.sqlite3').execute('CREATE TABLE IF NOT EXISTS t (x)')\n"
        "sys.exit(pathlib.Path('fail').exists() and sys.argv[1] == 'load_demo')\n"
    )
    monkeypatch.setattr(preparing, "MANAGE", (sys.executable, str(script)))
    return place.folder / "calls"


def calls(recorder: Path) -> list[str]:
    return recorder.read_text().split() if recorder.exists() else []


def test_the_content_is_loaded_once_so_that_edits_are_kept(place: Place, programs: Programs, recorder: Path) -> None:
    prepare(programs, place)
    prepare(programs, place)
    assert calls(recorder) == ["migrate", "load_demo"]


def test_content_that_failed_to_load_is_tried_again(place: Place, programs: Programs, recorder: Path) -> None:
    (place.folder / "fail").touch()
    with pytest.raises(ProgramFailed, match="load_demo failed"):
        prepare(programs, place)
    (place.folder / "fail").unlink()
    prepare(programs, place)
    assert calls(recorder) == ["migrate", "load_demo", "load_demo"]


def test_a_newer_schema_is_migrated_and_the_content_kept(place: Place, programs: Programs, recorder: Path) -> None:
    prepare(programs, place)
    with sqlite3.connect(place.database) as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    prepare(programs, place)
    assert calls(recorder) == ["migrate", "load_demo", "migrate"]


def test_on_another_port_the_addresses_follow_and_the_content_is_kept(
    place: Place, programs: Programs, recorder: Path
) -> None:
    prepare(programs, place)
    elsewhere = dataclasses.replace(place, sites_port=9090)
    prepare(programs, elsewhere)
    prepare(programs, elsewhere)
    assert calls(recorder) == ["migrate", "load_demo", "move_demo"]
    prepare(programs, dataclasses.replace(elsewhere, api_port=9000))
    assert calls(recorder) == ["migrate", "load_demo", "move_demo", "move_demo"]


def test_a_deleted_database_is_made_again(place: Place, programs: Programs, recorder: Path) -> None:
    prepare(programs, place)
    place.database.unlink()
    prepare(programs, place)
    assert calls(recorder) == ["migrate", "load_demo"] * 2


def test_the_marks_fit_into_the_head_of_a_sqlite_file() -> None:
    assert 0 < schema_number() < 2**31
    assert 0 < LOADED | 65535 < 2**31
