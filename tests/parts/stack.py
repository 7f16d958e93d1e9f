"""All parts of a production system as processes of this machine: PostgreSQL, and the commands that the images start."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from tests.parts.availability import needed
from tests.parts.postgresql import MEND, Cluster, binaries
from tools.ports import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
START = str(ROOT / "containers" / "start")
PATIENCE = 300


class Stack:
    """The parts by their names in docker-compose.yml; each can be started, stopped and killed."""

    def __init__(self, folder: Path, cluster: Cluster) -> None:
        self.folder = folder
        self.ports = {name: free_port() for name in ("backend", "preview", "web")}
        self.admin = f"http://localhost:{self.ports['backend']}"
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        database = cluster.environment()
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "WAYMARK_PYTHON_BIN": sys.executable,
            "DJANGO_SETTINGS_MODULE": "backend.settings.production",
            "WAYMARK_SECRET_KEY": "only for this test: " + "0123456789abcdef" * 3,
            "WAYMARK_ALLOWED_HOSTS": "localhost",
            "WAYMARK_ADMIN_URL": self.admin,
            "WAYMARK_PREVIEW_URL": f"http://localhost:{self.ports['preview']}",
            "WAYMARK_DEMO_SITES_PORT": str(self.ports["web"]),
            "WAYMARK_DATABASE_NAME": "waymark",
            "WAYMARK_DATABASE_HOST": database["PGHOST"],
            "WAYMARK_DATABASE_USER": database["PGUSER"],
            "WAYMARK_MEDIA_ROOT": str(folder / "media"),
            "WAYMARK_STATIC_ROOT": str(folder / "static"),
            "WAYMARK_API": f"{self.admin}/api/v1/",
            "WAYMARK_SITES": str(folder / "sites"),
            "WAYMARK_WATCH_SECONDS": "1",
        }

    def run(self, *command: str) -> str:
        """Run a command to its end and return what it said; fails the test when it ends badly."""
        ended = subprocess.run(
            command, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
        assert ended.returncode == 0, f"{command}: {ended.stdout}"
        return ended.stdout

    def manage(self, *arguments: str) -> str:
        """Run one of Django's commands."""
        return self.run(sys.executable, "backend/manage.py", *arguments)

    def start(self, *names: str) -> None:
        """Start parts; their words are added to `<name>.log`."""
        for name in names:
            own = {"WAYMARK_PORT": str(self.ports.get(name, 0)), "WAYMARK_STORE": str(self.folder / f"{name}-store")}
            # What is on paper has tests of its own, and here it would only take time.
            own |= {"WAYMARK_LEAFLETS": "off", "WAYMARK_POSTERS": "off"}
            with self.log(name).open("ab") as words:
                self._running[name] = subprocess.Popen(
                    [START, name], env=self.environment | own, stdin=subprocess.DEVNULL, stdout=words, stderr=words,
                    start_new_session=True,
                )  # fmt: skip

    def stop(self, *names: str, by: signal.Signals = signal.SIGTERM) -> None:
        """End parts and what they started, by a signal."""
        for name in names:
            process = self._running.pop(name)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, by)
            process.wait(20)

    def stop_all(self) -> None:
        """End whatever still runs."""
        for name in list(self._running):
            self.stop(name, by=signal.SIGKILL)

    def log(self, name: str) -> Path:
        """Return where the words of a part are."""
        return self.folder / f"{name}.log"

    def site(self, path: str, site: str = "essex-police") -> int:
        """Return the status with which a site answers."""
        host = {"Host": f"{site}.localhost:{self.ports['web']}"}
        return httpx.get(f"http://127.0.0.1:{self.ports['web']}{path}", headers=host, timeout=10).status_code

    def health(self, name: str) -> int:
        """Return the status that a part gives of itself."""
        return httpx.get(f"http://localhost:{self.ports[name]}/health", timeout=10).status_code

    def manifest(self, site: str = "essex-police") -> Any:
        """Return the manifest of a site as the API gives it."""
        return httpx.get(f"{self.admin}/api/v1/sites/{site}/manifest", timeout=10).json()

    def wait(self, what: str, until: Callable[[], bool], within: float = PATIENCE) -> None:
        """Return when `until` says yes; fails when a part has died or it takes too long."""
        deadline = time.monotonic() + within
        while True:
            with suppress(httpx.HTTPError, ValueError):
                if until():
                    return
            ended = {name: process.poll() for name, process in self._running.items()}
            # Preparing is the one part that has an end.
            dead = [name for name, code in ended.items() if code is not None and (name, code) != ("prepare", 0)]
            said = {name: self.log(name).read_text()[-2000:] for name in dead or self._running}
            assert not dead, f"waiting for {what}: {dead} died: {said}"
            assert time.monotonic() < deadline, f"{what} took longer than {within:.0f} seconds: {said}"
            time.sleep(0.2)


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A system with an empty database; nothing runs yet but PostgreSQL."""
    cluster = Cluster(needed(binaries(), "PostgreSQL 15 or later", MEND))
    made = Stack(tmp_path_factory.mktemp("stack"), cluster)
    try:
        cluster.start()
        place = cluster.environment()
        with psycopg.connect(
            host=place["PGHOST"], user=place["PGUSER"], dbname="postgres", autocommit=True
        ) as connection:
            connection.execute("CREATE DATABASE waymark")
        (made.folder / "sites").mkdir()
        yield made
    finally:
        made.stop_all()
        cluster.stop()
