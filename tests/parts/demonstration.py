"""The whole demonstration, as `make build` and then `make demo` run it: real processes, real database, real sites."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tools.ports import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
UP = "Everything is up."
PATIENCE = 300
STOPS_WITHIN = 20


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A running demonstration, and what it said when its sites were first built and when it was started after that."""

    folder: Path
    sites_port: int
    api_port: int
    preview_port: int
    said_by_build: str
    said_by_start: str

    def site(self, name: str) -> str:
        """Return the address of a site, without a slash at the end."""
        return f"http://{name}.localhost:{self.sites_port}"

    @property
    def backend(self) -> str:
        """The address of the backend, without a slash at the end."""
        return f"http://localhost:{self.api_port}"

    def release(self, name: str) -> Path:
        """Return the folder of files that a site consists of now."""
        return (self.folder / "sites" / name / "current").resolve()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """The demonstration, shared by all tests of this process: they may publish, but leave what they found usable."""
    folder = tmp_path_factory.mktemp("demonstration")
    sites_port, api_port, preview_port = free_port(), free_port(), free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_"))},
        "WAYMARK_VAR": str(folder),
        "SITES_PORT": str(sites_port),
        "API_PORT": str(api_port),
        "PREVIEW_PORT": str(preview_port),
        # They have tests of their own, and here they would only take time: some forty, each most of a second.
        "WAYMARK_LEAFLETS": "off",
    }
    environment.pop("WAYMARK_DEMO_PASSWORD", None)
    said_by_build = _build(environment)
    screen = folder / "screen.txt"
    with screen.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "tools.demo", "serve"], cwd=ROOT, env=environment,
            stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        )  # fmt: skip
    try:
        _wait_until_up(process, screen)
        yield Demonstration(
            folder, sites_port, api_port, preview_port, said_by_build, screen.read_text(encoding="utf-8")
        )
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    assert process.returncode == 0, screen.read_text(encoding="utf-8")


def _build(environment: dict[str, str]) -> str:
    ended = subprocess.run(
        [sys.executable, "-m", "tools.demo", "build"], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout
    return ended.stdout


def _wait_until_up(process: subprocess.Popen[bytes], screen: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while UP not in screen.read_text(encoding="utf-8"):
        assert process.poll() is None, screen.read_text(encoding="utf-8")
        assert time.monotonic() < deadline, screen.read_text(encoding="utf-8")
        time.sleep(0.1)
