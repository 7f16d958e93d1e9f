"""What a test needs from the machine: a missing part fails in CI, and is skipped out loud elsewhere."""

import os

import pytest

MISSING = "not tested on this machine: "


def needed[Part](part: Part | None, name: str, mend: str) -> Part:
    """Return the part, or end the test: a failure when `CI` is set, else a skip that the run's last lines repeat.

    `name` is what is missing, `mend` says in one sentence how to get it.
    """
    if part is not None:
        return part
    if os.environ.get("CI"):
        pytest.fail(f"{name} is missing, and CI must not pass without it. {mend}", pytrace=False)
    pytest.skip(f"{MISSING}{name}. {mend}")


def missing_parts(reports: list[pytest.TestReport]) -> list[str]:
    """Return one sentence for each part that skipped tests, with their number, from the reports of skipped tests."""
    counts: dict[str, int] = {}
    for report in reports:
        _, _, reason = report.longrepr if isinstance(report.longrepr, tuple) else ("", 0, "")
        _, found, part = reason.partition(MISSING)
        if found:
            counts[part] = counts.get(part, 0) + 1
    return [f"{count} tests did not run for want of {part}" for part, count in sorted(counts.items())]
