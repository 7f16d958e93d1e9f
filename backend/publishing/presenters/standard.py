"""Standard page: contact us, accessibility statement, privacy, and the like."""

from backend.pages.models import StandardPage
from backend.publishing.presenters.base import fields
from backend.publishing.presenters.sources import Json, Sources


def present(page: StandardPage, _: Sources) -> Json:
    """Return the fields of a standard page."""
    return fields(page, "purpose")
