"""The Nu HTML Checker is taken only as the version and digest that are pinned."""

import tarfile
from pathlib import Path

import pytest

from tools.nu_checker import MEMBER, VERSION, FetchFailed, fetch, jar


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of PATH, in which a test puts the npm it wants."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", f"{programs}")
    return programs


def npm(programs: Path, script: str) -> None:
    program = programs / "npm"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def package(path: Path, member: str) -> None:
    content = path.parent / "content"
    content.write_text("another archive")
    with tarfile.open(path, "w:gz") as archive:
        archive.add(content, member)


def test_what_is_there_is_not_fetched_again(registry: Path, tmp_path: Path) -> None:
    there = tmp_path / f"vnu-{VERSION}.jar"
    there.touch()
    assert fetch(tmp_path) == jar(tmp_path) == there


def test_no_npm_is_said(registry: Path, tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="needs npm"):
        fetch(tmp_path / "tools")


def test_what_npm_says_is_handed_on(registry: Path, tmp_path: Path) -> None:
    npm(registry, "echo 'getaddrinfo ENOTFOUND' >&2; exit 1")
    with pytest.raises(FetchFailed, match=r"npm could not fetch vnu-jar .*ENOTFOUND"):
        fetch(tmp_path / "tools")
    assert jar(tmp_path / "tools") is None


@pytest.mark.parametrize(
    ("member", "message"), [(MEMBER, "not the archive whose digest is pinned"), ("package/other", "holds no package")]
)
def test_another_archive_is_refused(registry: Path, tmp_path: Path, member: str, message: str) -> None:
    package(tmp_path / "other.tgz", member)
    npm(registry, f'/bin/cp {tmp_path}/other.tgz "$6/vnu-jar-{VERSION}.tgz"')
    with pytest.raises(FetchFailed, match=message):
        fetch(tmp_path / "tools")
    assert list((tmp_path / "tools").iterdir()) == []
