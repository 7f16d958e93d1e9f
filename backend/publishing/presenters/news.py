"""News: something new, on a day."""

from backend.pages.models import NewsPage
from backend.publishing.presenters.base import fields
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.presenters.values import filled, group, link, picture


def present(page: NewsPage, sources: Sources) -> Json:
    """Return the fields of a news item."""
    return filled(
        **fields(page, "published_on"),
        image=picture(group(page.image), sources),
        replaces=link(group(page.replaces), sources),
    )
