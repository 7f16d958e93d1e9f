"""Film: a page around one film."""

from backend.pages.models import FilmPage
from backend.publishing.presenters.base import fields
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.presenters.values import filled


def present(page: FilmPage, sources: Sources) -> Json:
    """Return the fields of a film page."""
    return filled(film=sources.film(page.film_id), **fields(page, "content_warning"))
