"""Whether a shared page may still be shown, and in words why not."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from backend.sharing.errors import SharingRefused
from backend.sharing.models.adoption import Adoption
from backend.sharing.models.offer import Offer, OfferState


def endings(adoptions: Iterable[Adoption]) -> dict[int, Offer]:
    """Return, for each adoption whose page its owner has withdrawn or recalled, the offer that says so; one query.

    That is the offer of the page itself or the one that it was adopted by; a recall comes before a withdrawal.
    """
    rows = list(adoptions)
    keys, numbers = {row.source_key for row in rows}, {row.offer_id for row in rows}
    ended = Offer.objects.exclude(state=OfferState.OFFERED).filter(Q(source_key__in=keys) | Q(pk__in=numbers))
    offers = list(ended.select_related("owner", "successor__page").order_by("pk"))
    by_key: dict[UUID, Offer] = {offer.source_key: offer for offer in offers}
    by_number = {offer.pk: offer for offer in offers}
    found = {}
    for row in rows:
        both = [offer for offer in (by_key.get(row.source_key), by_number.get(row.offer_id)) if offer is not None]
        if both:
            found[row.pk] = min(both, key=lambda offer: offer.state != OfferState.RECALLED)
    return found


def is_over(ending: Offer | None, today: date) -> bool:
    """Say whether the page has left every site by this ending."""
    if ending is None:
        return False
    return ending.state == OfferState.RECALLED or (ending.ends_on is not None and ending.ends_on <= today)


def why_over(adoption: Adoption) -> str | None:
    """Return in a sentence why the page may not be shown any more, or None while it may."""
    ending, source = endings([adoption]).get(adoption.pk), adoption.source
    if source is not None and source.expire_at is not None and source.expire_at <= timezone.now():
        return f"{adoption.offer.owner.name} had planned the end of this page, and it has come."
    if ending is None or not is_over(ending, timezone.localdate()):
        return None
    if ending.state == OfferState.RECALLED:
        return f"{ending.owner.name} recalled this page: {ending.reason}"
    return f"{ending.owner.name} withdrew this page until {ending.ends_on:%-d %B %Y}: {ending.reason}"


def check_standing(adoption: Adoption) -> None:
    """Raise SharingRefused when the page has been recalled, or withdrawn until a day that has come."""
    if sentence := why_over(adoption):
        raise SharingRefused(sentence)


def locked[M: (Adoption, Offer)](row: M) -> M:
    """Return `row`, read anew, for nobody else to change until the transaction ends. Raises SharingRefused."""
    rows: Any = type(row).objects.select_for_update()
    if rows.filter(pk=row.pk).order_by().first() is None:
        raise SharingRefused("It is not there any more: somebody else has just removed it.")
    row.refresh_from_db()
    return row
