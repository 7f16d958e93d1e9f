"""Building again whenever something is published, or an event is over: asks the source often, and only for what it takes to know."""

import math
import time
from collections.abc import Callable, Sequence
from typing import Final

from frontend.errors import FrontendError, SourceError
from frontend.report import Reporter
from frontend.run.build import Builder
from frontend.source.base import SiteSummary

RETRY: Final = 30.0
"""Seconds after which a site that failed is tried again although nothing new was published."""


class Watch:
    """Keeps the chosen sites up to date. A source that does not answer is said once; the last releases stay."""

    def __init__(
        self,
        builder: Builder,
        names: Sequence[str],
        *,
        seconds: float,
        reporter: Reporter,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._builder = builder
        self._names = names
        self._seconds = seconds
        self._report = reporter
        self._clock = clock
        self._now = now
        self._pause = pause
        self._built: dict[str, tuple[str, str]] = {}
        self._until: dict[str, float] = {}
        self._failed: dict[str, tuple[str, float]] = {}
        self._trouble = ""

    def run(self) -> None:
        """Look again and again, until somebody interrupts."""
        while True:
            self.look()
            self._pause(self._seconds)

    def look(self) -> None:
        """Ask the source once, and build the sites of which it has something new, or in which something has passed."""
        try:
            changed = [site for site in self._builder.chosen(self._names) if self._is_due(site)]
            if changed:
                self._build(changed)
            self._recovered()
        except FrontendError as error:
            self._say_once(error)

    def _is_due(self, site: SiteSummary) -> bool:
        if failed := self._failed.get(site.slug):
            digest, when = failed
            return digest != site.digest or self._clock() - when > RETRY
        built = self._built.get(site.slug) == (site.digest, self._builder.edition)
        return not built or self._now() >= self._until.get(site.slug, math.inf)

    def _build(self, sites: Sequence[SiteSummary]) -> None:
        digests = {site.slug: site.digest for site in sites}
        edition = self._builder.edition
        for result in self._builder.build(sites, urgent=lambda: self._has_news(digests)):
            digest = digests[result.site]
            if result.error:
                self._failed[result.site] = (digest, self._clock())
            else:
                self._failed.pop(result.site, None)
                # What is late is due at once, but behind what is new.
                if result.late:
                    continue
                self._built[result.site] = (digest, edition)
                self._until[result.site] = math.inf if result.next_change is None else result.next_change

    def _has_news(self, digests: dict[str, str]) -> bool:
        """Say whether anything was published since `digests` were read, and else since a site was built."""
        known = {slug: digest for slug, (digest, _) in self._built.items()} | digests
        return any(known.get(site.slug) != site.digest for site in self._builder.chosen(self._names))

    def _say_once(self, error: FrontendError) -> None:
        if str(error) != self._trouble:
            kept = " The last releases stay; trying again." if isinstance(error, SourceError) else ""
            self._report.say(f"{error}{kept}")
            self._trouble = str(error)

    def _recovered(self) -> None:
        if self._trouble:
            self._report.say("The source answers again.")
            self._trouble = ""
