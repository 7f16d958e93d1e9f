"""Which files are made together: those that show the same, so that one process does what sites share."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from frontend.run.site_work import Job, SiteWork

BATCH: Final = 50
LEAFLET: Final = 25
"""So many files take as long as a leaflet, at the least."""


class Batching:
    """The jobs of one run; `several` are the digests of documents and files that more than one of them shows.

    What is taken away from a page is made with the page, which says how large it is; and because that takes long, there
    are not many of them together. Without `share` nothing is known of what sites have in common.
    """

    def __init__(self, sites: Sequence[SiteWork], jobs: Sequence[Job], *, share: bool) -> None:
        self._sites = sites
        self._jobs = jobs
        self._shown = self._shown_by(jobs) if share and len(sites) > 1 else {}
        counts = Counter(self._shown.values())
        self.several = frozenset(digest for digest, count in counts.items() if count > 1)

    @property
    def weight(self) -> int:
        """How much work it is, counted in pages."""
        return sum(map(self._weight, self._jobs))

    def batches(self) -> list[list[Job]]:
        """Return the jobs in batches, those together that belong together."""
        groups: dict[object, list[Job]] = {}
        for job in self._jobs:
            digest = self._shown.get(job)
            groups.setdefault(digest if digest in self.several else self._together(job), []).append(job)
        batches, weight = list[list[Job]]([[]]), 0
        for group in groups.values():
            if weight >= BATCH:
                batches.append([])
                weight = 0
            batches[-1].extend(group)
            weight += sum(map(self._weight, group))
        return batches if batches[-1] else []

    def _weight(self, job: Job) -> int:
        return LEAFLET if job[1] in self._sites[job[0]].plan.taken.leaflets else 1

    def _together(self, job: Job) -> Job:
        """Return the job with which a job belongs: that of the page that it is taken away from, or itself."""
        number, file = job
        plan = self._sites[number].plan
        return number, plan.taken.leaflets.get(file) or plan.taken.archives.get(file) or file

    def _shown_by(self, jobs: Iterable[Job]) -> dict[Job, str]:
        """Return the digest of what each job shows, where that may be another site's too."""
        found: dict[Job, str] = {}
        for number, file in jobs:
            plan = self._sites[number].plan
            # A page with a leaflet stays by itself: there may be hundreds, and each takes longer than what they share.
            if file not in plan.taken.paths and (shown := plan.pages.get(file) or plan.media.get(file)):
                found[number, file] = shown.digest
        return found
