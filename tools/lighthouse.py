"""Installs Lighthouse by npm into a folder of its own, at the versions and digests of the lock file in tools/npm/lighthouse.

No package code runs while it is installed (`--ignore-scripts`), and nothing of it comes into the repository.
"""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Final

LOCKED: Final = Path(__file__).resolve().parent / "npm" / "lighthouse"
FOLDER: Final = Path(__file__).resolve().parent.parent / "var" / "tools"
TIMEOUT: Final = 300
_FILES: Final = ("package.json", "package-lock.json")
_PROGRAM: Final = Path("node_modules") / "lighthouse" / "cli" / "index.js"


class FetchFailed(Exception):
    """Lighthouse could not be installed; the message is a sentence for the person who can mend that."""


def version() -> str:
    """Return the version of Lighthouse that is locked."""
    return str(json.loads((LOCKED / "package.json").read_bytes())["dependencies"]["lighthouse"])


def program(folder: Path = FOLDER) -> Path | None:
    """Return the program's file if it is installed at the locked versions."""
    path = _place(folder) / _PROGRAM
    return path if path.is_file() else None


def fetch(folder: Path = FOLDER) -> Path:
    """Return the program's file, installed into `folder` when it is not there yet; raises FetchFailed."""
    if there := program(folder):
        return there
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise FetchFailed(
            "Lighthouse needs Node 20 and npm, and they are not on PATH (on Debian: apt-get install npm)."
        )
    place = _place(folder)
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for name in _FILES:
        shutil.copy(LOCKED / name, place / name)
    try:
        _install(npm, place)
    except FetchFailed:
        shutil.rmtree(place, ignore_errors=True)
        raise
    return place / _PROGRAM


def _place(folder: Path) -> Path:
    """Return the folder for what is locked now: another lock is installed into another."""
    locked = hashlib.sha256((LOCKED / "package-lock.json").read_bytes()).hexdigest()
    return folder / f"lighthouse-{version()}-{locked[:8]}"


def _install(npm: str, place: Path) -> None:
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--loglevel=error"]
    try:
        ended = subprocess.run(
            command, capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd=place, timeout=TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise FetchFailed(f"The npm registry did not answer within {TIMEOUT} seconds.") from error
    if ended.returncode or not (place / _PROGRAM).is_file():
        said = next(iter((ended.stderr.strip() or ended.stdout.strip()).splitlines()), "it said nothing")
        raise FetchFailed(f"npm could not install Lighthouse {version()}; is there a network? ({said})")
