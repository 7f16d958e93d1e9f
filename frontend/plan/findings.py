"""What editors should know of a site's content: links and contacts that are nowhere, what lost its place, translations."""

from collections.abc import Iterator, Mapping

from content_models import canonical_bytes
from frontend.plan.facts import Facts, references_in
from frontend.plan.problems import Kind, Problem, Severity
from frontend.plan.site_plan import SitePlan
from frontend.plan.tree import SiteTree


def findings(plan: SitePlan, tree: SiteTree, facts: Mapping[str, Facts]) -> Iterator[Problem]:
    """Yield what is wrong or missing in what a plan shows; `facts` are those of its documents by version."""
    yield from _references(plan, facts)
    yield from _unplaced(plan, facts)
    yield from _untranslated(plan, tree)


def _references(plan: SitePlan, facts: Mapping[str, Facts]) -> Iterator[Problem]:
    """Find links to pages and contacts that are nowhere."""
    keys = plan.page_keys.values()
    dead = set[str]().union(*(each.dead_pages() for each in keys))
    lost = set[str]().union(*(each.lost_contacts() for each in keys))
    for entry in plan.manifest.entries if dead or lost else ():
        known = facts[entry.version]
        if dead.isdisjoint(known.pages) and lost.isdisjoint(known.contacts):
            continue
        for page in dead.intersection(known.pages) if dead else ():
            yield _warning(
                Kind.DEAD_LINK, entry.path, f"links to the page {page}, which is not published; its words stay"
            )
        for contact in lost.intersection(known.contacts) if lost else ():
            yield _warning(Kind.MISSING_CONTACT, entry.path, f"shows the contact {contact}, which the manifest lacks")
    yield from _settings_references(plan, dead, lost)


def _settings_references(plan: SitePlan, dead: set[str], lost: set[str]) -> Iterator[Problem]:
    found = references_in(canonical_bytes(plan.manifest.site))
    for page in found.pages:
        if page in dead:
            yield _warning(
                Kind.DEAD_LINK, "/", f"the site's navigation links to the page {page}, which is not published"
            )
    for contact in found.contacts:
        if contact in lost:
            yield _error(
                Kind.MISSING_CONTACT, "/", f"the help panel shows the contact {contact}, which the manifest lacks"
            )


def _unplaced(plan: SitePlan, facts: Mapping[str, Facts]) -> Iterator[Problem]:
    """Tell of what a site adds to a page of another and has no place there any more."""
    for entry in plan.manifest.entries:
        for sentence in facts[entry.version].unplaced if entry.overlay else ():
            yield _warning(Kind.UNPLACED, entry.path, sentence)


def _untranslated(plan: SitePlan, tree: SiteTree) -> Iterator[Problem]:
    """Tell in one sentence a language how many pages it lacks, and which come first."""
    pages = [next(iter(each.values())).path for each in tree.by_id.values()]
    for locale in plan.manifest.site.locales if len(plan.manifest.site.locales) > 1 else ():
        missing = [path for path, each in zip(pages, tree.by_id.values(), strict=True) if locale not in each]
        if missing:
            first = ", ".join(missing[:3]) + (" …" if len(missing) > 3 else "")
            message = f"{len(missing)} of {len(pages)} pages are not translated into {locale}: {first}"
            yield _warning(Kind.MISSING_TRANSLATION, "/", message)


def _error(kind: Kind, path: str, message: str) -> Problem:
    return Problem(Severity.ERROR, kind, path, message)


def _warning(kind: Kind, path: str, message: str) -> Problem:
    return Problem(Severity.WARNING, kind, path, message)
