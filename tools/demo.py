"""`make demo` and `make build`: the whole path on demonstration content, on one machine.

    python -m tools.demo build    prepare, build every site, end
    python -m tools.demo serve    prepare, build, then serve and rebuild until Ctrl-C

Everything it makes is under `WAYMARK_VAR`: the database, uploaded files, the builder's store, the sites, and the logs.
"""

import argparse
import contextlib
import hashlib
import http.client
import os
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from tools.ports import PortUnusable, free_port, port_from, require_free
from tools.processes import TICK, Interrupted, ProgramFailed, Programs

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MANAGE = (sys.executable, str(ROOT / "backend" / "manage.py"))
BUILDER = str(BIN / "waymark-build")
PATIENCE = 60.0
WATCH_SECONDS = "1"
# Kept in the head of the SQLite file, in a place for the application's own use: "WM" and a number for the ports in the
# content's addresses, once the content is in it.
LOADED = int.from_bytes(b"WM") << 16


class NoAnswer(Exception):
    """A server runs but does not answer in time."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where this demonstration keeps its things and is reached."""

    folder: Path
    sites_port: int
    api_port: int
    preview_port: int

    @property
    def database(self) -> Path:
        """The SQLite file that the development settings name."""
        return self.folder / "waymark.sqlite3"

    @property
    def sites(self) -> Path:
        """One folder a site, as the builder writes them."""
        return self.folder / "sites"

    @property
    def postcodes(self) -> Path:
        """The imported postcodes of “Find your local team”."""
        return self.folder / "postcodes"

    def environment(self) -> dict[str, str]:
        """Return what every program of the demonstration is told."""
        return {
            "WAYMARK_VAR": str(self.folder),
            "SITES_PORT": str(self.sites_port),
            "API_PORT": str(self.api_port),
            "PREVIEW_PORT": str(self.preview_port),
            "DJANGO_SETTINGS_MODULE": "backend.settings.development",
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
        }


def place() -> Place:
    """Return the place that the environment names; raises PortUnusable."""
    return Place(
        folder=Path(os.environ.get("WAYMARK_VAR") or ROOT / "var").resolve(),
        sites_port=port_from("SITES_PORT", 8080),
        api_port=port_from("API_PORT", 8000),
        preview_port=port_from("PREVIEW_PORT", 8070),
    )


def say(line: str = "") -> None:
    """Tell the person who waits."""
    print(line, flush=True)


@contextlib.contextmanager
def stage(title: str) -> Iterator[None]:
    """Name what happens now, and afterwards how long it took."""
    say(f"{title} …")
    started = time.monotonic()
    yield
    say(f"  {time.monotonic() - started:.1f} s")


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


