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

from tests.backend.publishing.kill_driver import CROWD, POINTS

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the store shows after each death, and without one."""
    database = f"waymark_kill_{os.getpid()}"
    if connection.vendor == "postgresql":
        _on_server(f'CREATE DATABASE "{database}"')
    folder = tmp_path_factory.mktemp("kill")
    ended = subprocess.run(
        [sys.executable, "-m", "tests.backend.publishing.kill_driver"],
        cwd=ROOT,
        env={**os.environ, "KILL_FOLDER": str(folder), "KILL_DATABASE": database},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if connection.vendor == "postgresql":
        for name in (
            database,
            f"{database}_undisturbed",
            f"{database}_crowd",
            *(f"{database}_killed{n}" for n in range(len(POINTS))),
        ):
            _on_server(f'DROP DATABASE IF EXISTS "{name}"')
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
