"""`make demo` and `make build`: the whole path on demonstration content, on one machine.

    python -m tools.demo build    prepare, build every site, end
    python -m tools.demo serve    prepare, build, then serve and rebuild until Ctrl-C

Everything it makes is under `WAYMARK_VAR`: the database, uploaded files, the builder's store, the sites, and the logs.
"""

import argparse
import http.client
import os
import sqlite3
import sys
import time
from collections.abc import Sequence
from itertools import combinations

from tools.place import BIN, BUILDER, MANAGE, ROOT, Place, place
from tools.ports import PortUnusable, free_port, require_free
from tools.preparing import import_postcodes, prepare
from tools.processes import TICK, Interrupted, ProgramFailed, Programs
from tools.stages import say, stage

PATIENCE = 60.0
WATCH_SECONDS = "1"


class NoAnswer(Exception):
    """A server runs but does not answer in time."""


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