def start_backend(programs: Programs, port: int) -> None:
    """Start the backend and wait until its API answers."""
    with stage(f"Backend on port {port}"):
        command = [str(BIN / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
        programs.serve("backend", [*command, "--blocking-threads", "4", "backend.wsgi:application"])
        wait_for_answer(programs, "backend", port, "/api/v1/")


def build_sites(programs: Programs, place: Place, api_port: int) -> None:
    """Build every site, with the builder's progress on the screen."""
    with stage(f"Sites in {place.sites}"):
        programs.run("waymark-build", [*_build(place, api_port), "--all"])


def _build(place: Place, api_port: int) -> list[str]:
    source = f"http://127.0.0.1:{api_port}/api/v1/"
    store = place.folder / "store"
    command = [BUILDER, "build", "--source", source, "--output", str(place.sites), "--store", str(store)]
    return [*command, "--postcodes", str(place.postcodes)]


def start_preview(programs: Programs, place: Place) -> None:
    """Start the server that shows drafts to editors, and wait until it answers."""
    api = f"http://127.0.0.1:{place.api_port}"
    command = [BUILDER, "preview", "--source", f"{api}/api/v1/", "--admin", f"http://localhost:{place.api_port}"]
    command += ["--store", str(place.folder / "preview-store"), "--port", str(place.preview_port)]
    programs.serve("preview", command)
    wait_for_answer(programs, "preview", place.preview_port, "/health")


def wait_for_answer(
    programs: Programs, name: str, port: int, path: str, host: str = "localhost", patience: float = PATIENCE
) -> None:
    """Return when a server answers the address with success; raises ProgramFailed if one dies, NoAnswer if it is late."""
    deadline = time.monotonic() + patience
    answer = "no answer"
    while time.monotonic() < deadline:
        programs.check()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=min(patience, 5))
        try:
            connection.request("GET", path, headers={"Host": f"{host}:{port}"})
            status = connection.getresponse().status
            if status == 200:
                return
            answer = f"status {status}"
        except (OSError, http.client.HTTPException) as error:
            answer = str(error)
        finally:
            connection.close()
        time.sleep(TICK)
    raise NoAnswer(f"{name} did not answer http://{host}:{port}{path} within {patience:.0f} seconds ({answer}).")


def site_names(place: Place) -> list[str]:
    """Return the names of the sites that have been built."""
    return sorted(path.parent.name for path in place.sites.glob("*/current"))


def build(place: Place) -> None:
    """Build all sites with a backend that runs only for that."""
    started = time.monotonic()
    with Programs(logs=place.folder / "log", folder=ROOT, environment=place.environment()) as programs:
        prepare(programs, place)
        import_postcodes(programs, place)
        port = free_port()
        start_backend(programs, port)
        build_sites(programs, place, port)
    names = site_names(place)
    say(f"Built {len(names)} sites in {time.monotonic() - started:.0f} s: {', '.join(names)}")


def serve(place: Place) -> None:
    """Run the whole demonstration until it is interrupted; raises ProgramFailed when a part of it dies."""
    ports = {"SITES_PORT": place.sites_port, "API_PORT": place.api_port, "PREVIEW_PORT": place.preview_port}
    for (one, port), (other, same) in combinations(ports.items(), 2):
        if port == same:
            raise PortUnusable(f"{one} and {other} are both {port}; give them different ports.")
    for name, port in ports.items():
        require_free(port, name)
    with Programs(logs=place.folder / "log", folder=ROOT, environment=place.environment()) as programs:
        prepare(programs, place)
        import_postcodes(programs, place)
        start_backend(programs, place.api_port)
        programs.serve("publishing", [*MANAGE, "run_publishing"])
        build_sites(programs, place, place.api_port)
        with stage(f"Web server on port {place.sites_port}"):
            programs.serve("watch", [*_build(place, place.api_port), "--all", "--watch", WATCH_SECONDS])
            command = [BUILDER, "serve", "--output", str(place.sites), "--port", str(place.sites_port)]
            programs.serve("sites", command)
            start_preview(programs, place)
            wait_for_answer(programs, "sites", place.sites_port, "/")
            for name in site_names(place):
                wait_for_answer(programs, "sites", place.sites_port, "/", f"{name}.localhost")
        say(welcome(place))
        try:
            while True:
                programs.check()
                time.sleep(0.2)
        except Interrupted:
            say("\nStopping …")
    say("Stopped.")


def welcome(place: Place) -> str:
    """Return the addresses and the login."""
    password = "$WAYMARK_DEMO_PASSWORD" if os.environ.get("WAYMARK_DEMO_PASSWORD") else "waymark-demo"
    lines = [
        "",
        "Everything is up. Ctrl-C stops it.",
        "",
        f"  Sites   http://localhost:{place.sites_port}/",
        *(f"          http://{name}.localhost:{place.sites_port}/" for name in site_names(place)),
        f"  Admin   http://localhost:{place.api_port}/admin/   login: admin   password: {password}",
        f"  API     http://localhost:{place.api_port}/api/v1/",
        f"  Logs    {place.folder / 'log'}",
        "",
        "A page published in the admin is on its site within seconds.",
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Run one of the two commands; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.demo", description="The Waymark demonstration.")
    parser.add_argument("command", choices=["build", "serve"], help="build the sites and end, or serve them as well")
    command = parser.parse_args(arguments).command
    try:
        {"build": build, "serve": serve}[command](place())
    except Interrupted as interrupted:
        return interrupted.exit_code
    except ProgramFailed as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except (PortUnusable, NoAnswer, OSError, sqlite3.Error) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
