"""Plans of sites that are written in tests."""

from datetime import UTC, datetime

from content_models import Document, Merged, canonical_bytes, digest
from frontend.plan.facts import Facts, facts_of
from frontend.plan.planning import plan_site
from frontend.plan.problems import Kind, Severity
from frontend.plan.site_plan import SitePlan
from tests.frontend.content import TestSite

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


class Documents:
    def __init__(self, site: TestSite) -> None:
        found = [(document, canonical_bytes(document)) for document in site.documents()]
        self.documents: dict[str, Document] = {digest(data): document for document, data in found}
        self.known = {digest(data): facts_of(document, data) for document, data in found}

    def merged(self, version: str) -> Merged:
        return Merged(self.documents[version], frozenset(), (), ())

    def facts(self, digest: str) -> Facts:
        return self.known[digest]


def plan_of(site: TestSite, renderer: str = "1") -> SitePlan:
    source = Documents(site)
    return plan_site(site.manifest(), "digest", source, source.known, renderer, lambda _: {"assets/a.css": b"a"}, NOW)


def kinds(plan: SitePlan) -> set[tuple[Kind, Severity, str]]:
    return {(problem.kind, problem.severity, problem.path) for problem in plan.problems}
