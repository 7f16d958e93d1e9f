"""Bringing a demonstration's database, content and postcodes up to date, each only when that has not been done yet."""

import contextlib
import hashlib
import sqlite3
import sys
from pathlib import Path

from tools.place import BUILDER, MANAGE, ROOT, Place
from tools.processes import Programs
from tools.stages import stage

# Kept in the head of the SQLite file, in a place for the application's own use: "WM" and a number for the ports in the
# content's addresses, once the content is in it.
LOADED = int.from_bytes(b"WM") << 16


def prepare(programs: Programs, place: Place) -> None:
    """Bring the database up to date and load the demonstration content, each only when that has not been done yet.

    When the sites or the backend have another port than last time, their addresses follow.
    """
    wanted = schema_number()
    schema, content = _read_marks(place.database)
    loaded = LOADED | ports_number(place)
    if schema != wanted:
        with stage("Database"):
            programs.run("migrate", [*MANAGE, "migrate", "--no-input"], quiet=True)
            _mark(place.database, "user_version", wanted)
    if content == loaded:
        return
    if content >> 16 == LOADED >> 16:
        with stage(f"Addresses on ports {place.sites_port} and {place.api_port}"):
            programs.run("move_demo", [*MANAGE, "move_demo"])
    else:
        with stage("Demonstration content"):
            programs.run("load_demo", [*MANAGE, "load_demo"])
    _mark(place.database, "application_id", loaded)


def import_postcodes(programs: Programs, place: Place) -> None:
    """Import a made-up postcode directory with the real command, unless that was done since the sample last changed."""
    sample = ROOT / "tools" / "sample_postcodes.py"
    if place.postcodes.exists() and place.postcodes.stat().st_mtime > sample.stat().st_mtime:
        return
    directory, names = (place.folder / f"ONSPD_SAMPLE{ending}.csv" for ending in ("", "_names"))
    with stage("Postcodes"):
        programs.run("sample_postcodes", [sys.executable, "-m", "tools.sample_postcodes", str(directory), str(names)])
        command = [BUILDER, "postcodes", str(directory), "--names", str(names), "--to", str(place.postcodes)]
        programs.run("postcodes", command, quiet=True)


def schema_number() -> int:
    """Return a number for all that decides the tables: our migrations, and the versions of the libraries."""
    digest = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    for path in sorted((ROOT / "backend").glob("*/migrations/*.py")):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return int.from_bytes(digest.digest()[:3])


def ports_number(place: Place) -> int:
    """Return a number of two bytes for the ports that stand in addresses of the content."""
    digest = hashlib.sha256(f"{place.sites_port} {place.api_port}".encode())
    return int.from_bytes(digest.digest()[:2])


def _read_marks(database: Path) -> tuple[int, int]:
    """Return what `prepare` has left in the file: the number of its schema, and LOADED with a port; zeros without it."""
    if not database.exists():
        return 0, 0
    with contextlib.closing(sqlite3.connect(database, timeout=20)) as connection:
        return (
            int(connection.execute("PRAGMA user_version").fetchone()[0]),
            int(connection.execute("PRAGMA application_id").fetchone()[0]),
        )


def _mark(database: Path, name: str, value: int) -> None:
    with contextlib.closing(sqlite3.connect(database, timeout=20)) as connection:
        connection.execute(f"PRAGMA {name} = {value}")
