"""Films of a provider: a link for everybody, and for those with scripts all that it takes to play here."""

import re
from html import unescape

import pytest

from content_models.documents import Film
from content_models.examples import example_documents
from content_models.media import FilmFile, FilmProvider
from frontend.plan.headers import PLAYERS
from frontend.render.scripts import film_script
from tests.frontend.render.gallery import on_a_site, page_of


def film_at(source: FilmProvider | FilmFile) -> str:
    """Return a page with a film from `source`."""
    document = example_documents()["film/at-a-provider.json"]
    assert isinstance(document, Film)
    return on_a_site(document.model_copy(update={"film": document.film.model_copy(update={"source": source})}))


@pytest.mark.parametrize(
    ("provider", "frame", "company"),
    [
        ("youtube", "https://www.youtube-nocookie.com/embed/abc_DEF-123?autoplay=1&cc_load_policy=1&hl=en&playsinline=1&rel=0", "Google"),
        ("vimeo", "https://player.vimeo.com/video/abc_DEF-123?autoplay=1&dnt=1&texttrack=en", "Vimeo"),
    ],
)  # fmt: skip
def test_the_frame_is_at_the_providers_player_and_what_it_learns_is_said(
    provider: str, frame: str, company: str
) -> None:
    html = film_at(FilmProvider.model_validate({"provider": provider, "video_id": "abc_DEF-123"}))
    assert unescape(re.findall(r'data-play="([^"]+)"', html)[0]) == frame
    assert frame.startswith(PLAYERS[provider])
    assert f"{company} then also learns the name of this site, but not which page you are on." in html
    assert html.count(f'src="{film_script()}"') == 1
    # The words of the script wait in a template: without it they are nowhere.
    assert re.search(r"<template>.*Play here.*Close the film.*</template>", html)
    assert "<iframe" not in html


def test_a_film_of_our_own_has_neither_frame_nor_script() -> None:
    html = page_of("film/what-happens-when-you-call.json")
    assert "data-play" not in html
    assert film_script() not in html
