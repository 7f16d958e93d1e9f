"""Rich text and sentences."""

import pytest

from content_models.rich_text import RichText
from frontend.render import markup
from frontend.render.words import Dictionary

WORDS = Dictionary()


def rich(html: str, under: int = 2) -> str:
    return str(markup.rich(RichText(html=html).html, under=under))


def test_outside_links_give_no_referrer_and_inside_ones_stay_as_they_are() -> None:
    assert (
        rich('<p><a href="https://x.example/">x</a></p>')
        == '<p><a href="https://x.example/" rel="noreferrer">x</a></p>'
    )
    assert rich('<p><a href="tel:999">999</a></p>') == '<p><a href="tel:999">999</a></p>'


@pytest.mark.parametrize(
    ("html", "under", "levels"),
    [
        ("<h3>a</h3><h4>b</h4>", 2, [3, 4]),
        ("<h4>b</h4>", 2, [3]),
        ("<h3>a</h3><h4>b</h4>", 3, [4, 5]),
        ("<h3>a</h3>", 1, [2]),
        ("<h4>b</h4><h3>a</h3><h4>c</h4>", 2, [3, 3, 4]),
    ],
)
def test_headings_of_rich_text_follow_the_heading_above_them(html: str, under: int, levels: list[int]) -> None:
    found = rich(html, under)
    for level in levels:
        assert found.count(f"<h{level}>") == levels.count(level)
        assert found.count(f"</h{level}>") == levels.count(level)


def test_parts_become_sentences_with_one_full_stop_each() -> None:
    words = WORDS.of("en")
    assert markup.sentences(words, ["One", "Two.", "", "Three?"]) == "One. Two. Three?"
    assert markup.sentences(WORDS.of("ur"), ["ایک"]) == "ایک۔"


def test_line_breaks_of_plain_text_are_kept_and_its_marks_escaped() -> None:
    assert markup.lines("a<b\nc") == "a&lt;b<br>c"
    assert markup.paragraphs("a\n\nb\nc\n\n") == ("a", "b<br>c")
