"""Pasted addresses of films become provider and id, without asking anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.media.provider_addresses import film_address, parse_film_address


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", ("youtube", "dQw4w9WgXcQ")),
        ("https://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=3s", ("youtube", "dQw4w9WgXcQ")),
        (" https://youtu.be/dQw4w9WgXcQ?si=x ", ("youtube", "dQw4w9WgXcQ")),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", ("youtube", "dQw4w9WgXcQ")),
        ("https://youtube.com/shorts/dQw4w9WgXcQ/", ("youtube", "dQw4w9WgXcQ")),
        ("https://vimeo.com/76979871", ("vimeo", "76979871")),
        ("https://player.vimeo.com/video/76979871?h=1", ("vimeo", "76979871")),
        ("https://vimeo.com/channels/staffpicks/76979871", ("vimeo", "76979871")),
        ("", None),
        ("https://www.youtube.com/@ctpolicing", None),
        ("https://www.youtube.com/watch?v=short", None),
        ("https://youtube.com.elsewhere.example/watch?v=dQw4w9WgXcQ", None),
        ("https://elsewhere.example/?u=https://youtu.be/dQw4w9WgXcQ", None),
        ("https://vimeo.com/about", None),
        ("javascript:https://youtu.be/dQw4w9WgXcQ", None),
    ],
)
def test_an_address_is_read_by_its_pattern(address: str, found: tuple[str, str] | None) -> None:
    assert parse_film_address(address) == found


@given(
    st.one_of(
        st.tuples(st.just("youtube"), st.from_regex(r"[A-Za-z0-9_-]{11}", fullmatch=True)),
        st.tuples(st.just("vimeo"), st.from_regex(r"[0-9]{5,12}", fullmatch=True)),
    )
)
def test_what_is_shown_can_be_pasted_back(film: tuple[str, str]) -> None:
    assert parse_film_address(film_address(*film)) == film
