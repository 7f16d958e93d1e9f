"""Building sites: source → plan → render → check → release, all sites of a run together."""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from content_models import Manifest
from content_models.site import Site
from frontend.check.site import check_anchors
from frontend.collection import no_collection
from frontend.encodings import Encoder
from frontend.errors import (
    CheckFailed,
    FolderError,
    FrontendError,
    PlanFailed,
    RenderFailed,
    SourceUnreachable,
    UnknownSite,
)
from frontend.fetch import SiteContent, fetch_documents, fetch_manifest, fetch_media, fetch_single, lost_parts
from frontend.finder.directory import Directory, FinderSource
from frontend.finder.finder import Finder
from frontend.plan.planning import plan_site
from frontend.plan.posters import PostersByPath
from frontend.plan.problems import Severity
from frontend.plan.security import expires
from frontend.plan.site_plan import SitePlan
from frontend.plan.takeaways import Wanted
from frontend.posters.shop import PosterShop
from frontend.release.overview import keep_settings, write_overview
from frontend.release.site_release import SiteRelease
from frontend.release.slots import SiteFolder
from frontend.render.errors import RenderError
from frontend.renderer import PageRenderer
from frontend.report import Reporter, SiteResult
from frontend.search.searches import Searches
from frontend.shelf import PieceShelf
from frontend.source.base import SiteSummary, Source
from frontend.store import Store
from frontend.takeaways import TakeawayMaker, Takeaways
from frontend.work import Job, Made, SiteWork, Workshop

_DAMAGED_AGAIN: Final = "A stored document or file is damaged each time that it is read: check the disk below {store}."


