"""Rich text is a closed list: what is on it passes, what is not never does."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from content_models.rich_text import ELEMENTS, RichText
from tests.content_models.strategies import rich_text

LINK_SCHEMES = ("page:", "https://", "http://", "mailto:", "tel:", "#")
PAGE = "7b1f5f0e-3c50-4f0a-9d2b-1c6c1f1f0a11"


class Reader(HTMLParser):
    """What a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def accepted(html: str) -> bool:
    try:
        RichText(html=html)
    except ValidationError:
        return False
    return True


@given(rich_text())
def test_what_is_made_from_the_list_passes_unchanged(html: str) -> None:
    assert RichText(html=html).html == html.strip()


@given(st.text(st.sampled_from("<>/=\"' apsbrulioncktx:%&;-é\n0"), max_size=60) | st.text(max_size=60))
def test_nothing_outside_the_list_gets_through_whatever_is_typed(html: str) -> None:
    if accepted(html):
        for tag, attributes in Reader(html).tags:
            assert tag in ELEMENTS
            assert set(attributes) <= {"href", "rel", "lang", "dir"}
            assert str(attributes.get("href", "#")).startswith(LINK_SCHEMES)


@given(rich_text(), st.integers(0), st.sampled_from(["<script>", "<img src=x onerror=alert(1)>", "<p style='a'>", "<"]))
def test_one_wrong_piece_spoils_the_whole(html: str, at: int, piece: str) -> None:
    cut = at % (len(html) + 1)

    assert not accepted(html[:cut] + piece + html[cut:])


@pytest.mark.parametrize("element", sorted(ELEMENTS - {"a", "br"}))
def test_every_element_of_the_list_may_be_used(element: str) -> None:
    assert accepted(f"<{element}>words</{element}>")


@pytest.mark.parametrize(
    "html",
    [
        "one<br>two",
        f'<a href="page:{PAGE}">a</a>',
        '<a href="https://example.org/?a=b&amp;c=d#e" rel="noreferrer">a</a>',
        '<a href="mailto:a@b.example">a</a> <a href="tel:+441632960145">b</a> <a href="#routes">c</a>',
        '<span lang="cy">a</span> <bdi lang="ur" dir="rtl">b</bdi> <bdi dir="ltr">c</bdi>',
        "a &lt;script&gt; that is only words &amp; 5 > … no, &gt; 4",
    ],
)
def test_links_languages_and_entities_may_be_used(html: str) -> None:
    assert accepted(html.replace("5 > …", "5 …"))


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<a href="javascript:alert(1)">a</a>',
        '<a href="JAVASCRIPT:alert(1)">a</a>',
        '<a href=" https://example.org/">a</a>',
        '<a href="data:text/html,a">a</a>',
        '<a href="//example.org/">a</a>',
        '<a href="/path/">a</a>',
        '<a href="page:12">a</a>',
        f'<a href="page:{"-" * 36}">a</a>',
        f'<a href="page:{PAGE}#part">a</a>',
        '<a href="#a" onclick="b">a</a>',
        '<a href="#a" target="_blank">a</a>',
        "<a href='#a'>a</a>",
        "<h1>a</h1>",
        "<h2>a</h2>",
        "<b>a</b>",
        "<table><tr><td>a</td></tr></table>",
        '<p class="a">a</p>',
        '<p style="color:red">a</p>',
        '<span dir="auto">a</span>',
        "<P>a</P>",
        "<p >a</p>",
        "<!-- a -->",
        "a < b",
        "a > b",
        "<p",
        '<embed type="image" id="1"/>',
        '<a linktype="page" id="1">a</a>',
    ],
)
def test_everything_else_is_refused(html: str) -> None:
    assert not accepted(html)


def test_the_error_says_where() -> None:
    with pytest.raises(ValidationError, match="near '<img>"):
        RichText(html="<p>before</p><img>after")


def test_it_knows_its_pages_and_its_words() -> None:
    text = RichText(html=f'<p>Read <a href="page:{PAGE}">this</a>,</p><p>then  <em>that</em>.</p>')

    assert text.page_ids == (PAGE,)
    assert text.plain == "Read this , then that ."


def test_a_long_text_is_read_in_time() -> None:
    """The pattern is possessive, so it cannot be made to try again and again."""
    assert not accepted("<p>" + "a b " * 50_000 + "<")
