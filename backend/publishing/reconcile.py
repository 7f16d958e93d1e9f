"""Reconciling: the content store is compared with what is live, and any difference repaired."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from wagtail.models import Page

from backend.organisations.models import Organisation
from backend.publishing.compile import compile_pages
from backend.publishing.drain import drain, due_again, keep_in_step, pages_of_organisations
from backend.publishing.errors import SiteNotCompiled
from backend.publishing.models import CompiledPage
from backend.publishing.record import record
from backend.publishing.trees import load_trees


@dataclass(slots=True)
class Reconciled:
    """What differed and was repaired, and what somebody has to mend."""

    compiled: dict[int, str] = field(default_factory=dict)
    """Title of each page whose document was missing or stale."""
    recorded: dict[str, int] = field(default_factory=dict)
    """New sequence of each organisation's manifest that differed, by slug."""
    problems: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Whether the store now shows everything that is live."""
        return not (self.problems or self.failures)

    def lines(self) -> Iterator[str]:
        """Yield one line for each thing that was done or is wrong."""
        for pk, title in sorted(self.compiled.items()):
            yield f"Compiled “{title}” (number {pk})."
        for slug, sequence in sorted(self.recorded.items()):
            yield f"Recorded {slug}, now at sequence {sequence}."
        yield from self.problems
        yield from self.failures


def reconcile(organisations: Iterable[Organisation] | None = None, *, full: bool = False) -> Reconciled:
    """Repair the store for these organisations, or for all. With `full`, every page is compiled anew.

    Otherwise a page is compiled when its stamp differs: another revision is live, its organisation changed, or the code.
    """
    result = Reconciled()
    due_again()
    drained = drain()
    result.failures += drained.failures
    found = Organisation.objects.filter(site__isnull=False) if organisations is None else organisations
    for organisation in sorted(found, key=lambda one: one.slug):
        _reconcile_one(organisation, result, full=full)
    # What changed here may be shown elsewhere.
    result.failures += drain().failures
    return result


def _reconcile_one(organisation: Organisation, result: Reconciled, *, full: bool) -> None:
    pages = pages_of_organisations([organisation.pk])
    compiled = compile_pages(pages, load_trees([organisation.pk]), only_stale=not full)
    keep_in_step(pages)
    titles = Page.objects.filter(pk__in=compiled.done).values_list("pk", "title")
    result.compiled |= dict(titles)
    errors = CompiledPage.objects.filter(page_id__in=pages).exclude(error="").order_by("page_id")
    result.problems += errors.values_list("error", flat=True)
    try:
        recorded = record(organisation.pk)
    except SiteNotCompiled as error:
        result.problems.append(str(error))
        return
    result.problems += recorded.problems
    if recorded.changed:
        result.recorded[organisation.slug] = recorded.sequence
