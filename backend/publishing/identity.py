"""Which id a page has in the contract: its translation key, and for an adopted page that of the owner's page."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Case, F, UUIDField, When
from wagtail.models import Page

from backend.sharing.models import Mode

IN_STEP = (Mode.FOLLOW, Mode.REVIEW)
"""Modes in which a page shows its owner's document."""


def contract_id(page: str = "") -> Case:
    """Return the expression for a page's id; `page` leads to the page from the model that is queried, e.g. `page__`."""
    adopted = When(**{f"{page}adoption__mode__in": IN_STEP}, then=F(f"{page}adoption__source_key"))
    return Case(adopted, default=F(f"{page}translation_key"), output_field=UUIDField())


def contract_ids(pages: Iterable[int]) -> dict[int, UUID]:
    """Return the ids of pages by their primary keys; one query, or none when there are no pages."""
    wanted = set(pages)
    if not wanted:
        return {}
    return dict(Page.objects.filter(pk__in=wanted).values_list("pk", contract_id()))
