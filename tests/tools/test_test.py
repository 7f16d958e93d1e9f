"""`make test` gives one verdict, whatever becomes of its two runs."""

from pathlib import Path

import pytest

from tests.parts import postgresql
from tools import nu_checker, test


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, dict[str, str]]:
    """What each run was told, by database; to run for real they would have to run these very tests."""
    told: dict[str, dict[str, str]] = {}
    monkeypatch.setenv("WAYMARK_VAR", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(nu_checker, "jar", lambda: tmp_path)
    return told


def ending(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, dict[str, str]], *, postgresql_code: int, sqlite_code: int
) -> None:
    """Let the two runs end with these codes, and write down what they are told."""

    def run(arguments: list[str], environment: dict[str, str]) -> int:
        name = environment.get("WAYMARK_TEST_DATABASE", "sqlite")
        told[name] = environment | {"arguments": " ".join(arguments)}
        return {"postgresql": postgresql_code, "sqlite": sqlite_code}[name]

    monkeypatch.setattr(test, "pytest", run)


@pytest.mark.parametrize(
    ("postgresql_code", "sqlite_code", "verdict"), [(0, 0, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1), (4, 0, 4), (-9, 0, -9)]
)
def test_a_bad_end_of_either_run_is_the_verdict(
    monkeypatch: pytest.MonkeyPatch,
    runs: dict[str, dict[str, str]],
    postgresql_code: int,
    sqlite_code: int,
    verdict: int,
) -> None:
    monkeypatch.setattr(postgresql, "binaries", lambda: Path("/usr/lib/postgresql/15/bin"))
    ending(monkeypatch, runs, postgresql_code=postgresql_code, sqlite_code=sqlite_code)
    assert test.main([]) == verdict
    assert runs["sqlite"]["WAYMARK_TEST_TAKE_OVER"] == runs["postgresql"]["WAYMARK_TEST_HAND_ON"]


def test_a_run_that_broke_off_is_told_at_the_end(
    monkeypatch: pytest.MonkeyPatch, runs: dict[str, dict[str, str]]
) -> None:
    monkeypatch.setattr(postgresql, "binaries", lambda: Path("/usr/lib/postgresql/15/bin"))
    ending(monkeypatch, runs, postgresql_code=-9, sqlite_code=0)
    test.main([])
    assert "broke off (exit code -9)" in runs["sqlite"]["WAYMARK_TEST_WITHOUT"]


def test_without_postgresql_the_end_says_so(monkeypatch: pytest.MonkeyPatch, runs: dict[str, dict[str, str]]) -> None:
    monkeypatch.setattr(postgresql, "binaries", lambda: None)
    ending(monkeypatch, runs, postgresql_code=0, sqlite_code=0)
    assert test.main([]) == 0
    assert "postgresql" not in runs
    assert "nothing ran on PostgreSQL" in runs["sqlite"]["WAYMARK_TEST_WITHOUT"]


def test_in_ci_postgresql_is_not_optional(monkeypatch: pytest.MonkeyPatch, runs: dict[str, dict[str, str]]) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(postgresql, "binaries", lambda: None)
    ending(monkeypatch, runs, postgresql_code=4, sqlite_code=0)
    assert test.main([]) == 4
    assert "postgresql" in runs


@pytest.mark.parametrize(("postgresql_code", "repeated"), [(0, False), (1, False), (4, True)])
def test_long_tests_run_once_unless_the_run_on_postgresql_broke_off(
    monkeypatch: pytest.MonkeyPatch, runs: dict[str, dict[str, str]], postgresql_code: int, repeated: bool
) -> None:
    monkeypatch.setattr(postgresql, "binaries", lambda: Path("/usr/lib/postgresql/15/bin"))
    ending(monkeypatch, runs, postgresql_code=postgresql_code, sqlite_code=0)
    test.main([])
    assert "one_database" not in runs["postgresql"]["arguments"]
    assert ("-m not one_database" in runs["sqlite"]["arguments"]) is not repeated


def test_without_postgresql_nothing_is_left_out(
    monkeypatch: pytest.MonkeyPatch, runs: dict[str, dict[str, str]]
) -> None:
    monkeypatch.setattr(postgresql, "binaries", lambda: None)
    ending(monkeypatch, runs, postgresql_code=0, sqlite_code=0)
    test.main([])
    assert "one_database" not in runs["sqlite"]["arguments"]
