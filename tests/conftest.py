"""Shared by all tests: the real parts they run against, and what a run says at its end."""

import os

import pytest
from hypothesis import settings

from tests.parts import one_verdict, postgresql
from tests.parts.availability import missing_parts

pytest_plugins = ["tests.parts.chromium", "tests.parts.nu_checker"]

# A slow machine is no failure; in CI the same examples every time, so that a red run can be repeated.
settings.register_profile("waymark", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True)
settings.load_profile("waymark")


def pytest_configure(config: pytest.Config) -> None:
    """Prepare the run once, before xdist's workers start: the verdict, and PostgreSQL when the run asks for it."""
    if hasattr(config, "workerinput"):
        return
    one_verdict.register(config)
    if os.environ.get("WAYMARK_TEST_DATABASE") != "postgresql":
        return
    programs = postgresql.binaries()
    if programs is None:
        raise pytest.UsageError(f"WAYMARK_TEST_DATABASE=postgresql, but there is no PostgreSQL. {postgresql.MEND}")
    cluster = postgresql.Cluster(programs)
    config.add_cleanup(cluster.stop)
    cluster.start()
    os.environ.update(cluster.environment())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say out loud which tests the machine could not run."""
    missing = missing_parts(terminalreporter.stats.get("skipped", []))
    missing += filter(None, [os.environ.get("WAYMARK_TEST_WITHOUT")])
    if missing:
        terminalreporter.section("parts missing on this machine", sep="!", red=True)
        for line in missing:
            terminalreporter.line(line)
