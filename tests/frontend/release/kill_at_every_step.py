"""Run by test_killed: builds a site again and again, each time ended by SIGKILL at a later step, and checks what is left.

python -m tests.frontend.release.kill_at_every_step FOLDER URL-OF-OLD URL-OF-NEW
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from frontend.report import Silent
from frontend.run.build import Builder
from frontend.source.api import ApiSource
from frontend.store.content import Store
from tests.frontend.plain_renderer import PlainRenderer

CHANGING = ("open", "unlink", "link", "replace", "rename", "rmdir", "mkdir", "symlink", "write", "fsync")
"""Every call by which a builder changes what is on the disk may be the one that it does not survive."""


def build(folder: Path, url: str) -> None:
    with ApiSource(url) as source:
        builder = Builder(
            source, Store(folder / "store"), folder / "sites", PlainRenderer(), reporter=Silent(), processes=1
        )
        for result in builder.build(builder.chosen(())):
            if result.error:
                raise result.error


def files(folder: Path) -> dict[str, bytes]:
    current = folder / "sites" / "testshire" / "current"
    return {str(path.relative_to(current)): path.read_bytes() for path in current.rglob("*") if path.is_file()}


def die_after(steps: int) -> None:
    """Let this process be killed at its step number `steps` from now."""
    left = steps

    def deadly(step: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            nonlocal left
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1
            return step(*arguments, **named)

        return counted

    for name in CHANGING:
        setattr(os, name, deadly(getattr(os, name)))


def survives(folder: Path, url: str, steps: int) -> bool:
    """Build in a process that is killed at a step; says whether it came to its end before."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            die_after(steps)
            build(folder, url)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in {0, -signal.SIGKILL}:
        raise SystemExit(f"step {steps}: the builder failed with {code}")
    return code == 0


def main(folder: Path, before: str, after: str) -> int:
    """Try every step; returns how many there are."""
    start, cold, tried = folder / "start", folder / "cold", folder / "tried"
    build(start, before)
    build(cold, after)
    old, new, steps = files(start), files(cold), 0
    while True:
        shutil.copytree(start, tried, symlinks=True)
        ended = survives(tried, after, steps)
        if files(tried) not in (old, new):
            raise SystemExit(f"step {steps}: what is served is neither the old nor the new site")
        build(tried, after)
        if files(tried) != new:
            raise SystemExit(f"step {steps}: the next build did not make the site right")
        build(tried, before)
        if files(tried) != old:
            raise SystemExit(f"step {steps}: the slot that had been left behind was not made right")
        shutil.rmtree(tried)
        if ended:
            return steps
        steps += 1


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])}\n")
