"""HTML for paper: nothing to press, folds open, links numbered, lists that PDF has, and nothing that was not admitted."""

import pytest

from frontend.leaflets.for_paper import Addresses, for_paper, printed


def paper(html: str) -> str:
    return for_paper(html, Addresses("https://a.example"))


def test_folds_are_open_and_have_nothing_to_press() -> None:
    assert paper('<details class="fold" id="x"><summary>More</summary><div>Words</div></details>') == (
        '<div class="fold" id="x"><p class="fold__title">More</p><div>Words</div></div>'
    )


def test_links_get_numbers_and_the_same_address_the_same_number() -> None:
    addresses = Addresses("https://a.example")
    html = for_paper(
        '<p><a href="/b/">One</a>, <a href="https://c.example/">two</a>, <a href="/b/">three</a></p>', addresses
    )
    assert html.count('<sup class="ref">1</sup>') == 2
    assert '<a href="https://a.example/b/">One</a>' in html
    assert addresses.listed() == (("https://a.example/b/", "a.example/b"), ("https://c.example/", "c.example"))


@pytest.mark.parametrize(
    "link",
    [
        '<a href="tel:999">999</a>',
        '<a href="#steps">Below</a>',
        '<a href="https://www.c.example/">c.example</a>',
        '<a href="mailto:a@c.example"><bdi dir="ltr">a@<wbr>c.example</bdi></a>',
    ],
)
def test_numbers_to_dial_places_in_the_leaflet_and_words_that_are_the_address_need_no_number(link: str) -> None:
    assert "<sup" not in paper(link)


def test_a_list_of_terms_becomes_a_list_of_items() -> None:
    assert paper('<dl class="facts"><div><dt>Cost</dt><dd>Free</dd></div></dl>') == (
        '<ul class="facts terms"><li class="term"><p class="dt">Cost</p><div class="dd">Free</div></li></ul>'
    )
    assert paper("<dl><dt>Speaker</dt><dd>Words</dd></dl>") == (
        '<ul class="terms"><li class="dt">Speaker</li><li class="dd">Words</li></ul>'
    )


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>@import url(https://evil.example/x.css)</style>",
        '<form action="/x"><p>Was this page useful?</p><input name="a"><button>Send</button></form>',
        '<video src="/f.mp4"><source src="/f.mp4"></video>',
        '<nav><ol><li><a href="#a">Step</a></li></ol></nav>',
        '<p hidden data-open="x">Open now</p>',
        '<span class="vh">for screens</span>',
        '<svg><image href="https://evil.example/x.png"/></svg>',
        '<img src="https://evil.example/x.png" alt="x">',
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="/media/x/decoration.webp" alt="">',
        '<a class="go" href="event.ics">Add to your calendar</a>',
        '<link rel="stylesheet" href="https://evil.example/x.css">',
        "<!-- a remark -->",
    ],
)
def test_what_means_nothing_on_paper_or_could_load_something_is_left_out(html: str) -> None:
    assert paper(f"<p>Before</p>{html}<p>After</p>") == "<p>Before</p><p>After</p>"


def test_no_attribute_passes_that_could_style_or_do_something() -> None:
    html = paper('<p class="a" style="background:url(https://evil.example)" onclick="x()" lang="ur" dir="rtl">Text</p>')
    assert html == '<p class="a" lang="ur" dir="rtl">Text</p>'
    assert paper('<a href="javascript:alert(1)">Press</a>') == "<span>Press</span>"
    assert paper('<img src="/media/x/p.webp" srcset="https://evil.example/p.webp 2w" alt="A gate">') == (
        '<img alt="A gate" src="https://a.example/media/x/p.webp">'
    )


def test_text_stays_text() -> None:
    assert paper("<p>1 &lt; 2 &amp; &quot;so&quot; on</p>") == "<p>1 &lt; 2 &amp; &quot;so&quot; on</p>"
    assert paper("<p>Never closed <em>here") == "<p>Never closed <em>here"


def test_addresses_are_printed_as_people_type_them() -> None:
    assert printed("https://www.gov.uk/act/") == "gov.uk/act"
    assert printed("mailto:a@b.example?subject=Hello%20there") == "a@b.example"
    assert printed("https://a.example/%D9%85") == "a.example/م"
    assert printed("https://a.example/%0A%E2%80%AE") == "a.example/"
