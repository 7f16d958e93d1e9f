"""The library as one organisation sees it."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Page

from backend.organisations.models import Organisation
from backend.sharing.models.offer import Offer, Topic


def library_of(
    organisation: Organisation,
    *,
    q: str = "",
    type: str = "",  # noqa: A002 - the word of the screen and of the contract
    topic: str = "",
    owner: str = "",
    nation: str = "",
) -> QuerySet[Offer]:
    """Return the offers that `organisation` may use, by title.

    `q` are words that all occur in title, summary, note or owner's name; `type` is the name of a page model, `topic` one of
    Topic, `owner` a short name, `nation` one that the page applies to.
    """
    found = Offer.objects.visible_to(organisation).select_related("owner", "page__content_type", "page__locale")
    for word in q.split():
        found = found.filter(
            Q(page__title__icontains=word)
            | Q(page__compiled__document__summary__icontains=word)
            | Q(guidance__icontains=word)
            | Q(owner__name__icontains=word)
        )
    if type:
        kinds = ContentType.objects.filter(app_label="pages", model=type)
        found = found.filter(page__content_type__in=kinds)
    if owner:
        found = found.filter(owner__slug=owner)
    chosen = _chosen(found, topic, nation) if topic or nation else None
    if chosen is not None:
        found = found.filter(pk__in=chosen)
    return found.order_by("page__title", "pk")


def _chosen(found: QuerySet[Offer], topic: str, nation: str) -> list[int]:
    """Return the offers of a topic and nation; both are lists in JSON, which not every database looks into alike."""
    topics = {topic} & set(Topic.values) if topic else None
    return [
        offer.pk
        for offer in with_pages(found)
        if (topics is None or topics & set(offer.topics)) and (not nation or nation in nations_of(offer))
    ]


def with_pages(offers: Iterable[Offer]) -> list[Offer]:
    """Return the offers, each with its page as an object of its own type, read in one query a type."""
    found = list(offers)
    pages = {page.pk: page for page in Page.objects.filter(pk__in=[offer.page_id for offer in found]).specific()}
    for offer in found:
        offer.page = pages.get(offer.page_id)
    return found


def nations_of(offer: Offer) -> list[str]:
    """Return the nations that an offered page applies to: its own, else its owner's."""
    page: Any = offer.page.specific if offer.page else None
    return list(getattr(page, "nations", None) or offer.owner.nations)
