"""Sections adopted as a whole: which adopters lack a page that their owner added, and whose order may differ."""

from collections import defaultdict
from collections.abc import Iterable

from wagtail.models import Page

from backend.publishing import intents
from backend.publishing.identity import IN_STEP
from backend.publishing.privacy import is_private, paths_from_top, private_paths
from backend.sharing.models import Adoption, OfferState
from backend.sharing.signals import section_changed


def announce(published: Iterable[int], moved: Iterable[int]) -> None:
    """Note which adopted sections must be brought in step: those that lack a published page, and all around a moved one.

    Pages are named by their primary keys. Three queries at most, however many pages and adopters there are.
    """
    moved = set(moved)
    rows = Page.objects.filter(pk__in={*published, *moved}, live=True)
    pages = list(rows.values_list("pk", "path", "translation_key", "locale__language_code"))
    if not pages:
        return
    above = {start for _, path, _, _ in pages for start in paths_from_top(path)[:-1]}
    roots = _roots(above)
    if not roots:
        return
    private = private_paths()
    members = Adoption.objects.filter(root__in=[pk for found in roots.values() for pk in found])
    there = set(members.order_by().values_list("root_id", "source_key", "locale"))
    wanted: set[int] = set()
    for pk, path, key, locale in pages:
        if not is_private(path, private):
            around = {root for start in paths_from_top(path)[:-1] for root in roots.get(start, ())}
            wanted |= around if pk in moved else {root for root in around if (root, key, locale) not in there}
    intents.for_sections("the section that it adopted changed", wanted)


def bring_in_step(root: int) -> None:
    """Let sharing bring an adopted section in step; one that was left or detached meanwhile needs nothing."""
    found = Adoption.objects.filter(pk=root, whole_section=True, mode__in=IN_STEP)
    adoption = found.exclude(offer__state=OfferState.RECALLED).select_related("offer", "organisation", "page").first()
    if adoption is not None:
        section_changed.send(Adoption, adoption=adoption)


def _roots(paths: set[str]) -> dict[str, list[int]]:
    """Return the adoptions of whole sections by treebeard's path of the section at its owner's."""
    rows = Adoption.objects.filter(whole_section=True, root=None, mode__in=IN_STEP, source__path__in=paths)
    found: dict[str, list[int]] = defaultdict(list)
    for pk, path in rows.exclude(offer__state=OfferState.RECALLED).order_by().values_list("pk", "source__path"):
        found[path].append(pk)
    return found
