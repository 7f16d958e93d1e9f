"""Offering pages to others: putting them into the library, withdrawing, replacing, recalling. Each leaves a record."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from backend.core.models import BasePage
from backend.organisations.models import Organisation
from backend.sharing.errors import SharingRefused
from backend.sharing.models import Action, Adoption, Mode, Offer, OfferState, SharingRecord, note
from backend.sharing.models.adoption import AdoptionQuerySet
from backend.sharing.models.record import who
from backend.sharing.shown import is_public
from backend.sharing.standing import locked
from backend.sharing.telling import tell, tell_adopters

SETTINGS: Final = (
    "whole_section", "everybody", "kinds", "nations", "topics", "locked_blocks", "canonical_here", "guidance",
)  # fmt: skip


@transaction.atomic
def offer(page: Page, *, actor: Any, organisations: Iterable[Organisation] | None = None, **settings: Any) -> Offer:
    """Put a page into the library, or change how it is offered; `settings` are fields of Offer. Raises SharingRefused.

    Whoever uses the page already keeps it, also where the offer is not meant for them any more: that takes a withdrawal.
    """
    owner = _owner_of(page)
    if unknown := settings.keys() - set(SETTINGS):
        raise TypeError(f"An offer has no {', '.join(sorted(unknown))}.")
    found = Offer.objects.filter(source_key=page.translation_key).first()
    changed = found is not None
    made = locked(found) if found else Offer(owner=owner, page=_first(page), source_key=page.translation_key)
    if made.state != OfferState.OFFERED:
        raise SharingRefused("This page was taken out of the library. Put it back first.")
    for name, value in settings.items():
        setattr(made, name, value)
    _save(made)
    if organisations is not None:
        made.organisations.set(organisations)
    note(Action.CHANGED_OFFER if changed else Action.OFFERED, offer=made, actor=actor)
    return made


def _owner_of(page: Page) -> Organisation:
    owner = Organisation.objects.for_page(page)
    adoption = Adoption.objects.in_step().filter(page_id=page.pk).select_related("offer__owner").first()
    if adoption is not None:
        raise SharingRefused(
            f"“{page.title}” is a page of {adoption.offer.owner.name}: others find it in the library as theirs."
        )
    if owner is None or not issubclass(page.specific_class or Page, BasePage) or page.is_site_root():
        raise SharingRefused("Only a page of your own site can be offered, and not its home page.")
    if not page.live:
        raise SharingRefused("Publish the page first; then others can use it.")
    if not is_public(page):
        raise SharingRefused("This page is private. Make it public first; then others can use it.")
    return owner


def _first(page: Page) -> Page:
    """Return the offered page in the first language of its owner's site, if it has that."""
    twins = {one.locale.language_code: one for one in page.get_translations(inclusive=True).select_related("locale")}
    owner = Organisation.objects.for_page(page)
    languages = owner.languages if owner else []
    found: Page = next((twins[code] for code in languages if code in twins and twins[code].live), page)
    return Page.objects.get(pk=found.pk)


@transaction.atomic
def withdraw(offer: Offer, *, ends_on: date, reason: str, actor: Any, successor: Offer | None = None) -> None:
    """Take a page out of the library; it leaves the sites that show it on a day. Raises SharingRefused."""
    if ends_on <= timezone.localdate():
        raise SharingRefused("Give a day that is still to come, so that those who use the page can prepare.")
    locked(offer)
    if offer.state == OfferState.RECALLED:
        raise SharingRefused("This page was recalled, so no site shows it any more. Put it back first.")
    before = (offer.state, offer.ends_on, offer.reason, offer.successor_id)
    offer.state, offer.ends_on, offer.reason, offer.successor = OfferState.WITHDRAWN, ends_on, reason, successor
    if before == (offer.state, offer.ends_on, offer.reason, offer.successor_id):
        # Somebody sent the form twice; everybody has been told.
        return
    _save(offer)
    action = Action.REPLACED if successor else Action.WITHDREW
    for_adopters(action, offer, actor=actor, text=reason)
    tell_adopters(offer, f"“{offer}” leaves the library", _farewell(offer))


