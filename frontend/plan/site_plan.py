"""The plan of one site: every file that its release holds, with a key over all that the file depends on."""

from dataclasses import dataclass, field
from datetime import datetime

from content_models import Entry, Manifest
from frontend.finder.finder import Finder
from frontend.plan.facts import MediaFact
from frontend.plan.keys import PageKeys
from frontend.plan.listing import Listing
from frontend.plan.problems import Problem, Severity
from frontend.plan.stand_ins import StandIn
from frontend.plan.takeaways import TakenPlan
from frontend.plan.view import SiteView


@dataclass(slots=True)
class SitePlan:
    """All outputs of one site by file name, and what makes each. `keys` names every file.

    `next_change` is when the site must be built again although nothing was published: the next event is over then.
    """

    manifest: Manifest
    digest: str
    views: dict[str, SiteView]
    page_keys: dict[str, PageKeys]
    keys: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, Entry] = field(default_factory=dict)
    indexes: dict[str, str] = field(default_factory=dict)
    finder: Finder | None = None
    finders: dict[str, str] = field(default_factory=dict)
    searches: dict[str, str] = field(default_factory=dict)
    not_found: dict[str, str] = field(default_factory=dict)
    stand_ins: dict[str, StandIn] = field(default_factory=dict)
    feedback: dict[str, tuple[str, bool]] = field(default_factory=dict)
    redirects: dict[str, tuple[str, str]] = field(default_factory=dict)
    listings: dict[str, Listing] = field(default_factory=dict)
    taken: TakenPlan = field(default_factory=TakenPlan)
    ready: dict[str, bytes] = field(default_factory=dict)
    media: dict[str, MediaFact] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    next_change: datetime | None = None

    @property
    def slug(self) -> str:
        """The name of the site."""
        return self.manifest.slug

    @property
    def errors(self) -> list[Problem]:
        """What must be mended before the site can be released."""
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]


def file_of(path: str) -> str:
    """Return the file that answers for a path: `/a/b/` → `a/b/index.html`."""
    return f"{path[1:]}index.html"
