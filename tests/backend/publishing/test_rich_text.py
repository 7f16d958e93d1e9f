"""Rich text: whatever was stored, what is published is short of everything but the contract's list, and validly nested."""

import re
from html.parser import HTMLParser
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.publishing.rich_text import BLOCKS, INLINE, contract_html, linked_pages
from content_models.rich_text import ELEMENTS, RichText

PAGES = {3: UUID("11111111-2222-4333-8444-555555555555")}

TAGS = [
    "p",
    "br",
    "strong",
    "b",
    "em",
    "i",
    "ul",
    "ol",
    "li",
    "a",
    "h1",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "sub",
    "sup",
    "bdi",
    "span",
    "div",
    "table",
    "tr",
    "td",
    "script",
    "style",
    "iframe",
    "svg",
    "math",
    "img",
    "embed",
    "object",
    "form",
    "input",
    "textarea",
    "template",
    "noscript",
    "title",
]
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' href="https://x.example/?a=1&amp;b=2"',
        ' href="javascript:alert(1)"',
        ' href=" jAvA&#x0A;script:alert(1)"',
        ' href="data:text/html,x"',
        ' href="page:11111111-2222-4333-8444-555555555555"',
        ' href="tel:0800 789 321"',
        ' href="//evil.example"',
        ' href="#there"',
        ' linktype="page" id="3"',
        ' linktype="page" id="4"',
        ' linktype="document" id="3"',
        ' onclick="alert(1)" style="color:red" class="x"',
        ' lang="cy"',
        ' dir="rtl" lang="ur"',
        " href='https://x.example/\"><script>alert(1)</script>'",
    ]
)


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda tag, attributes, inside, end: f"<{tag}{attributes}>{inside}{end and f'</{tag}>'}",
                     st.sampled_from(TAGS), ATTRIBUTES, children, st.booleans())  # fmt: skip


WORDS = st.one_of(
    st.text(max_size=20), st.sampled_from(["&nbsp;", "&lt;script&gt;", "<", ">", '"', "</p>", "<!--", "]]>"])
)
HTML = st.recursive(
    WORDS, lambda inner: st.lists(st.one_of(element(inner), inner), max_size=4).map("".join), max_leaves=12
)


@given(HTML)
def test_whatever_goes_in_what_comes_out_follows_the_contract(html: str) -> None:
    clean = contract_html(html, PAGES)
    RichText(html=clean)
    assert set(re.findall(r"</?([a-z0-9]+)", clean)) <= ELEMENTS
    assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', clean)).lower()
    assert not re.search(r"<[^>]*\son[a-z]+=", clean)


@given(HTML)
def test_what_comes_out_is_validly_nested_and_tidy(html: str) -> None:
    clean = contract_html(html, PAGES)
    Nesting().check(clean)
    assert not re.search(r"<(p|li|ul|ol|h3|h4|blockquote|strong|em|a)[^>]*>\s*</\1>", clean)
    assert "\xa0" not in clean


@given(HTML)
def test_cleaning_twice_changes_nothing_but_page_links(html: str) -> None:
    once = contract_html(html, {})
    assert contract_html(once, {}) == once


class Nesting(HTMLParser):
    """Fails where an element stands inside one that may not hold it (HTML, section 4)."""

    def check(self, html: str) -> None:
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parent = self.open[-1] if self.open else ""
        if tag in BLOCKS:
            assert parent in {"", "blockquote", "li"} or (tag == "li" and parent in {"ul", "ol"}), (tag, parent)
            assert tag != "li" or parent in {"ul", "ol"}
        else:
            assert tag in INLINE
            assert parent not in {"", "ul", "ol", "blockquote"}, (tag, parent)
            assert tag != "a" or "a" not in self.open
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        assert self.open, data
        assert self.open[-1] not in {"ul", "ol", "blockquote"}


@pytest.mark.parametrize(
    ("stored", "published"),
    [
        ('<p data-block-key="a1">It is <b>free</b> and <i>private</i>.</p>', "<p>It is <strong>free</strong> and <em>private</em>.</p>"),
        ('<p><a linktype="page" id="3">Guide</a></p>', f'<p><a href="page:{PAGES[3]}">Guide</a></p>'),
        ('<p><a id="4" linktype="page">deleted</a> page</p>', "<p>deleted page</p>"),
        ('<p><a linktype="document" id="3">a file</a></p>', "<p>a file</p>"),
        ('<p><a href="page:11111111-2222-4333-8444-555555555555">typed</a></p>', "<p>typed</p>"),
        ("<p>one</p><p></p><p>\xa0 </p><p>two<br/></p>", "<p>one</p><p>two</p>"),
        ("<p>0800\xa0789\xa0321</p>", "<p>0800 789 321</p>"),
        ("Only words", "<p>Only words</p>"),
        ("<ul><li>one<ul><li>two</li></ul></li><li></li></ul>", "<ul><li>one<ul><li>two</li></ul></li></ul>"),
        ("<h2>Heading</h2><p>x</p>", "<h3>Heading</h3><p>x</p>"),
        ("<blockquote>said</blockquote>", "<blockquote><p>said</p></blockquote>"),
        ('<p><a href="tel:0800 789 321">call</a></p>', '<p><a href="tel:0800789321">call</a></p>'),
        ('<p><a href="HTTPS://x.example/?a=1&amp;b=%20">x</a></p>', '<p><a href="https://x.example/?a=1&amp;b=%20">x</a></p>'),
        ('<p><a href="https://x.example/ a">x</a></p>', '<p><a href="https://x.example/%20a">x</a></p>'),
        ('<p><span lang="cy">Helo</span> <span>x</span></p>', '<p><span lang="cy">Helo</span> x</p>'),
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ('<embed embedtype="image" id="1" alt="x"/><p>x</p>', "<p>x</p>"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "<p>1</p><p>2</p>"),
        ("<p>5 &lt; 6 &amp; 7</p>", "<p>5 &lt; 6 &amp; 7</p>"),
        ("", ""),
        ("<p> </p>", ""),
    ],
)  # fmt: skip
def test_stored_html_becomes(stored: str, published: str) -> None:
    assert contract_html(stored, PAGES) == published


def test_the_pages_that_stored_html_links_to_are_found_whatever_the_order_of_attributes() -> None:
    html = '<a linktype="page" id="3">x</a><a id="7" linktype="page">y</a><a linktype="document" id="9">z</a>'
    assert list(linked_pages(html)) == [3, 7]
