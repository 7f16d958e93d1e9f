"""A process that is killed at any point loses nothing: afterwards the store shows what it would have shown anyway."""

import json
import os
import subprocess
import sys
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest
from django.db import connection

from tests.backend.publishing import kill_sharing
from tests.backend.publishing.kill_driver import CROWD, POINTS

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the store shows after each death, and without one."""
    return _run("kill_driver", len(POINTS), tmp_path_factory.mktemp("kill"))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The same, while fifteen organisations use a page."""
    return _run("kill_sharing", len(kill_sharing.POINTS), tmp_path_factory.mktemp("kill"))


def _run(program: str, points: int, folder: Path) -> dict[str, Any]:
    database = f"waymark_{program}_{os.getpid()}"
    if connection.vendor == "postgresql":
        _on_server(f'CREATE DATABASE "{database}"')
    ended = subprocess.run(
        [sys.executable, "-m", f"tests.backend.publishing.{program}"],
        cwd=ROOT,
        env={**os.environ, "KILL_FOLDER": str(folder), "KILL_DATABASE": database},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    if connection.vendor == "postgresql":
        for suffix in ("", "_undisturbed", "_crowd", *(f"_killed{number}" for number in range(points))):
            _on_server(f'DROP DATABASE IF EXISTS "{database}{suffix}"')
    assert ended.returncode == 0, ended.stderr
    answer: dict[str, Any] = json.loads(ended.stdout) | {"said": ended.stderr}
    return answer


def _on_server(statement: str) -> None:
    import psycopg

    with psycopg.connect(dbname="postgres", autocommit=True) as server:
        server.execute(statement)


def test_the_undisturbed_store_shows_both_sites_and_their_link(outcomes: dict[str, Any]) -> None:
    undisturbed = outcomes["undisturbed"]
    assert ["marlshire", "/about/"] in undisturbed["entries"]
    assert undisturbed["manifests"]["marlshire"]["external"][0]["url"] == "https://colchester.example/guide/"
    assert undisturbed["undone"] == 0
    assert all(is_whole for _, is_whole in undisturbed["files"])


@pytest.mark.parametrize("point", POINTS)
def test_killed(point: str, outcomes: dict[str, Any]) -> None:
    assert outcomes[point]["signal"] == SIGKILL
    assert outcomes[point]["reconciled"] == outcomes["undisturbed"]


def test_processes_that_drain_at_the_same_time_do_not_disturb_each_other(outcomes: dict[str, Any]) -> None:
    assert outcomes[CROWD]["codes"] == [0, 0, 0, 0], outcomes["said"]
    assert outcomes[CROWD]["reconciled"] == outcomes["undisturbed"]


def test_undisturbed_everybody_who_follows_shows_the_change(shared: dict[str, Any]) -> None:
    undisturbed = shared["undisturbed"]
    entries = {slug: manifest["entries"] for slug, manifest in undisturbed["manifests"].items()}
    (new,) = (entry["digest"] for entry in entries["national"] if entry["path"] == "/listening/")
    adopted = {entry["adopted"]["mode"] + " " + str(entry["digest"] == new)
               for slug in entries.keys() - {"national"} for entry in entries[slug] if "adopted" in entry}  # fmt: skip
    assert adopted == {"follow True", "review False"}
    assert len(entries) == kill_sharing.ADOPTERS + 1
    assert undisturbed["undone"] == 0
    assert len(undisturbed["records"]) == kill_sharing.ADOPTERS * 4 // 5, "each follower is noted once"
    assert {row[5] for row in undisturbed["adoptions"] if row[1] == "follow"} == {"Listening well"}
    assert any(row[4] for row in undisturbed["adoptions"])


@pytest.mark.parametrize("point", kill_sharing.POINTS)
def test_killed_while_many_follow_and_run_again(point: str, shared: dict[str, Any]) -> None:
    assert shared[point]["signal"] == SIGKILL
    assert shared[point]["healed"] == shared["undisturbed"]
