"""What the builder tells the person who started it: progress on the error stream, problems, and a line a site."""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Protocol, TextIO

from frontend.errors import FrontendError
from frontend.plan.problems import Problem, Severity

SHOWN: Final = 10
"""Problems of one site that are spelled out; of the rest the number."""


@dataclass(slots=True)
class SiteResult:
    """What became of one site. `rendered`, `linked` and `removed` count files of the slot that is
    served now; a site that is `late` was released, but something slow is not done yet; `seconds` are known for a site that is built alone. `bodies` counts pages that it shares with other sites and
    whose words had to be made for it, `pieces` of how many pieces. `next_change` is when the site is out of date although
    nothing is published, in seconds since 1970."""

    site: str
    status: str = "unchanged"
    pages: int = 0
    rendered: int = 0
    written: int = 0
    linked: int = 0
    removed: int = 0
    fetched: int = 0
    bodies: int = 0
    pieces: int = 0
    seconds: float = 0.0
    next_change: float | None = None
    late: bool = False
    problems: list[Problem] = field(default_factory=list)
    error: FrontendError | None = None

    def fail(self, error: FrontendError) -> None:
        """Note that this site could not be released."""
        self.status, self.error = "failed", error


class Reporter(Protocol):
    """Hears what happens during a build."""

    def progress(self, what: str, done: int, total: int) -> None:
        """Hear how far a long step has come."""

    def site(self, result: SiteResult) -> None:
        """Hear what became of a site."""

    def total(self, results: Sequence[SiteResult], seconds: float) -> None:
        """Hear that a run of several sites is over."""

    def say(self, line: str) -> None:
        """Hear something that a person should know."""


class Troubles:
    """Tells of each trouble once, however often it is met."""

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter
        self._told: set[str] = set()

    def tell(self, trouble: str) -> None:
        """Tell a sentence; an empty one is no trouble."""
        if trouble and trouble not in self._told:
            self._reporter.say(trouble)
            self._told.add(trouble)


class Silent:
    """Tells nobody."""

    def progress(self, what: str, done: int, total: int) -> None:
        """Ignore progress."""

    def site(self, result: SiteResult) -> None:
        """Ignore a result."""

    def total(self, results: Sequence[SiteResult], seconds: float) -> None:
        """Ignore the end."""

    def say(self, line: str) -> None:
        """Ignore a line."""


class Terminal:
    """Tells a person: results and problems, and unless `quiet` also progress (in place on a terminal)."""

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self._stream = stream or sys.stderr
        self._quiet = quiet
        self._live = self._stream.isatty()
        self._last = 0.0
        self._started: dict[str, float] = {}
        self._open_line = False

    def progress(self, what: str, done: int, total: int) -> None:
        """Show how far a step is: at once on a terminal, elsewhere every two seconds and at its end."""
        now = time.monotonic()
        started = self._started.setdefault(what, now)
        end = done >= total
        if end:
            del self._started[what]
        pause = 0.1 if self._live else 2.0
        if self._quiet or now - started < pause or (not end and now - self._last < pause):
            return
        self._last = now
        line = f"  {what} {done:,} of {total:,} ({now - started:.1f} s)"
        if self._live:
            self._stream.write(f"\r\x1b[K{line}{chr(10) if end else ''}")
            self._open_line = not end
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def site(self, result: SiteResult) -> None:
        """Show what became of a site; an unchanged one only if nothing keeps us quiet."""
        if result.error:
            self.say(f"{result.site}: FAILED, its last release stays. {result.error}")
        elif not self._quiet:
            self.say(f"{result.site}: {_summary(result)}")
        self._problems(result)

    def total(self, results: Sequence[SiteResult], seconds: float) -> None:
        """Show how a run of several sites ended, unless nothing happened or all is well and we are quiet."""
        counts = Counter(result.status for result in results)
        if self._quiet or len(results) < 2:
            return
        told = ", ".join(
            f"{counts[status]} {status}" for status in ("released", "unchanged", "failed") if counts[status]
        )
        self.say(f"{len(results)} sites in {seconds:.1f} s: {told}")

    def say(self, line: str) -> None:
        """Write a line."""
        if self._open_line:
            self._stream.write("\r\x1b[K")
            self._open_line = False
        self._stream.write(f"{line}\n")
        self._stream.flush()

    def _problems(self, result: SiteResult) -> None:
        ordered = sorted(
            set(result.problems), key=lambda each: (each.severity is Severity.WARNING, each.path, each.message)
        )
        shown = [each for each in ordered if not self._quiet or each.severity is Severity.ERROR]
        for problem in shown[:SHOWN]:
            self.say(f"  {problem.severity}: {problem}")
        if len(shown) > SHOWN:
            self.say(f"  and {len(shown) - SHOWN} more")


def _summary(result: SiteResult) -> str:
    again = _again(result)
    if result.status == "unchanged":
        return (f"up to date, {result.pages:,} pages" if result.pages else "up to date") + again
    parts = [f"{result.pages:,} pages", f"{result.rendered:,} files made", f"{result.written:,} written"]
    if result.fetched:
        parts.append(f"{result.fetched:,} documents and files fetched")
    if result.removed:
        parts.append(f"{result.removed:,} removed")
    took = f" in {result.seconds:.2f} s" if result.seconds else ""
    return f"released{took} ({', '.join(parts)}){again}"


def _again(result: SiteResult) -> str:
    """Return when the site has to be built again by itself; --watch does that."""
    if result.next_change is None:
        return ""
    return f"; an event is over on {datetime.fromtimestamp(result.next_change, UTC):%-d %B %Y at %H:%M} UTC: build again then"
