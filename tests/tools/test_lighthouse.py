"""Lighthouse is installed only as what is locked, and what prevents it is said in a sentence."""

import json
import shutil
import sys
from pathlib import Path

import pytest

import tools.lighthouse
from tools.lighthouse import LOCKED, FetchFailed, fetch, program, version


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of PATH, in which a test puts the npm it wants."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(programs: Path, name: str, script: str = "") -> None:
    program = programs / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_every_package_is_locked_with_its_digest() -> None:
    lock = json.loads((LOCKED / "package-lock.json").read_bytes())["packages"]
    own = lock.pop("")
    assert own["dependencies"] == {"lighthouse": version()}
    assert lock["node_modules/lighthouse"]["version"] == version()
    assert version().startswith("12.")
    assert [name for name, package in lock.items() if not package["integrity"].startswith("sha512-")] == []
    assert [name for name, package in lock.items() if "resolved" in package] == [], "it would name somebody's mirror"


@pytest.mark.parametrize("there", [[], ["npm"], ["node"]])
def test_no_node_or_npm_is_said(programs: Path, tmp_path: Path, there: list[str]) -> None:
    for name in there:
        put(programs, name)
    with pytest.raises(FetchFailed, match="needs Node 20 and npm"):
        fetch(tmp_path / "tools")


@pytest.mark.parametrize(
    ("script", "words"),
    [("echo 'getaddrinfo ENOTFOUND' >&2; exit 1", "ENOTFOUND"), ("exit 1", "it said nothing"), ("exit 0", "nothing")],
)
def test_what_npm_says_is_handed_on_and_nothing_half_done_stays(
    programs: Path, tmp_path: Path, script: str, words: str
) -> None:
    put(programs, "node")
    put(programs, "npm", script)
    with pytest.raises(
        FetchFailed, match=rf"could not install Lighthouse {version()}; is there a network\? \(.*{words}"
    ):
        fetch(tmp_path / "tools")
    assert program(tmp_path / "tools") is None
    assert list((tmp_path / "tools").iterdir()) == []


def test_a_registry_that_does_not_answer_is_said(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(programs, "node")
    put(programs, "npm", f"exec {sys.executable} -c 'import time; time.sleep(30)'")
    monkeypatch.setattr(tools.lighthouse, "TIMEOUT", 0.2)
    with pytest.raises(FetchFailed, match="did not answer within"):
        fetch(tmp_path / "tools")


def test_what_npm_installed_is_used_until_the_lock_changes(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(programs, "node")
    put(programs, "npm", "/bin/mkdir -p node_modules/lighthouse/cli && : > node_modules/lighthouse/cli/index.js")
    found = fetch(tmp_path / "tools")
    assert found == program(tmp_path / "tools")
    put(programs, "npm", "exit 1")
    assert fetch(tmp_path / "tools") == found
    other = tmp_path / "locked"
    shutil.copytree(LOCKED, other)
    (other / "package-lock.json").write_text("{}")
    monkeypatch.setattr(tools.lighthouse, "LOCKED", other)
    assert program(tmp_path / "tools") is None
