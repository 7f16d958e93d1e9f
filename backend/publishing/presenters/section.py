"""Section: an index of the pages below it."""

from backend.pages.models import SectionPage
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.presenters.values import filled


def present(page: SectionPage, sources: Sources) -> Json:
    """Return the fields of a section."""
    return filled(introduction=sources.rich(page.introduction), order=page.order)
