"""Putting an owner's page into somebody's tree: the draft that stands for it, its adoption, and its first publication."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from backend.organisations.models import Organisation
from backend.pages.models.base import reserved_slug
from backend.sharing.filling import unfilled_slots
from backend.sharing.models import Action, AdoptedPage, Adoption, Offer, note
from backend.sharing.shown import published_revision


@transaction.atomic
def place(
    offer: Offer,
    source: Page,
    *,
    parent: Page,
    slug: str,
    mode: str,
    actor: Any,
    root: Adoption | None = None,
) -> Adoption:
    """Make the draft and the adoption by which `source` stands below `parent`, both or neither; nothing is checked here.

    Where the organisation shows the same page in another language, the two are translations of each other.
    """
    parent = Page.objects.get(pk=parent.pk)
    organisation: Any = Organisation.objects.for_page(parent)
    page = AdoptedPage(title=source.title, slug=slug, live=False, has_unpublished_changes=True, locale=parent.locale)
    page.translation_key = _twin_key(organisation, source, parent) or page.translation_key
    parent.add_child(instance=page)
    page.save_revision(user=actor, clean=False)
    compiled = getattr(source, "compiled", None)
    adoption = Adoption(
        organisation=organisation,
        offer=offer,
        page=page.page_ptr,
        source=Page.objects.get(pk=source.pk),
        source_key=source.translation_key,
        locale=parent.locale.language_code,
        mode=mode,
        accepted_digest=(compiled.document_id if compiled else "") or "",
        accepted_revision_id=published_revision(source),
        accepted_at=timezone.now(),
        root=root,
        whole_section=offer.whole_section and root is None,
    )
    adoption.unfilled = unfilled_slots(adoption, page)
    adoption.save()
    note(Action.ADOPTED, adoption=adoption, actor=actor)
    return adoption


def _twin_key(organisation: Organisation, source: Page, parent: Page) -> UUID | None:
    twins = Adoption.objects.in_step().filter(organisation=organisation, source_key=source.translation_key)
    key: UUID | None = twins.order_by("pk").values_list("page__translation_key", flat=True).first()
    taken = key is not None and Page.objects.filter(translation_key=key, locale=parent.locale).exists()
    return None if taken else key


def free_slug(parent: Page, wanted: str) -> str:
    """Return `wanted`, or with a number where another page below `parent`, or the site itself, has that address."""
    siblings = set(Page.objects.child_of(Page.objects.get(pk=parent.pk)).values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in siblings or reserved_slug(slug, parent):
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def publish_if_filled(adoption: Adoption, *, actor: Any) -> bool:
    """Publish an adopted page, unless it has a slot that must be filled first; says whether it is live."""
    page = AdoptedPage.objects.get(pk=adoption.page_id)
    if unfilled_slots(adoption, page):
        return False
    page.get_latest_revision().publish(user=actor, skip_permission_checks=True)
    return True