@transaction.atomic
def replace(offer: Offer, successor: Offer, *, ends_on: date, reason: str, actor: Any) -> None:
    """Withdraw a page in favour of another of the same owner. Raises SharingRefused."""
    locked(successor)
    if successor.owner_id != offer.owner_id or successor.state != OfferState.OFFERED or successor.pk == offer.pk:
        raise SharingRefused("Choose another page of your own that is in the library.")
    if successor.page is None or not is_public(successor.page):
        raise SharingRefused("The page that is to replace it is not published. Publish it first.")
    withdraw(offer, ends_on=ends_on, reason=reason, actor=actor, successor=successor)


@transaction.atomic
def recall(offer: Offer, *, reason: str, actor: Any) -> int:
    """Take a page off every site that shows it, at once; returns how many organisations that are. Raises SharingRefused.

    Whoever made it their own copy keeps that, because every word of it may be theirs by now, and is told to check it.
    """
    locked(offer)
    if offer.state == OfferState.RECALLED and offer.reason == reason:
        return len(_users(offer).values_list("organisation_id", flat=True).distinct())
    offer.state, offer.ends_on, offer.reason = OfferState.RECALLED, None, reason
    _save(offer)
    count = for_adopters(Action.RECALLED, offer, actor=actor, text=reason)
    subject = f"“{offer}” was recalled"
    tell_adopters(offer, subject, f"It has been taken off your site. The reason: {reason}")
    copies = Adoption.objects.filter(mode=Mode.DETACHED).of_offer(offer).values_list("organisation_id", flat=True)
    tell(copies, subject, f"Your site has a copy of your own of it. Please check that now. The reason: {reason}")
    return count


@transaction.atomic
def restore(offer: Offer, *, actor: Any) -> None:
    """Put a page back into the library; whoever still has it shows it again, and is told. Raises SharingRefused."""
    locked(offer)
    if offer.state == OfferState.OFFERED:
        return
    if offer.page is None:
        raise SharingRefused("The page was deleted, so it cannot be put back.")
    offer.state, offer.ends_on, offer.reason, offer.successor = OfferState.OFFERED, None, "", None
    _save(offer)
    text = "Back in the library."
    for_adopters(Action.OFFERED, offer, actor=actor, text=text)
    tell_adopters(offer, f"“{offer}” is back", f"{offer.owner.name} has put it back into the library.")


def for_adopters(action: Action, offer: Offer, *, actor: Any, text: str) -> int:
    """Record something that concerns everybody who uses an offer; returns how many organisations that are."""
    note(action, offer=offer, actor=actor, text=text)
    rows = [
        SharingRecord(
            action=action, offer=offer, adoption=one, owner_id=offer.owner_id, organisation_id=one.organisation_id,
            adopter_name=one.organisation.name, title=one.page.title[:255], locale=one.locale,
            digest=one.accepted_digest, note=text, **who(actor),
        )
        for one in _users(offer).select_related("page", "organisation")
    ]  # fmt: skip
    SharingRecord.objects.bulk_create(rows, batch_size=500)
    return len({row.organisation_id for row in rows})


def _users(offer: Offer) -> AdoptionQuerySet:
    """Return who uses the page of an offer; of a section its head, and who has a page of it that is offered alone too."""
    heads = Q(offer=offer, root=None) | Q(source_key=offer.source_key)
    return Adoption.objects.in_step().filter(heads).order_by("pk")


def _save(made: Offer) -> None:
    try:
        made.full_clean()
    except ValidationError as error:
        raise SharingRefused(" ".join(error.messages)) from error
    made.save()


def _farewell(offer: Offer) -> str:
    replaced = f" “{offer.successor}” takes its place." if offer.successor else ""
    return f"It leaves your site on {offer.ends_on:%-d %B %Y}.{replaced} The reason: {offer.reason}"
