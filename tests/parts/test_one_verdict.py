"""Two runs, one verdict: run as `make test` runs them, in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CONFTEST = "from tests.parts.one_verdict import register as pytest_configure\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "pytest.ini").touch()
    return tmp_path


def run(folder: Path, test: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_it.py").write_text(test)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "WAYMARK_"))}
    return subprocess.run(
        command,
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def both(folder: Path, first: str, second: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    reports = str(folder / "log" / "postgresql.json")
    run(folder, first, *arguments, WAYMARK_TEST_HAND_ON=reports)
    return run(folder, second, *arguments, WAYMARK_TEST_TAKE_OVER=reports)


PASS = "def test_one(): pass\n"
FAIL = "def test_one(): assert 1 == 2, 'the earlier run'\n"
SKIP = "import pytest\ndef test_one(): pytest.skip('not here')\n"


def test_the_closing_line_counts_both_runs(folder: Path) -> None:
    ended = both(folder, SKIP, PASS)
    assert ended.returncode == 0
    assert "1 passed, 1 skipped in" in ended.stdout.splitlines()[-1]


@pytest.mark.parametrize("workers", [[], ["-p", "xdist.plugin", "-n", "2"]], ids=["one process", "xdist"])
def test_a_failure_in_the_earlier_run_fails_the_whole(folder: Path, workers: list[str]) -> None:
    ended = both(folder, FAIL, PASS, *workers)
    assert ended.returncode == 1
    assert "1 failed, 1 passed in" in ended.stdout.splitlines()[-1]
    assert "FAILED postgresql: test_it.py::test_one - AssertionError: the earlier run" in ended.stdout


def test_an_earlier_run_that_left_no_reports_is_no_obstacle(folder: Path) -> None:
    ended = run(folder, PASS, WAYMARK_TEST_TAKE_OVER=str(folder / "absent.json"))
    assert ended.returncode == 0
    assert "1 passed in" in ended.stdout.splitlines()[-1]
