"""Adopted sections stay in step: pages that the owner adds come too, and stand as they stand at the owner's."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from wagtail.models import Page

from backend.core.models import BasePage
from backend.sharing.languages import place_translations
from backend.sharing.models import Adoption, Mode, Offer, OfferState
from backend.sharing.models.adoption import AdoptionQuerySet
from backend.sharing.placing import free_slug, place, publish_if_filled
from backend.sharing.shown import is_public
from backend.sharing.signals import section_changed
from backend.sharing.standing import why_over


def connect() -> None:
    """Bring a section in step whenever publishing says that it changed, and remember what was taken off one."""
    section_changed.connect(_changed, dispatch_uid="sharing_sections")
    post_delete.connect(_taken_off, sender=Adoption, dispatch_uid="sharing_taken_off")


def _changed(adoption: Adoption, **_: Any) -> None:
    sync_section(adoption)


def sync_section(root: Adoption) -> list[Adoption]:
    """Adopt what a followed section lacks, and let its pages stand as at the owner's; returns what was adopted.

    Those who review take new pages in themselves; see `missing_pages`. Safe to repeat, and to be killed: each page comes, and
    moves, in a transaction of its own.
    """
    offer = root.offer
    if root.mode != Mode.FOLLOW or offer.state != OfferState.OFFERED or not offer.whole_section or why_over(root):
        return []
    made = bring(root, actor=None)
    _rearrange(root)
    _order(root)
    return made


def take_in(root: Adoption, *, actor: Any) -> list[Adoption]:
    """Adopt what a team asks for: the pages that its section lacks, and the languages; publish what can be."""
    made = bring(root, actor=actor)
    for translation in place_translations(root, actor=actor):
        publish_if_filled(translation, actor=actor)
        made += [translation, *bring(translation, actor=actor)] if translation.whole_section else [translation]
    return made


def bring(root: Adoption, *, actor: Any, publish: bool = True) -> list[Adoption]:
    """Adopt the pages that an adopted section lacks, each below what stands for its parent, and publish what can be."""
    found = (_bring(root, page, actor, publish=publish) for page in missing_pages(root))
    return [adoption for adoption in found if adoption is not None]


@transaction.atomic
def _bring(root: Adoption, page: Page, actor: Any, *, publish: bool) -> Adoption | None:
    # One at a time, should two processes bring the same section in step.
    if Adoption.objects.select_for_update().filter(pk=root.pk).first() is None:
        return None
    head = _heads(root).get(page.path[: -page.steplen])
    if head is None or _users(root).filter(source_key=page.translation_key).exists():
        return None
    above = head.page
    made = place(
        root.offer, page, parent=above, slug=free_slug(above, page.slug), mode=root.mode, actor=actor, root=root
    )
    if publish:
        publish_if_filled(made, actor=actor)
    return made


def missing_pages(root: Adoption) -> list[Page]:
    """Return the published pages of an adopted section that the adopter lacks and could have, parents first.

    Not what a team took off or made its own, not what its owner recalled, and nothing below a page that is not published.
    """
    if not root.whole_section or root.source is None or not is_public(root.source):
        return []
    below = root.source.get_descendants().live().public().select_related("content_type").order_by("path")
    ended = Offer.objects.exclude(state=OfferState.OFFERED).filter(source_key__in=below.values("translation_key"))
    skipped = {*map(str, ended.values_list("source_key", flat=True)), *known_to(root)}
    return lacking(below, {*_heads(root)}, skipped)


def lacking(pages: Iterable[Page], heads: set[str], skipped: set[str]) -> list[Page]:
    """Return which of `pages`, parents first, an adopter lacks who has the pages at the paths `heads`. Pure.

    `skipped` are ids of pages that are left out, with all below them.
    """
    there, found = set(heads), []
    for page in pages:
        is_one = issubclass(page.content_type.model_class() or Page, BasePage)
        if page.path in there or page.path[: -page.steplen] not in there:
            continue
        if is_one and str(page.translation_key) not in skipped:
            there.add(page.path)
            found.append(page)
    return found


def known_to(root: Adoption) -> set[str]:
    """Return the ids of the pages of a section that its adopter took off, or made copies of."""
    copies = Adoption.objects.filter(root=root, mode=Mode.DETACHED).values_list("source_key", flat=True)
    return {*root.declined, *map(str, copies)}


def _users(root: Adoption) -> AdoptionQuerySet:
    """Return everything that the organisation shows of its owners in the section's language."""
    return Adoption.objects.in_step().filter(organisation_id=root.organisation_id, locale=root.locale)


def _heads(root: Adoption) -> dict[str, Adoption]:
    """Return what stands for the pages of a section, by the paths of those at their owner's."""
    if root.source is None:
        return {}
    rows = _users(root).filter(source__path__startswith=root.source.path).select_related("page", "source")
    return {row.source.path: row for row in rows.order_by("pk") if row.source is not None}


def _rearrange(root: Adoption) -> None:
    """Move what stands for a page that moved within the section; what its team has put elsewhere stays there."""
    for path in sorted(_heads(root)):
        with transaction.atomic():
            heads = _heads(root)
            one, above = heads.get(path), heads.get(path[: -Page.steplen])
            if one is None or above is None or one.root_id != root.pk:
                continue
            is_inside = {head.page.path for head in heads.values()}
            parent = one.page.path[: -Page.steplen]
            if parent in is_inside and parent != above.page.path:
                _move(one.page_id, above.page_id)


def _move(page_id: int, parent_id: int) -> None:
    page, parent = Page.objects.get(pk=page_id).specific, Page.objects.get(pk=parent_id)
    if (slug := free_slug(parent, page.slug)) != page.slug:
        page.slug = slug
        page.save(clean=False)
    page.move(parent, pos="last-child")


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


def _taken_off(instance: Adoption, **_: Any) -> None:
    """Remember what a team took off: at the head of its section the page, at its translations the language.

    So neither comes back by itself.
    """
    twins = Adoption.objects.filter(organisation_id=instance.organisation_id, source_key=instance.source_key)
    if instance.root_id is not None:
        _decline(Adoption.objects.filter(pk=instance.root_id), str(instance.source_key))
    _decline(twins, instance.locale)


def _decline(adoptions: AdoptionQuerySet, what: str) -> None:
    with transaction.atomic():
        for adoption in adoptions.select_for_update().order_by("pk"):
            if what not in adoption.declined:
                Adoption.objects.filter(pk=adoption.pk).update(declined=[*adoption.declined, what])
