"""One verdict over several runs: a run hands its reports on, and the next one counts them as its own.

`make test` runs the backend's tests on PostgreSQL, then everything on SQLite; Django fixes its database when a process
starts, so that is two processes. With `WAYMARK_TEST_HAND_ON` a run writes its reports to that file; with
`WAYMARK_TEST_TAKE_OVER` the next run adds those of that file to its summary, its closing line and its exit status.
"""

import json
import os
from pathlib import Path

import pytest


class HandOn:
    """Collects every report of a run, and writes them to a file at its end."""

    def __init__(self, config: pytest.Config, path: Path) -> None:
        self.config = config
        self.path = path
        self.reports: list[dict[str, object]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what counts; xdist's controller hears the reports of all workers here."""
        if report.when == "call" or not report.passed:
            if hasattr(report, "node"):  # the worker it came from, which cannot be written down
                del report.node
            self.reports.append(self.config.hook.pytest_report_to_serializable(config=self.config, report=report))

    def pytest_sessionfinish(self) -> None:
        """Write the file."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps(self.reports), encoding="utf-8")


class TakeOver:
    """Adds the reports of an earlier run to those of this one."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Count them just before the summary is written."""
        config = session.config
        terminal = config.pluginmanager.get_plugin("terminalreporter")
        for written in json.loads(self.path.read_text(encoding="utf-8")):
            report = config.hook.pytest_report_from_serializable(config=config, data=written)
            report.nodeid = f"{self.path.stem}: {report.nodeid}"
            category, _, _ = config.hook.pytest_report_teststatus(report=report, config=config)
            if terminal is not None:
                terminal.stats.setdefault(category, []).append(report)
            if report.failed and session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
                session.exitstatus = pytest.ExitCode.TESTS_FAILED


def register(config: pytest.Config) -> None:
    """Take part in handing reports on, if the environment asks for it."""
    if to := os.environ.get("WAYMARK_TEST_HAND_ON"):
        config.pluginmanager.register(HandOn(config, Path(to)))
    if (earlier := os.environ.get("WAYMARK_TEST_TAKE_OVER")) and Path(earlier).is_file():
        config.pluginmanager.register(TakeOver(Path(earlier)))
