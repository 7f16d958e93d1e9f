"""Film: the player or the link to the provider, the transcript, captions and download."""

from dataclasses import dataclass

from content_models.documents import Film
from frontend.render import formats
from frontend.render.films import film_part
from frontend.render.pages.base import Given, PageBase
from frontend.render.parts import FilmPart


@dataclass(frozen=True, slots=True)
class FilmPage(PageBase):
    """A film with everything that lets everybody follow it."""

    film: FilmPart
    content_warning: str | None


def build(given: Given[Film]) -> FilmPage:
    """Return the context of `pages/film.html`."""
    scope, film = given.scope, given.document.film
    length = formats.film_length(scope.words, film.duration_seconds)
    return FilmPage(
        mast=given.mast(scope.words.fill("kind_film", minutes=length)),
        body=given.body,
        film=film_part(scope, film),
        content_warning=given.document.content_warning,
    )
