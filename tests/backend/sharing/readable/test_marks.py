"""Two readable texts as one: what was taken away and what is new, in elements, with every word escaped."""

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from backend.sharing.readable.marks import lines_of, marked, reads_alike


def test_changed_words_of_a_line_are_marked_and_the_others_left_alone() -> None:
    assert marked("<p>Ring 0800 111 today.</p>", "<p>Ring 0800 222 today.</p>") == (
        "<p>Ring 0800 <del>111</del> <ins>222</ins> today.</p>"
    )


def test_a_new_item_of_a_list_is_marked_in_its_list() -> None:
    before, after = "<ul><li>One</li><li>Two</li></ul>", "<ul><li>One</li><li>New</li><li>Two</li></ul>"
    assert marked(before, after) == "<ul><li>One</li><li><ins>New</ins></li><li>Two</li></ul>"


def test_lines_that_have_nothing_in_common_are_taken_away_and_new() -> None:
    assert marked("<p>Come on Monday.</p>", "<h4>Where we are</h4>") == (
        "<p><del>Come on Monday.</del></p><h4><ins>Where we are</ins></h4>"
    )


def test_an_address_behind_words_is_told_only_where_it_changed() -> None:
    old, new = '<p><a href="https://a.example">Help</a> here.</p>', '<p><a href="https://b.example">Help</a> here.</p>'
    assert not reads_alike(old, new)
    assert "<ins>(leads to https://b.example)</ins>" in marked(old, new)
    assert "leads to" not in marked(old, old)


def test_another_picture_is_told_in_words() -> None:
    old, new = ('<figure><img src="data:{}" alt="A hill"><figcaption>A hill</figcaption></figure>' for _ in "ab")
    assert reads_alike(old, new)
    other = new.replace("data:{}", "data:x")
    assert not reads_alike(old, other)
    assert marked(old, other) == "<p><del>(picture)</del></p><p><ins>(new picture)</ins></p><p>A hill</p>"


def test_a_row_of_a_table_is_one_line() -> None:
    row = "<table><tbody><tr><th>Monday</th><td>{}</td></tr></tbody></table>"
    assert marked(row.format("9am"), row.format("10am")) == "<p>Monday | <del>9am</del> <ins>10am</ins></p>"


def test_words_between_and_behind_lists_are_lines_too() -> None:
    html = "<ul><li><p>Title</p><ul><li>Inner</li></ul>after</li></ul>loose"
    assert [" ".join(word.text for word in line.words) for line in lines_of(html)] == [
        "Title",
        "Inner",
        "after",
        "loose",
    ]


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a & b"])
def test_every_word_is_escaped(words: str) -> None:
    html = marked("<p>one two three</p>", f"<p>one two {escape(words)}</p>")
    assert "<script>" not in html
    assert "<img" not in html


TEXTS = st.lists(st.text("ab c", min_size=1, max_size=8), max_size=5).map(
    lambda lines: "".join(f"<p>{line}</p>" for line in lines)
)


@given(TEXTS, TEXTS)
def test_without_what_is_new_it_is_the_old_text_and_without_what_went_the_new_one(before: str, after: str) -> None:
    html = marked(before, after)
    for keep, drop, wanted in (("del", "ins", before), ("ins", "del", after)):
        assert _words(_without(html, drop).replace(f"<{keep}>", "").replace(f"</{keep}>", "")) == _words(wanted)
    assert ("<del>" in html or "<ins>" in html) == (not reads_alike(before, after))


def _without(html: str, tag: str) -> str:
    while (start := html.find(f"<{tag}>")) >= 0:
        end = html.index(f"</{tag}>", start) + len(tag) + 3
        html = html[:start] + html[end:]
    return html


def _words(html: str) -> list[str]:
    return [word.text for line in lines_of(html) for word in line.words]
