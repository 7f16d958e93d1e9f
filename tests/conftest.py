"""Shared by all tests: the real parts they run against, and what a run says at its end."""

import gc
import os
from typing import Any

import pytest
from hypothesis import settings

from tests.parts import databases, one_verdict, postgresql, scheduling
from tests.parts.availability import missing_parts

pytest_plugins = ["tests.parts.chromium", "tests.parts.demonstration", "tests.parts.nu_checker", "tests.parts.stack"]

# A slow machine is no failure, and a run should not take long: `--hypothesis-profile=thorough` digs deeper. In CI the same examples every time, so that a red run can be repeated.
settings.register_profile(
    "waymark", deadline=None, max_examples=25, derandomize=bool(os.environ.get("CI")), print_blob=True
)
settings.register_profile("thorough", deadline=None, max_examples=1000)
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


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what one database is enough for, before marks are asked for; let the longest begin first."""
    databases.mark(items)
    scheduling.longest_first(items)


def pytest_collection_finish() -> None:
    """Keep the garbage collector off what stays for the whole run: modules, models, collected tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> scheduling.ByFile:
    """Share the tests among the workers file by file."""
    return scheduling.ByFile(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say out loud which tests the machine could not run."""
    missing = missing_parts(terminalreporter.stats.get("skipped", []))
    missing += filter(None, [os.environ.get("WAYMARK_TEST_WITHOUT")])
    if missing:
        terminalreporter.section("parts missing on this machine", sep="!", red=True)
        for line in missing:
            terminalreporter.line(line)