@dataclass(slots=True)
class _Site:
    """One site on its way through a run."""

    summary: SiteSummary
    result: SiteResult
    plan: SitePlan | None = None
    release: SiteRelease | None = None
    made: list[Made] = field(default_factory=list)
    late: bool = False


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
        self._renderer = renderer
        self._report = reporter
        self._processes = processes or len(os.sched_getaffinity(0))
        self._fresh = fresh
        self._share = share
        self._posters = posters
        self._trouble: set[str] = set()
        self._takeaways = takeaways
        self._wanted = takeaways.wanted if takeaways else Wanted()
        self._precompress = precompress
        self._clock = clock
        self._now = now
        self._finder: Finder | None = None
        directory = Directory(source, store, reporter)
        self._finders = FinderSource(postcodes, directory, reporter) if postcodes else None
        self._searches = searches

    @property
    def edition(self) -> str:
        """What a site made now is made with, beside its manifest: when it changes, sites must be made anew."""
        return self._edition(self._now())

    def _edition(self, now: datetime) -> str:
        finder = f" {self._finder.digest}" if self._finder else ""
        posters = f" {self._posters.version}" if self._posters else ""
        search = f" {self._searches.version}" if self._searches else ""
        wanted = f" {self._wanted.leaflets or 'no leaflets'}" if self._wanted.archives else ""
        packing = "" if self._precompress else " as it is"
        return f"{self._renderer.version} {expires(now.date())}{finder}{posters}{search}{wanted}{packing}"

    def chosen(self, names: Sequence[str]) -> tuple[SiteSummary, ...]:
        """Return the named sites of the source, all without names; raises UnknownSite, SourceError, PostcodesUnusable."""
        listed = self._source.sites()
        if self._finders:
            self._finder = self._finders.refresh(listed)
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
        rooms = [each.room for each in (self._searches, self._posters, self._takeaways) if each]
        for room in rooms:
            room.renew()
        results, late = self._round(sites, started)
        for result in results:
            self._report.site(result)
        if late:
            # What people need is out; now what finds it, and what they may take away.
            for room in rooms:
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
            run = [_Site(summary, SiteResult(summary.slug)) for summary in sites]
            with no_collection():
                for site in run:
                    self._guarded(site, lambda site=site: self._prepare(site, locks))  # type: ignore[misc]
            self._make([site for site in run if site.release])
            for site in run:
                if site.release and not site.result.error:
                    self._guarded(site, lambda site=site: self._finish(site))  # type: ignore[misc]
                site.result.seconds = self._clock() - started if len(run) == 1 else 0.0
        late = [site.summary for site in run if site.late and not site.result.error]
        return [site.result for site in run], late

    def _guarded(self, site: _Site, step: Callable[[], None]) -> None:
        """Do one step of one site; what goes wrong is that site's failure, and the others go on."""
        try:
            step()
        except SourceUnreachable:
            raise
        except RenderError as error:
            site.result.fail(RenderFailed(str(error)))
        except FrontendError as error:
            site.result.fail(error)
        except OSError as error:
            site.result.fail(FolderError.from_os(error, self._output))

    def _prepare(self, site: _Site, locks: ExitStack) -> None:
        """Fetch and plan a site, and find out what differs from what its slots hold."""
        folder = SiteFolder(self._output / site.summary.slug)
        locks.enter_context(folder.locked())
        now = self._now()
        served = folder.index(folder.current) if folder.current else None
        edition = self._edition(now)
        if not self._fresh and served and served.is_current(site.summary.digest, edition, now.timestamp()):
            site.result.next_change = served.until
            return
        content = fetch_manifest(self._source, self._store, site.summary)
        site.plan = self._plan(site, content, now)
        site.result.next_change = site.plan.next_change.timestamp() if site.plan.next_change else None
        site.result.problems += site.plan.problems
        if errors := site.plan.errors:
            more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
            raise PlanFailed(f"{errors[0]}{more}.")
        site.release = SiteRelease(folder, site.plan, edition, fresh=self._fresh, precompress=self._precompress)
        self._store.keep_manifest(site.summary.slug, content.data)

    def _plan(self, site: _Site, content: SiteContent, now: datetime) -> SitePlan:
        store, progress = self._store, self._report.progress
        store.load_facts(site.summary.slug)
        site.result.pages = len(content.manifest.entries)
        site.result.fetched = fetch_documents(
            self._source, store, content, processes=self._processes, progress=progress
        )
        renderer, known = self._renderer, store.known()
        posters = self._stocked(site, content.manifest)
        plan = plan_site(
            *(content.manifest, content.digest, store, known, renderer.version, self._assets, now, self._finder),
            wanted=self._wanted,
            searched=self._searches is not None,
            posters=posters,
        )
        if self._searches and not plan.errors:
            site.late |= not self._searches.complete(plan)
        site.result.fetched += fetch_media(self._source, store, list(plan.media.values()), progress)
        return plan

    def _stocked(self, site: _Site, manifest: Manifest) -> PostersByPath:
        """Return the posters of a site, made where they are not there yet."""
        if self._posters is None:
            return {}
        bring = partial(fetch_media, self._source, self._store, progress=self._report.progress)
        stock = self._posters.stock(manifest, bring)
        self._say_once(stock.trouble)
        site.result.problems += stock.problems
        site.late |= stock.late
        return stock.posters

    def _assets(self, site: Site) -> dict[str, bytes]:
        finder = self._renderer.finder_assets() if self._finder else {}
        return {**self._renderer.assets(site), **finder, **(self._renderer.search_assets() if self._searches else {})}

    def _make(self, sites: list[_Site]) -> None:
        """Render what has to be rendered, for all sites at once."""
        works: list[SiteWork] = []
        jobs: list[Job] = []
        shelf = self._shelf()
        maker = self._maker()
        encoder = Encoder(self._store.folder / "encoded")
        workshop = Workshop(self._renderer, self._store, works, encoder, shelf, maker, precompress=self._precompress)
        for site in sites:
            self._guarded(site, lambda site=site: self._begin(site, works, jobs, workshop))  # type: ignore[misc]
        sites = [site for site in sites if not site.result.error]
        damaged = self._run(workshop, sites, jobs)
        if damaged:
            for site in sites:
                self._guarded(site, lambda site=site: self._mend(site))  # type: ignore[misc]
            again = [(made.site, made.file) for made in damaged if not sites[made.site].result.error]
            for made in self._run(workshop, sites, again):
                sites[made.site].result.fail(FrontendError(_DAMAGED_AGAIN.format(store=self._store.folder)))
        encoder.tidy()
        if shelf:
            shelf.tidy()
            self._say_once(shelf.trouble)
        if maker:
            maker.tidy()

    def _maker(self) -> TakeawayMaker | None:
        if self._takeaways is None:
            return None
        return TakeawayMaker(self._takeaways, self._renderer, self._store, fresh=self._fresh)

    def _shelf(self) -> PieceShelf | None:
        """Return the shelf of one run: others may have added to its folder since the last."""
        if not self._share:
            return None
        return PieceShelf(None if self._fresh else self._store.folder / "pieces", self._renderer.version)

    def _say_once(self, trouble: str) -> None:
        if trouble and trouble not in self._trouble:
            self._report.say(trouble)
            self._trouble.add(trouble)

    def _begin(self, site: _Site, works: list[SiteWork], jobs: list[Job], workshop: Workshop) -> None:
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

    def _run(self, workshop: Workshop, sites: list[_Site], jobs: list[Job]) -> list[Made]:
        """Do jobs; returns those whose stored document or file turned out to be damaged."""
        done, damaged = 0, list[Made]()
        for batch in workshop.make(jobs, self._processes):
            for made in batch:
                (damaged if made.damaged else sites[made.site].made).append(made)
                self._say_once(made.trouble)
            done += len(batch)
            self._report.progress("files made", done, len(jobs))
        return damaged

    def _mend(self, site: _Site) -> None:
        """Fetch again what the store has lost of a site."""
        if site.plan is None or site.release is None:
            return
        entries = (site.plan.pages.get(file) for file in site.release.to_make)
        self._stocked(site, site.plan.manifest)
        fetch_single(self._source, self._store, lost_parts(self._store, filter(None, entries)))
        fetch_media(self._source, self._store, list(site.plan.media.values()), self._report.progress)

    def _finish(self, site: _Site) -> None:
        """Hold what was made against the rules, and release it."""
        if site.plan is None or site.release is None:
            return
        release, result = site.release, site.result
        for made in site.made:
            result.problems += made.problems
        if failures := [made.failure for made in site.made if made.failure]:
            more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
            raise RenderFailed(f"{failures[0]}{more}")
        if disk := next((made.disk for made in site.made if made.disk), None):
            raise FolderError.from_os(OSError(disk[0], os.strerror(disk[0]), disk[1]), self._output)
        anchors = (("/" + made.file.removesuffix("index.html"), *each) for made in site.made for each in made.anchors)
        result.problems += check_anchors(Path(release.target), anchors)
        errors = [problem for made in site.made for problem in made.problems if problem.severity is Severity.ERROR]
        if errors:
            more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
            raise CheckFailed(f"{errors[0]}{more}.")
        keep_settings(self._output, site.plan.manifest)
        if late := [made.file for made in site.made if made.late]:
            site.late = True
        if site.late:
            release.is_late(late, [site.plan.taken.leaflets[file] for file in late])
        release.finish(
            [made.file for made in site.made if made.written], [made.file for made in site.made if made.encoded]
        )
        result.rendered, result.written = len(site.made), sum(made.written for made in site.made)
        result.pieces = sum(made.pieces for made in site.made)
        result.bodies = sum(made.pieces > 0 for made in site.made)
        result.linked, result.removed = release.linked, release.removed
        result.status = "released" if release.differs else "unchanged"

    def _overview(self) -> None:
        try:
            write_overview(self._output, self._renderer)
        except OSError as error:
            raise FolderError.from_os(error, self._output) from error
