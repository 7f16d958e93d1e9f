"""What runs on one database only is named by paths that are there."""

from pathlib import Path

from tests.parts.databases import ONE_DATABASE

ROOT = Path(__file__).resolve().parents[2]


def test_every_path_is_there_and_holds_tests() -> None:
    assert [path for path in ONE_DATABASE if not (ROOT / path).exists()] == []
    assert [path for path in ONE_DATABASE if path.endswith("/") and not list((ROOT / path).rglob("test_*.py"))] == []


def test_what_asks_the_database_runs_on_both() -> None:
    both = (
        "publishing/test_record.py",
        "publishing/test_follow.py",
        "sharing/test_adopting.py",
        "api/views/",
        "settings/",
    )
    assert [path for path in both if f"tests/backend/{path}".startswith(ONE_DATABASE)] == []
