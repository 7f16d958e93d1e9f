"""Building sites: source → plan → render → check → release, all sites of a run together."""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from frontend.encodings import Encoder
from frontend.errors import FolderError, FrontendError, PlanFailed, UnknownSite
from frontend.finder.directory import Directory, FinderSource
from frontend.posters.shop import PosterShop
from frontend.release.overview import write_overview
from frontend.release.site_release import SiteRelease
from frontend.release.slots import SiteFolder
from frontend.renderer import PageRenderer
from frontend.report import Reporter, SiteResult, Troubles
from frontend.run.collection import no_collection
from frontend.run.equipment import Equipment
from frontend.run.site_run import SiteRun
from frontend.run.site_work import Job, Made, SiteWork
from frontend.run.supplies import Supplies
from frontend.run.takeaways import TakeawayMaker, Takeaways
from frontend.run.work import Workshop
from frontend.search.searches import Searches
from frontend.source.base import SiteSummary, Source
from frontend.store.content import Store
from frontend.store.fetch import fetch_manifest
from frontend.store.shelf import PieceShelf

_DAMAGED_AGAIN: Final = "A stored document or file is damaged each time that it is read: check the disk below {store}."


def _now() -> datetime:
    return datetime.now(UTC)


class Builder:
    """Builds the sites of one source into one folder. Kept for several runs, it remembers what it has loaded.

    `fresh` trusts nothing that an earlier build made; without `share` each site is made as if there were no other; with
    `precompress` what visitors load stands in each release compressed too.
    """

    def __init__(
        self,
        source: Source,
        store: Store,
        output: Path,
        renderer: PageRenderer[Any, Any],
        *,
        reporter: Reporter,
        processes: int = 0,
        fresh: bool = False,
        postcodes: Path | None = None,
        searches: Searches | None = None,
        share: bool = True,
        posters: PosterShop | None = None,
        takeaways: Takeaways | None = None,
        precompress: bool = True,
        clock: Callable[[], float] = time.perf_counter,
        now: Callable[[], datetime] = _now,
    ) -> None:
        """`clock` measures how long things take, `now` says for which moment sites are made."""
        self._source = source
        self._store = store
        self._output = output
        self._report = reporter
        self._troubles = Troubles(reporter)
        self._processes = processes or len(os.sched_getaffinity(0))
        self._fresh = fresh
        self._share = share
        self._clock = clock
        self._now = now
        self._equipment = Equipment(renderer, searches, posters, takeaways, precompress)
        self._supplies = Supplies(
            source, store, self._equipment, reporter=reporter, troubles=self._troubles, processes=self._processes
        )
        self._finders = FinderSource(postcodes, Directory(source, store, reporter), reporter) if postcodes else None

    @property
    def edition(self) -> str:
        """What a site made now is made with, beside its manifest: when it changes, sites must be made anew."""
        return self._equipment.edition(self._now())

    def chosen(self, names: Sequence[str]) -> tuple[SiteSummary, ...]:
        """Return the named sites of the source, all without names; raises UnknownSite, SourceError, PostcodesUnusable."""
        listed = self._source.sites()
        if self._finders:
            self._equipment.finder = self._finders.refresh(listed)
        by_name = {site.slug: site for site in listed}
        if unknown := [name for name in names if name not in by_name]:
            there = ", ".join(sorted(by_name)) or "none"
            raise UnknownSite(f"{self._source.name} has no site “{unknown[0]}”; it has: {there}.")
        return tuple(by_name[name] for name in dict.fromkeys(names)) if names else listed

    def build(self, sites: Iterable[SiteSummary], *, urgent: Callable[[], bool] = lambda: False) -> list[SiteResult]:
        """Bring `sites` up to date and return what became of each; a failing one keeps its last release.

        Between sites for which something slow is left, `urgent` is asked; when it says so, the others stay late.
        Raises SourceUnreachable when the source answers no more.
        """
        started = self._clock()
        for room in self._equipment.rooms:
            room.renew()
        results, late = self._round(sites, started)
        for result in results:
            self._report.site(result)
        if late:
            # What people need is out; now what finds it, and what they may take away.
            for room in self._equipment.rooms:
                room.lift()
            left, later = {site.slug for site in late}, self._later(late, urgent)
            results = [self._both(each, later.get(each.site)) if each.site in left else each for each in results]
        if any(result.status == "released" for result in results):
            self._overview()
        self._report.total(results, self._clock() - started)
        return results

    def _later(self, late: Iterable[SiteSummary], urgent: Callable[[], bool]) -> dict[str, SiteResult]:
        """Finish sites one by one, so that what is published meanwhile never waits for more than one of them."""
        found: dict[str, SiteResult] = {}
        for site in late:
            if urgent():
                break
            [found[site.slug]], _ = self._round([site], self._clock())
        return found

    def _both(self, first: SiteResult, later: SiteResult | None) -> SiteResult:
        """Return what became of a site after its second round, and tell what is new in it."""
        if later is None:
            first.late = True
            return first
        later.problems = [problem for problem in later.problems if problem not in first.problems]
        self._report.site(later)
        first.problems += later.problems
        return later if later.error else first

    def _round(self, sites: Iterable[SiteSummary], started: float) -> tuple[list[SiteResult], list[SiteSummary]]:
        """Bring sites up to date; also returns those whose pages are, but not all that may wait."""
        with ExitStack() as locks:
            run = [SiteRun(summary, SiteResult(summary.slug)) for summary in sites]
            with no_collection():
                for site in run:
                    with site.guarded(self._output):
                        self._prepare(site, locks)
            self._make([site for site in run if site.release])
            for site in run:
                if site.release and not site.result.error:
                    with site.guarded(self._output):
                        site.finish(self._output)
                site.result.seconds = self._clock() - started if len(run) == 1 else 0.0
        late = [site.summary for site in run if site.late and not site.result.error]
        return [site.result for site in run], late

    def _prepare(self, site: SiteRun, locks: ExitStack) -> None:
        """Fetch and plan a site, and find out what differs from what its slots hold."""
        folder = SiteFolder(self._output / site.summary.slug)
        locks.enter_context(folder.locked())
        now = self._now()
        served = folder.index(folder.current) if folder.current else None
        edition = self._equipment.edition(now)
        if not self._fresh and served and served.is_current(site.summary.digest, edition, now.timestamp()):
            site.result.next_change = served.until
            return
        content = fetch_manifest(self._source, self._store, site.summary)
        site.plan = self._supplies.plan(site, content, now)
        site.result.next_change = site.plan.next_change.timestamp() if site.plan.next_change else None
        site.result.problems += site.plan.problems
        if errors := site.plan.errors:
            more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
            raise PlanFailed(f"{errors[0]}{more}.")
        site.release = SiteRelease(
            folder, site.plan, edition, fresh=self._fresh, precompress=self._equipment.precompress
        )
        self._store.keep_manifest(site.summary.slug, content.data)

    def _make(self, sites: list[SiteRun]) -> None:
        """Render what has to be rendered, for all sites at once."""
        works: list[SiteWork] = []
        jobs: list[Job] = []
        shelf = self._shelf()
        maker = self._maker()
        encoder = Encoder(self._store.folder / "encoded")
        workshop = Workshop(
            self._equipment.renderer, self._store, works, encoder, shelf, maker, precompress=self._equipment.precompress
        )
        for site in sites:
            with site.guarded(self._output):
                self._begin(site, works, jobs, workshop)
        sites = [site for site in sites if not site.result.error]
        damaged = self._run(workshop, sites, jobs)
        if damaged:
            for site in sites:
                with site.guarded(self._output):
                    self._supplies.mend(site)
            again = [(made.site, made.file) for made in damaged if not sites[made.site].result.error]
            for made in self._run(workshop, sites, again):
                sites[made.site].result.fail(FrontendError(_DAMAGED_AGAIN.format(store=self._store.folder)))
        encoder.tidy()
        if shelf:
            shelf.tidy()
            self._troubles.tell(shelf.trouble)
        if maker:
            maker.tidy()

    def _maker(self) -> TakeawayMaker | None:
        if self._equipment.takeaways is None:
            return None
        return TakeawayMaker(self._equipment.takeaways, self._equipment.renderer, self._store, fresh=self._fresh)

    def _shelf(self) -> PieceShelf | None:
        """Return the shelf of one run: others may have added to its folder since the last."""
        if not self._share:
            return None
        return PieceShelf(None if self._fresh else self._store.folder / "pieces", self._equipment.renderer.version)

    def _begin(self, site: SiteRun, works: list[SiteWork], jobs: list[Job], workshop: Workshop) -> None:
        """Note down what of the idle slot will be touched, take over what the served slot has, and list what is left."""
        if site.plan is None or site.release is None:
            return
        release = site.release
        release.begin()
        work = SiteWork(site.plan, release.target, release.served)
        number = len(works)
        for locale in {entry.locale for entry in map(site.plan.pages.get, release.to_make) if entry}:
            workshop.chrome(work, locale)
        works.append(work)
        jobs.extend((number, file) for file in release.to_make)

    def _run(self, workshop: Workshop, sites: list[SiteRun], jobs: list[Job]) -> list[Made]:
        """Do jobs; returns those whose stored document or file turned out to be damaged."""
        done, damaged = 0, list[Made]()
        for batch in workshop.make(jobs, self._processes):
            for made in batch:
                (damaged if made.damaged else sites[made.site].made).append(made)
                self._troubles.tell(made.trouble)
            done += len(batch)
            self._report.progress("files made", done, len(jobs))
        return damaged

    def _overview(self) -> None:
        try:
            write_overview(self._output, self._equipment.renderer)
        except OSError as error:
            raise FolderError.from_os(error, self._output) from error
