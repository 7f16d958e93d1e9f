"""Fetches the Nu HTML Checker, one Java archive from the npm registry, at a fixed version and digest.

npm is only the carrier: no package code runs (`--ignore-scripts`), and nothing is installed but the archive.
"""

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

VERSION = "26.9.27"
SHA256 = "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47"
MEMBER = "package/build/dist/vnu.jar"
FOLDER = Path(__file__).resolve().parent.parent / "var" / "tools"
TIMEOUT = 120


class FetchFailed(Exception):
    """The checker could not be fetched, or what came is not the version that is pinned here."""


def jar(folder: Path = FOLDER) -> Path | None:
    """Return the archive if it is there."""
    path = folder / f"vnu-{VERSION}.jar"
    return path if path.is_file() else None


def fetch(folder: Path = FOLDER) -> Path:
    """Return the archive, fetched into the folder when it is not there yet; raises FetchFailed."""
    if there := jar(folder):
        return there
    npm = shutil.which("npm")
    if npm is None:
        raise FetchFailed("The Nu HTML Checker needs npm to be fetched, and there is none on PATH.")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        package = _pack(npm, Path(scratch))
        content = _member(package)
        if hashlib.sha256(content).hexdigest() != SHA256:
            raise FetchFailed(f"vnu-jar {VERSION} from the npm registry is not the archive whose digest is pinned.")
        complete = Path(scratch) / "vnu.jar"
        complete.write_bytes(content)
        return complete.rename(folder / f"vnu-{VERSION}.jar")


def _pack(npm: str, folder: Path) -> Path:
    command = [npm, "pack", f"vnu-jar@{VERSION}", "--silent", "--ignore-scripts", "--pack-destination", str(folder)]
    try:
        ended = subprocess.run(
            command, capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd=folder, timeout=TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise FetchFailed(f"The npm registry did not answer within {TIMEOUT} seconds.") from error
    packages = list(folder.glob("vnu-jar-*.tgz"))
    if ended.returncode or not packages:
        raise FetchFailed(f"npm could not fetch vnu-jar {VERSION}: {ended.stderr.strip() or ended.stdout.strip()}")
    return packages[0]


def _member(package: Path) -> bytes:
    try:
        with tarfile.open(package) as archive:
            file = archive.extractfile(MEMBER)
            return file.read() if file else b""
    except (tarfile.TarError, KeyError) as error:
        raise FetchFailed(f"vnu-jar {VERSION} from the npm registry holds no {MEMBER}.") from error
