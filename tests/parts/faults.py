"""What a check found, said so that a person can mend it: one line a fault, and nothing of the test around it."""

from collections.abc import Sequence

import pytest

SHOWN = 60


def none(faults: Sequence[str]) -> None:
    """Fail the test with a line for each fault, and the number of those that do not fit on a screen."""
    if faults:
        more = [f"… and {len(faults) - SHOWN} more"] if len(faults) > SHOWN else []
        pytest.fail("\n".join([f"{len(faults)} faults:", *faults[:SHOWN], *more]), pytrace=False)
