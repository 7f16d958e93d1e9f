"""Tests that share something dear stay in one worker."""

import pytest

from tests.parts.scheduling import place, scope


@pytest.mark.parametrize(
    ("nodeid", "together"),
    [
        ("tests/end_to_end/test_demo.py::test_one", "tests/end_to_end/"),
        ("tests/end_to_end/sites/test_axe.py::test_two[a::b]", "tests/end_to_end/"),
        ("tests/end_to_end/test_processes.py::test_three", "tests/end_to_end/test_processes.py"),
        ("tests/backend/demo/test_loading.py::test_three", "tests/backend/demo/"),
        ("tests/frontend/test_plan.py::TestOne::test_two", "tests/frontend/test_plan.py"),
        ("tests/frontend/test_plan.py::test_links[tests/end_to_end/]", "tests/frontend/test_plan.py"),
    ],
)
def test_files_stay_together_and_so_does_the_demonstration(nodeid: str, together: str) -> None:
    assert scope(nodeid) == together


def test_a_second_system_is_set_up_when_the_demonstration_stands_and_before_short_files() -> None:
    paths = ("tests/end_to_end/test_demo.py", "tests/end_to_end/test_processes.py", "tests/frontend/test_cli.py")
    assert [place(f"{path}::test_one") for path in paths] == [0, 1, 2]
