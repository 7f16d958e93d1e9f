"""What the person who waits for the demonstration is told."""

import contextlib
import time
from collections.abc import Iterator


def say(line: str = "") -> None:
    """Tell the person who waits."""
    print(line, flush=True)


@contextlib.contextmanager
def stage(title: str) -> Iterator[None]:
    """Name what happens now, and afterwards how long it took."""
    say(f"{title} …")
    started = time.monotonic()
    yield
    say(f"  {time.monotonic() - started:.1f} s")
