"""A full disk ends in one sentence, and the last good release stays."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from frontend.errors import DiskFull
from tests.frontend.conftest import Place
from tests.frontend.content import small_site, standard
from tests.frontend.plain_renderer import PlainRenderer
from tests.parts.availability import needed


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with room for a small site and little more."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(command, check=False, capture_output=True).returncode == 0
    yield needed(folder if mounted else None, "a small file system", "Run the tests as a user who may mount one.")
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_one_sentence_and_the_release_stays(place: Place, tiny_disk: Path) -> None:
    site = small_site()
    place.api.add(site)
    (place.folder / "sites").symlink_to(tiny_disk)
    place.build()
    before = place.files()
    for number in range(40):
        site.pages[f"/big-{number}/"] = standard(f"big-{number}", f"Big {number}", f"<p>{'words ' * 4000}</p>")
    error = place.build()["testshire"].error
    assert isinstance(error, DiskFull)
    assert "There is no space left to write" in str(error)
    assert place.files() == before
    for number in range(1, 40):
        del site.pages[f"/big-{number}/"]
    assert place.build()["testshire"].status == "released"
    assert "big-0/index.html" in place.files()


def test_a_file_that_grows_beyond_what_is_allowed_is_one_sentence(place: Place) -> None:
    """Needs no rights: a limit on the size of files stands for a full disk."""
    site = small_site()
    place.api.add(site)
    place.build()
    before = place.files()
    site.pages["/big/"] = standard("big", "Big")
    place.renderer = PlainRenderer(version="big")
    place.renderer.extra = f"<p>{'words ' * 9000}</p>"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, hard))
    try:
        error = place.build()["testshire"].error
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert isinstance(error, DiskFull)
    assert "There is no space left" in str(error)
    assert place.files() == before
    assert place.build()["testshire"].error is None


def test_a_full_disk_at_the_command_line(place: Place) -> None:
    """The whole command: one sentence on the error stream, no traceback, an exit code for scripts."""
    program = (
        "import resource, sys; sys.path.insert(0, sys.argv[1]); resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); "
        "from frontend.cli import main; sys.exit(main(sys.argv[2:]))"
    )
    root = str(Path(__file__).parents[3])
    command = [
        sys.executable,
        "-c",
        program,
        root,
        "build",
        "--source",
        "examples",
        "--no-posters",
        "--output",
        str(place.output),
    ]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    assert ended.returncode == 1
    assert "There is no space left to write" in ended.stderr
    assert "Traceback" not in ended.stderr
