"""The rules for a rendered page, and words that only look like a breach of them."""

import pytest

from frontend.check.page import PageChecker
from frontend.plan.problems import Severity

ADDRESSES = {"/", "/there/", "/assets/a.css", "/media/abc/x.jpg"}
BASE = "http://here.localhost:8080"


def found(body: str, head: str = "", language: str = ' lang="en"') -> list[tuple[str, str]]:
    html = f"<!doctype html><html{language}><head>{head}</head><body><h1>Title</h1>{body}</body></html>"
    checker = PageChecker(ADDRESSES.__contains__, BASE)
    checked = checker.check("/page/", html)
    return [(problem.severity.value, problem.message) for problem in checked.problems]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/there/">x</a><a href="/there/?q=1">x</a><a href="https://example.org/">x</a>',
        '<a href="mailto:a@b.example">x</a><a href="tel:999">x</a><a href="#top">x</a><p id="top"></p>',
        f'<a href="{BASE}/there/">x</a>',
        '<img src="/media/abc/x.jpg" srcset="/media/abc/x.jpg 400w, /media/abc/x.jpg 800w" alt="">',
        "<h2>a</h2><h3>b</h3><h2>c</h2>",
        '<script src="/assets/a.css"></script><script type="application/ld+json">{"style": "on"}</script>',
        '<form action="https://forms.example/"></form>',
        # Words, not markup.
        '<p>Write onclick="x" or style="y" or javascript:z, and src="https://evil.example/" too</p>',
        "<p>He asked: style = what?</p>",
    ],
)
def test_what_is_right_is_not_complained_about(body: str) -> None:
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "severity", "words"),
    [
        ('<a href="/nowhere/">x</a>', "error", "links to /nowhere/, which is not on this site"),
        (f'<a href="{BASE}/nowhere/">x</a>', "warning", "links to /nowhere/"),
        ('<a href="#nowhere">x</a>', "warning", "links to #nowhere"),
        ('<img src="/media/lost.jpg" alt="">', "error", "shows /media/lost.jpg"),
        (
            '<img src="https://evil.example/x.jpg" alt="">',
            "error",
            "loads https://evil.example/x.jpg from another server",
        ),
        ('<img src="//evil.example/x.jpg" alt="">', "error", "from another server"),
        (
            '<img src="/media/abc/x.jpg" srcset="/media/abc/x.jpg 1x, https://evil.example/y.jpg 2x" alt="">',
            "error",
            "evil",
        ),
        ('<video poster="https://evil.example/x.jpg"></video>', "error", "from another server"),
        ('<iframe src="https://evil.example/"></iframe>', "error", "from another server"),
        ('<p onclick="x()">x</p>', "error", "the attribute onclick of a <p>"),
        ("<p ONCLICK='x()'>x</p>", "error", "the attribute onclick of a <p>"),
        ('<p style="color: red">x</p>', "error", "the attribute style of a <p>"),
        ("<style>p { color: red }</style>", "error", "a <style> element"),
        ("<script>alert(1)</script>", "error", "an inline <script>"),
        ('<a href="javascript:alert(1)">x</a>', "error", "the attribute href of a <a>"),
        ("<h1>Another</h1>", "error", "has 2 headings of level 1"),
        ("<h2>a</h2><h4>b</h4>", "warning", "from a heading of level 2 to one of level 4"),
    ],
)
def test_each_breach_is_said(body: str, severity: str, words: str) -> None:
    [(said_severity, message)] = found(body)
    assert said_severity == severity
    assert words in message


@pytest.mark.parametrize("language", ["", ' lang=""', " lang"])
def test_a_page_says_its_language(language: str) -> None:
    assert found("", language=language) == [("error", "does not say its language: <html> needs a lang attribute")]


def test_a_style_sheet_from_another_server_is_an_error_and_a_canonical_link_is_none() -> None:
    assert found("", '<link rel="canonical" href="https://national.example/x/">') == []
    [(severity, message)] = found("", '<link rel="stylesheet" href="https://cdn.example/x.css">')
    assert (severity, message) == (
        "error",
        "loads https://cdn.example/x.css from another server: host the file on the site",
    )


def test_anchors_on_other_pages_are_left_to_the_check_of_the_site() -> None:
    checker = PageChecker(ADDRESSES.__contains__, BASE)
    html = '<html lang="en"><h1>x</h1><a href="/there/#part">x</a></html>'
    checked = checker.check("/page/", html)
    assert checked.problems == []
    assert checked.anchors == {("/there/", "part")}


def test_a_page_without_a_heading_is_an_error() -> None:
    html = '<html lang="en"></html>'
    [problem] = PageChecker(ADDRESSES.__contains__, BASE).check("/page/", html).problems
    assert (problem.severity, problem.path) == (Severity.ERROR, "/page/")
