"""`make check` runs every step and tells all that failed."""

import sys

import pytest

from tools.check import Step, main


def step(name: str, code: str) -> Step:
    return Step(name, (sys.executable, "-c", code))


def test_all_steps_run_and_every_failure_is_told_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    steps = [
        step("first", "import sys; print('first is wrong'); sys.exit(3)"),
        step("second", "print('never shown')"),
        step("third", "import sys; sys.exit('third is wrong')"),
    ]
    assert main(steps) == 1
    said = capsys.readouterr().out
    assert "--- first\nfirst is wrong\n" in said
    assert "--- third\nthird is wrong\n" in said
    assert "never shown" not in said
    assert said.rstrip().splitlines()[-1].startswith("2 of 3 checks failed in ")
    assert said.rstrip().endswith("first, third.")


def test_passing_steps_are_named_with_their_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([step("only", "pass")]) == 0
    said = capsys.readouterr().out
    assert "only" in said
    assert said.rstrip().startswith("1 checks:")
    assert "All 1 checks passed in " in said


def test_a_program_that_is_not_there_is_a_failed_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([Step("gone", ("/nowhere/program",))]) == 1
    assert "/nowhere/program cannot be run: No such file or directory" in capsys.readouterr().out
