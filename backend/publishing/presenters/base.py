"""What every document carries, whatever its type."""

from datetime import datetime
from typing import Any

from backend.core.models import BasePage
from backend.organisations.models import Organisation
from backend.publishing.presenters.blocks import blocks
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.presenters.values import filled


def present_base(page: BasePage, sources: Sources, *, organisation: Organisation, since: datetime, locale: str) -> Json:
    """Return the common fields; `since` stands for a date of publication that Wagtail does not know."""
    return filled(
        type=page.document_type,
        id=str(page.translation_key),
        locale=locale,
        title=page.title,
        summary=page.summary,
        index_terms=page.index_terms,
        nations=organisation.nations_of(page),
        owner={"slug": organisation.slug, "name": organisation.name},
        licence=filled(**organisation.licence_of(page)),
        first_published=page.first_published_at or page.last_published_at or since,
        last_updated=page.last_published_at or page.first_published_at or since,
        change_note=page.change_note,
        last_reviewed=page.last_reviewed,
        review_due=page.review_due,
        body=blocks(page.body, sources),
    )


def fields(page: Any, *names: str) -> Json:
    """Return those fields of a page that hold something; names are the same here and in the contract."""
    return filled(**{name: getattr(page, name) for name in names})
