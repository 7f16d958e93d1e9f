"""Adopted sections stay in step: pages that the owner adds come too, and stand in the owner's order."""

from itertools import pairwise
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from backend.sharing.adopting import adopt_source, publish_if_filled, shareable_children
from backend.sharing.models import AdoptedPage, Adoption, Mode, OfferState
from backend.sharing.signals import section_changed


def connect() -> None:
    """Bring a section in step whenever publishing says that it changed."""
    section_changed.connect(_changed, dispatch_uid="sharing_sections")


def _changed(adoption: Adoption, **_: Any) -> None:
    sync_section(adoption)


_RELATED = ("offer__owner", "organisation", "page", "source")


def sync_section(root: Adoption) -> list[Adoption]:
    """Adopt what a followed section lacks, and bring its pages into the owner's order; returns what was adopted.

    Those who review take new pages in themselves; see `missing_pages`. Safe to repeat, and to be killed: each page comes in
    a transaction of its own.
    """
    if root.mode != Mode.FOLLOW or root.offer.state != OfferState.OFFERED:
        return []
    made = take_in(root, actor=None)
    _order(root)
    return made


def missing_pages(root: Adoption) -> list[Page]:
    """Return the published pages of an adopted section that were never adopted with it, parents first."""
    if root.source is None:
        return []
    known = set(_members(root).values_list("source_key", flat=True))
    below = root.source.get_descendants().live().public().order_by("path")
    return [page for page in below if page.translation_key not in known]


def take_in(root: Adoption, *, actor: object) -> list[Adoption]:
    """Adopt the pages that an adopted section lacks, each below what stands for its parent; publishes those that can be."""
    made: list[Adoption] = []
    lacking = {page.pk for page in missing_pages(root)}
    if not lacking:
        return made
    for head in _heads(root):
        for child in shareable_children(head.source):
            if child.pk in lacking:
                made += _with_all_below(head, child, root, actor)
    return made


def _heads(root: Adoption) -> list[Adoption]:
    found = Adoption.objects.in_step().filter(Q(pk=root.pk) | Q(root=root)).select_related(*_RELATED)
    return list(found.order_by("page__path"))


def _with_all_below(head: Adoption, child: Page, root: Adoption, actor: object) -> list[Adoption]:
    if not AdoptedPage.objects.filter(pk=head.page_id).exists():
        return []
    slug, number = child.slug, 1
    siblings = set(Page.objects.get(pk=head.page_id).get_children().values_list("slug", flat=True))
    while slug in siblings:
        number += 1
        slug = f"{child.slug}-{number}"
    made = adopt_source(
        root.offer, child, parent=head.page, slug=slug, mode=root.mode, actor=actor,
        organisation=root.organisation, root=root,
    )  # fmt: skip
    publish_if_filled(made, actor=actor)
    found = [made]
    for below in shareable_children(made.source):
        found += _with_all_below(made, below, root, actor)
    return found


def _members(root: Adoption) -> QuerySet[Adoption]:
    return Adoption.objects.filter(Q(pk=root.pk) | Q(root=root), organisation=root.organisation)


def _order(root: Adoption) -> None:
    """Bring what stands for a section's pages into the owner's order; pages of one's own keep their places."""
    rows = Adoption.objects.in_step().filter(Q(pk=root.pk) | Q(root=root), source__isnull=False)
    places = list(rows.order_by("source__path").values_list("page_id", "page__path"))
    by_parent: dict[str, list[tuple[int, str]]] = {}
    for page, path in places:
        by_parent.setdefault(path[: -Page.steplen], []).append((page, path))
    for siblings in by_parent.values():
        if [path for _, path in siblings] != sorted(path for _, path in siblings):
            for (before, _), (after, _) in pairwise(siblings):
                Page.objects.get(pk=after).move(Page.objects.get(pk=before), pos="right")
