"""What runs on both databases is named by paths that are there."""

from pathlib import Path

from tests.parts.databases import BOTH_DATABASES

ROOT = Path(__file__).resolve().parents[2]


def test_every_path_is_there_and_holds_tests() -> None:
    assert [path for path in BOTH_DATABASES if not (ROOT / path).exists()] == []
    assert [path for path in BOTH_DATABASES if path.endswith("/") and not list((ROOT / path).rglob("test_*.py"))] == []


def test_what_stores_claims_and_searches_runs_on_both() -> None:
    both = (
        "publishing/test_record.py",
        "publishing/test_drain.py",
        "sharing/test_adopting.py",
        "api/views/test_pages.py",
    )
    assert [path for path in both if not f"tests/backend/{path}".startswith(BOTH_DATABASES)] == []
