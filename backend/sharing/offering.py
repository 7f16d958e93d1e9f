"""Offering pages to others: putting them into the library, withdrawing, replacing, recalling. Each leaves a record."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from backend.core.models import BasePage
from backend.organisations.models import Organisation
from backend.sharing.errors import SharingRefused
from backend.sharing.models import Action, Adoption, Offer, OfferState, SharingRecord, note
from backend.sharing.telling import tell_adopters

SETTINGS: Final = (
    "whole_section", "everybody", "kinds", "nations", "topics", "locked_blocks", "canonical_here", "guidance",
)  # fmt: skip


@transaction.atomic
def offer(page: Page, *, actor: Any, organisations: Iterable[Organisation] | None = None, **settings: Any) -> Offer:
    """Put a page into the library, or change how it is offered; `settings` are fields of Offer. Raises SharingRefused."""
    owner = Organisation.objects.for_page(page)
    if owner is None or not issubclass(page.specific_class or Page, BasePage) or page.is_site_root():
        raise SharingRefused("Only a page of your own site can be offered, and not its home page.")
    if not page.live:
        raise SharingRefused("Publish the page first; then others can use it.")
    if unknown := settings.keys() - set(SETTINGS):
        raise TypeError(f"An offer has no {', '.join(sorted(unknown))}.")
    found = Offer.objects.filter(source_key=page.translation_key).first()
    changed = found is not None
    made = found or Offer(owner=owner, page=Page.objects.get(pk=page.pk), source_key=page.translation_key)
    for name, value in settings.items():
        setattr(made, name, value)
    if made.state != OfferState.OFFERED:
        raise SharingRefused("This page was taken out of the library. Put it back first.")
    _save(made)
    if organisations is not None:
        made.organisations.set(organisations)
    note(Action.CHANGED_OFFER if changed else Action.OFFERED, offer=made, actor=actor)
    return made


@transaction.atomic
def withdraw(offer: Offer, *, ends_on: date, reason: str, actor: Any, successor: Offer | None = None) -> None:
    """Take a page out of the library; it leaves the sites that show it on a day. Raises SharingRefused."""
    if ends_on <= timezone.localdate():
        raise SharingRefused("Give a day that is still to come, so that those who use the page can prepare.")
    offer.state, offer.ends_on, offer.reason, offer.successor = OfferState.WITHDRAWN, ends_on, reason, successor
    _save(offer)
    action = Action.REPLACED if successor else Action.WITHDREW
    for_adopters(action, offer, actor=actor, text=reason)
    tell_adopters(offer, f"“{offer}” leaves the library", _farewell(offer))


def replace(offer: Offer, successor: Offer, *, ends_on: date, reason: str, actor: Any) -> None:
    """Withdraw a page in favour of another of the same owner. Raises SharingRefused."""
    if successor.owner_id != offer.owner_id or successor.state != OfferState.OFFERED or successor.pk == offer.pk:
        raise SharingRefused("Choose another page of your own that is in the library.")
    withdraw(offer, ends_on=ends_on, reason=reason, actor=actor, successor=successor)


@transaction.atomic
def recall(offer: Offer, *, reason: str, actor: Any) -> int:
    """Take a page off every site that shows it, at once; returns how many organisations that are. Raises SharingRefused."""
    offer.state, offer.ends_on, offer.reason = OfferState.RECALLED, None, reason
    _save(offer)
    count = for_adopters(Action.RECALLED, offer, actor=actor, text=reason)
    tell_adopters(offer, f"“{offer}” was recalled", f"It has been taken off your site. The reason: {reason}")
    return count


@transaction.atomic
def restore(offer: Offer, *, actor: Any) -> None:
    """Put a page back into the library; whoever still has it shows it again. Raises SharingRefused."""
    offer.state, offer.ends_on, offer.reason, offer.successor = OfferState.OFFERED, None, "", None
    _save(offer)
    for_adopters(Action.OFFERED, offer, actor=actor, text="Back in the library.")


def for_adopters(action: Action, offer: Offer, *, actor: Any, text: str) -> int:
    """Record something that concerns everybody who uses an offer; returns how many organisations that are."""
    note(action, offer=offer, actor=actor, text=text)
    users = Adoption.objects.in_step().filter(offer=offer, root=None).select_related("page")
    rows = [
        SharingRecord(
            action=action, offer=offer, adoption=one, owner_id=offer.owner_id, organisation_id=one.organisation_id,
            title=one.page.title[:255], locale=one.locale, actor=actor if getattr(actor, "pk", None) else None,
            digest=one.accepted_digest, note=text,
        )
        for one in users
    ]  # fmt: skip
    SharingRecord.objects.bulk_create(rows, batch_size=500)
    return len({row.organisation_id for row in rows})


def _save(made: Offer) -> None:
    try:
        made.full_clean()
    except ValidationError as error:
        raise SharingRefused(" ".join(error.messages)) from error
    made.save()


def _farewell(offer: Offer) -> str:
    replaced = f" “{offer.successor}” takes its place." if offer.successor else ""
    return f"It leaves your site on {offer.ends_on:%-d %B %Y}.{replaced} The reason: {offer.reason}"
