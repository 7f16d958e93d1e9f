"""What a run needs for a site, brought into the store: its documents and files, its posters; and the plan that comes of them."""

from datetime import datetime
from functools import partial

from content_models import Manifest
from frontend.plan.planning import plan_site
from frontend.plan.posters import PostersByPath
from frontend.plan.site_plan import SitePlan
from frontend.report import Reporter, Troubles
from frontend.run.equipment import Equipment
from frontend.run.site_run import SiteRun
from frontend.source.base import Source
from frontend.store.content import Store
from frontend.store.fetch import SiteContent, fetch_documents, fetch_media, fetch_single, lost_parts


class Supplies:
    """Brings in what sites need, from one source into one store."""

    def __init__(
        self,
        source: Source,
        store: Store,
        equipment: Equipment,
        *,
        reporter: Reporter,
        troubles: Troubles,
        processes: int,
    ) -> None:
        self._source = source
        self._store = store
        self._equipment = equipment
        self._report = reporter
        self._troubles = troubles
        self._processes = processes

    def plan(self, site: SiteRun, content: SiteContent, now: datetime) -> SitePlan:
        """Return the plan of a site as it is at `now`, with everything in the store that it is made of.

        Raises SourceError, and what is wrong with the content.
        """
        store, progress, equipment = self._store, self._report.progress, self._equipment
        store.load_facts(site.summary.slug)
        site.result.pages = len(content.manifest.entries)
        site.result.fetched = fetch_documents(
            self._source, store, content, processes=self._processes, progress=progress
        )
        known, version = store.known(), equipment.renderer.version
        posters = self._stocked(site, content.manifest)
        plan = plan_site(
            *(content.manifest, content.digest, store, known, version, equipment.assets, now, equipment.finder),
            wanted=equipment.wanted,
            searched=equipment.searches is not None,
            posters=posters,
        )
        if equipment.searches and not plan.errors:
            site.late |= not equipment.searches.complete(plan)
        site.result.fetched += fetch_media(self._source, store, list(plan.media.values()), progress)
        return plan

    def mend(self, site: SiteRun) -> None:
        """Fetch again what the store has lost of a site; raises SourceError."""
        if site.plan is None or site.release is None:
            return
        entries = (site.plan.pages.get(file) for file in site.release.to_make)
        self._stocked(site, site.plan.manifest)
        fetch_single(self._source, self._store, lost_parts(self._store, filter(None, entries)))
        fetch_media(self._source, self._store, list(site.plan.media.values()), self._report.progress)

    def _stocked(self, site: SiteRun, manifest: Manifest) -> PostersByPath:
        """Return the posters of a site, made where they are not there yet."""
        if self._equipment.posters is None:
            return {}
        bring = partial(fetch_media, self._source, self._store, progress=self._report.progress)
        stock = self._equipment.posters.stock(manifest, bring)
        self._troubles.tell(stock.trouble)
        site.result.problems += stock.problems
        site.late |= stock.late
        return stock.posters
