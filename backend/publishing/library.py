"""The library as the public may see it: pages on offer to every organisation, as they are published now."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from backend.publishing.models import LiveEntry, StoredDocument
from backend.sharing.models import Offer, OfferState


@dataclass(frozen=True, slots=True)
class OfferedPage:
    """A page on offer in one language, with all the languages that it has."""

    offer: Offer
    entry: LiveEntry
    locales: tuple[str, ...]

    @property
    def url(self) -> str:
        """Its address on its owner's site."""
        return f"{self.offer.owner.public_address.rstrip('/')}{self.entry.path}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What only the document itself says."""

    nations: tuple[str, ...]
    last_updated: datetime


def offered_to_all(
    *,
    owner: str | None = None,
    topic: str | None = None,
    type: str | None = None,  # noqa: A002 - the contract's word
    locale: str | None = None,
    q: str | None = None,
) -> list[OfferedPage]:
    """Return the pages that everybody may adopt and that are public on their owner's site, by owner and title.

    An offer that is not for all, was withdrawn or recalled does not exist here. Each page comes in the first of its owner's
    languages that fits. Two queries, however many there are.
    """
    offers = Offer.objects.filter(everybody=True, state=OfferState.OFFERED).order_by()
    if owner is not None:
        offers = offers.filter(owner__slug=owner)
    by_key = {offer.source_key: offer for offer in offers.select_related("owner") if topic in {None, *offer.topics}}
    entries: dict[UUID, list[Any]] = {}
    for entry in _entries(offers, type, locale, q):
        if entry.page_id in by_key:
            entries.setdefault(entry.page_id, []).append(entry)
    found = (_offered(by_key[key], some) for key, some in entries.items())
    return sorted((page for page in found if page), key=_place)


def facts_of(digests: Iterable[str]) -> dict[str, Facts]:
    """Return what the documents with these digests say of nations and dates; one query."""
    rows = StoredDocument.objects.filter(digest__in=list(digests)).values_list("digest", "body")
    return {digest: _facts(json.loads(bytes(body))) for digest, body in rows}


def _facts(data: dict[str, Any]) -> Facts:
    return Facts(tuple(data["nations"]), datetime.fromisoformat(data["last_updated"]))


def _entries(offers: QuerySet[Offer], kind: str | None, locale: str | None, q: str | None) -> QuerySet[Any]:
    """Return where the pages of `offers` stand on their owners' own sites; `fits` says whether it is one asked for."""
    wanted = [Q(document__words__contains=word) for word in (q or "").lower().split()]
    wanted += [Q(type=kind)] if kind is not None else []
    wanted += [Q(locale=locale)] if locale is not None else []
    fits = ExpressionWrapper(reduce(and_, wanted, Q(pk__isnull=False)), output_field=BooleanField())
    offered = offers.filter(source_key=OuterRef("page_id"), owner_id=OuterRef("organisation_id"))
    rows = LiveEntry.objects.filter(Exists(offered), adopted__isnull=True).annotate(fits=fits)
    shown = ("page_id", "locale", "type", "path", "document__title", "document__summary")
    return rows.select_related("document").only(*shown).order_by()


def _offered(offer: Offer, entries: list[Any]) -> OfferedPage | None:
    languages = offer.owner.languages
    ordered = sorted(
        entries, key=lambda one: languages.index(one.locale) if one.locale in languages else len(languages)
    )
    shown = next((one for one in ordered if one.fits), None)
    return OfferedPage(offer, shown, tuple(one.locale for one in ordered)) if shown else None


def _place(page: OfferedPage) -> tuple[str, str, int]:
    return page.offer.owner.slug, page.entry.document.title.casefold(), page.offer.pk
