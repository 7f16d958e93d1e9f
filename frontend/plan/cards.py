"""Cards: what other pages show of a page."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from content_models import ExternalPage
from content_models.media import Image


@dataclass(frozen=True, slots=True)
class Card:
    """What other pages show of a page; `url` is a path on this site, or absolute when the page is `external`."""

    id: UUID
    locale: str
    type: str
    title: str
    summary: str
    url: str
    external: bool = False
    owner: str | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    status: str | None = None
    published_on: date | None = None
    duration_seconds: int | None = None
    image: Image | None = None


def card_of_external(page: ExternalPage) -> Card:
    """Return the card of a page that lives on its owner's site."""
    return Card(
        id=page.id,
        locale=page.locale,
        type=page.type,
        title=page.title,
        summary=page.summary,
        url=page.url,
        external=True,
        owner=page.owner.name,
    )
