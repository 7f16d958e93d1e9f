"""`make check`: every check runs, two at a time, and all that is wrong is told at the end."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Step:
    """One check: a name that says what it is about, and the command whose exit code is its answer."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step said, and how long it took."""

    step: Step
    exit_code: int
    output: str
    seconds: float


def tool(name: str) -> str:
    """Return the path of a program of the environment, whatever PATH says."""
    return str(BIN / name)


def module(*arguments: str) -> tuple[str, ...]:
    """Return a command that runs a Python module of the environment."""
    return (sys.executable, "-m", *arguments)


MANAGE = (sys.executable, "backend/manage.py")

# The longest first, so that the two lines of work end together.
STEPS = (
    Step("types (mypy)", (tool("mypy"),)),
    Step("migrations are complete", (*MANAGE, "makemigrations", "--check", "--dry-run")),
    Step("project rules (manage.py check)", (*MANAGE, "check", "--fail-level", "WARNING")),
    Step("import rules (import-linter)", (tool("lint-imports"), "--no-logo")),
    Step("site templates (djlint)", (tool("djlint"), "frontend/templates", "--profile=jinja", "--lint", "--quiet")),
    Step(
        "admin templates (djlint)",
        (tool("djlint"), "backend", "--profile=django", "--lint", "--quiet", "--allow-empty-input"),
    ),
    Step("generated API description", (*MANAGE, "api_schema", "--check")),
    Step("generated schema", module("content_models.schemas", "--check")),
    Step("format (ruff)", (tool("ruff"), "format", "--check", ".")),
    Step("lint (ruff)", (tool("ruff"), "check", ".")),
)


def run(step: Step) -> Outcome:
    """Run one step to its end; a program that cannot be started counts as failed."""
    started = time.monotonic()
    try:
        ended = subprocess.run(
            step.command, cwd=ROOT, env={**os.environ, "DJANGO_SETTINGS_MODULE": "backend.settings.test"},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
    except OSError as error:
        return Outcome(step, 127, f"{step.command[0]} cannot be run: {error.strerror}", time.monotonic() - started)
    return Outcome(step, ended.returncode, ended.stdout, time.monotonic() - started)


def run_all(steps: Sequence[Step]) -> list[Outcome]:
    """Run all steps, telling each one's end as it comes; returns the outcomes in the order of the steps."""
    outcomes = {}
    with ThreadPoolExecutor(max_workers=2) as pool:
        for future in as_completed([pool.submit(run, step) for step in steps]):
            outcome = future.result()
            outcomes[outcome.step] = outcome
            verdict = "FAILED" if outcome.exit_code else "ok"
            print(f"  {outcome.step.name:<34}{verdict:<8}{outcome.seconds:5.1f} s", flush=True)
    return [outcomes[step] for step in steps]


def main(steps: Sequence[Step] = STEPS) -> int:
    """Run the checks; returns 1 when any failed, after showing what each of those said."""
    started = time.monotonic()
    print(f"{len(steps)} checks:", flush=True)
    failed = [outcome for outcome in run_all(steps) if outcome.exit_code]
    for outcome in failed:
        print(f"\n--- {outcome.step.name}\n{outcome.output.strip()}", flush=True)
    seconds = time.monotonic() - started
    if failed:
        names = ", ".join(outcome.step.name for outcome in failed)
        print(f"\n{len(failed)} of {len(steps)} checks failed in {seconds:.0f} s: {names}.")
        return 1
    print(f"All {len(steps)} checks passed in {seconds:.0f} s.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
