"""`make test`: the backend on PostgreSQL, then everything on SQLite but what one database is enough for; one verdict.

With arguments it is pytest with those arguments, after the same set-up: `python -m tools.test tests/frontend -k links`.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.parts import postgresql
from tools import nu_checker

ROOT = Path(__file__).resolve().parent.parent
# What asks the database; the builder and the contract do not.
ON_BOTH_DATABASES = ["tests/backend"]
WORKERS = ["-n", "2", "--no-loadscope-reorder"]


def main(arguments: list[str]) -> int:
    """Run the tests; returns pytest's exit code, or that of the first run that ended worse than with failed tests."""
    prepare()
    if arguments:
        return pytest(arguments, {})
    reports = Path(os.environ.get("WAYMARK_VAR", "var")).absolute() / "log" / "postgresql.json"
    reports.unlink(missing_ok=True)
    without: dict[str, str] = {}
    on_postgresql = 0
    on_sqlite_too: list[str] = []
    if postgresql.binaries() or os.environ.get("CI"):
        say("The backend's tests, on PostgreSQL:")
        on_postgresql = pytest(
            [*WORKERS, "-q", *(path for path in ON_BOTH_DATABASES if (ROOT / path).exists())],
            {"WAYMARK_TEST_DATABASE": "postgresql", "WAYMARK_TEST_HAND_ON": str(reports)},
        )
        if on_postgresql in (0, 1):
            on_sqlite_too = ["-m", "not one_database"]
        else:
            without = {
                "WAYMARK_TEST_WITHOUT": f"the run on PostgreSQL broke off (exit code {on_postgresql}), see above."
            }
    else:
        without = {"WAYMARK_TEST_WITHOUT": f"nothing ran on PostgreSQL, for want of it. {postgresql.MEND}"}
    say("All tests but those marked `one_database`, on SQLite:" if on_sqlite_too else "All tests, on SQLite:")
    on_sqlite = pytest([*WORKERS, *on_sqlite_too], {"WAYMARK_TEST_TAKE_OVER": str(reports), **without})
    return on_sqlite or on_postgresql


def prepare() -> None:
    """Fetch what the tests need beside the environment; what cannot be fetched is said, and its tests decide."""
    started = time.monotonic()
    try:
        if nu_checker.jar() is None:
            nu_checker.fetch()
            say(f"Fetched the Nu HTML Checker ({time.monotonic() - started:.0f} s).")
    except nu_checker.FetchFailed as error:
        say(str(error))


def pytest(arguments: list[str], environment: dict[str, str]) -> int:
    """Run pytest in a process of its own, because Django takes its database from the environment at its start."""
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, cwd=ROOT, check=False).returncode


def say(line: str) -> None:
    """Tell the person who waits."""
    print(line, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
