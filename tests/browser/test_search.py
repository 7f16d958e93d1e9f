"""Search in a real browser, on built sites behind our own server: what is found, how it is told, and what nobody learns."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.parts.axe import accessibility_faults
from tests.parts.chromium import listen, watch

PATH = "/search/"


@dataclass
class Place:
    """A page of one site in a tab, and all that the tab has asked the server for."""

    page: Page
    port: int
    asked: list[Request]

    def open(self, site: str = "marlshire", path: str = PATH) -> Page:
        self.page.goto(f"http://{site}.localhost:{self.port}{path}", wait_until="load")
        self.asked.clear()
        return self.page

    def look_for(self, typed: str) -> list[str]:
        """Type, press Enter, and return the titles that are found once something is said."""
        self.page.fill("#words", typed)
        self.page.press("#words", "Enter")
        said = "[data-said] > [data-say]:not([data-say=looking])"
        expect(self.page.locator(f".results > li, {said}").first).to_be_visible()
        return self.titles

    @property
    def titles(self) -> list[str]:
        return self.page.locator(".results h3").all_inner_texts()

    @property
    def head(self) -> str:
        return self.page.locator("[data-head]").inner_text()

    @property
    def said(self) -> str:
        return self.page.locator("[data-said]").inner_text()


@pytest.fixture(scope="module")
def place(browser: Browser, built_port: int) -> Iterator[Place]:
    """One tab for these tests, on a phone; at the end no other machine was asked, nothing refused, and nothing left behind."""
    context = browser.new_context(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    faults, said = watch(context), listen(context)
    page = context.new_page()
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - Playwright wants a function
    yield Place(page, built_port, asked)
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()
    assert not faults + said


@pytest.mark.parametrize(
    ("site", "path", "typed", "first"),
    [
        ("marlshire", PATH, "worried", "Tell someone you are worried"),
        ("marlshire", PATH, "WORRYING", "Tell someone you are worried"),
        ("marlshire", PATH, "signs of radicalisation", "What to look for"),
        ("marlshire", PATH, "brothers", "The door that stayed shut"),
        ("national", PATH, "prevent", "How Prevent works"),
        ("marlshire", f"/cy{PATH}", "poeni", "Ydych chi’n poeni am rywun agos atoch?"),
        ("marlshire", f"/ur{PATH}", "مدد", "اپنی پریشانی کسی کو بتائیں"),
    ],
)
def test_a_page_is_found_by_its_words_in_its_language(
    place: Place, site: str, path: str, typed: str, first: str
) -> None:
    page = place.open(site, path)
    assert place.look_for(typed)[0] == first
    assert typed in place.head
    link = page.locator(".results h3 a").first
    expect(page.locator("[data-head]")).to_be_focused()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(first)


def test_words_that_were_looked_for_are_marked_and_nothing_of_a_page_is_taken_for_markup(place: Place) -> None:
    page = place.open()
    place.look_for("family")
    marks = page.locator(".results mark").all_inner_texts()
    assert marks
    assert all(mark.lower().startswith("famil") for mark in marks)
    found = page.evaluate(
        """async source => { const m = await import(source);
        return m.excerpt("a &lt;img src=x onerror=alert(1)> <mark>b</mark> <img src=y>").map(each => each.outerHTML || each.textContent); }""",
        page.locator("script[type=module]").get_attribute("src"),
    )
    assert "".join(found) == "a <img src=x onerror=alert(1)> <mark>b</mark> "


def test_kinds_narrow_what_is_found_and_the_focus_stays(place: Place) -> None:
    page = place.open()
    every = place.look_for("worried")
    guides = page.get_by_role("checkbox", name="Guides 1")
    guides.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-head]")).to_have_text("1 page found for “worried”")
    expect(guides).to_be_focused()
    # Told to those who cannot see the number change.
    expect(page.locator("[data-said]")).to_have_text("1 page found for “worried”")
    assert place.titles == ["Tell someone you are worried"]
    assert page.locator(".results .small").all_inner_texts() == ["Guides"]
    page.keyboard.press("Space")
    expect(page.locator(".results > li")).to_have_count(len(every))
    expect(page.get_by_role("checkbox", name="Films")).to_be_hidden()


def test_a_kind_without_a_match_can_be_left_again(place: Place) -> None:
    page = place.open()
    place.look_for("worried")
    page.get_by_role("checkbox", name="Guides 1").check()
    expect(page.locator(".results > li")).to_have_count(1)
    page.fill("#words", "roundtable")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("[data-said]")).to_contain_text("No page of the kinds that you chose has “roundtable”.")
    page.get_by_role("button", name="Show every kind of page").click()
    expect(page.locator("[data-head]")).to_be_focused()
    assert len(place.titles) > 1


def test_a_sentence_finds_pages_that_have_some_of_its_words(place: Place) -> None:
    place.open()
    assert place.look_for("my son watches zebra videos all night")
    assert "No page has all of these words" in place.said


def test_nothing_found_is_no_dead_end(place: Place) -> None:
    page = place.open()
    assert place.look_for("zzzz") == []
    assert "No page has “zzzz”." in place.said
    said = page.locator("[data-said]")
    assert said.get_attribute("role") == "status"
    assert said.get_by_role("link").all_inner_texts() == ["Get help now", "Browse by kind of page", "A–Z of this site"]
    for link, there in (
        ("Get help now", "#help"),
        ("Browse by kind of page", "#by-kind"),
        ("A–Z of this site", "#by-letter"),
    ):
        said.get_by_role("link", name=link).click()
        expect(page.locator(there)).to_be_in_viewport()


def test_an_empty_field_says_so_and_keeps_the_focus(place: Place) -> None:
    page = place.open()
    place.look_for("  ")
    assert place.said == "Type a word to search for."
    expect(page.locator("#words")).to_be_focused()
    assert page.locator("#words").get_attribute("aria-invalid") == "true"


def test_more_results_come_when_they_are_asked_for(place: Place, built_sites: Path) -> None:
    page = place.open()
    # The example sites are too small for a second helping of ten.
    [script] = built_sites.glob("marlshire/current/assets/search.*.js")
    fewer = script.read_text(encoding="utf-8").replace("SHOWN = 10", "SHOWN = 3")
    page.route("**/assets/search.*.js", lambda route: route.fulfill(body=fewer, content_type="text/javascript"))
    try:
        page.reload()
        place.look_for("help")
        expect(page.locator(".results > li")).to_have_count(3)
        page.get_by_role("button", name="Show more results").click()
        expect(page.locator(".results > li")).to_have_count(6)
        expect(page.locator(".results > li").nth(3).locator("a")).to_be_focused()
    finally:
        page.unroute("**/assets/search.*.js")


def test_what_is_typed_reaches_neither_server_nor_address_nor_history(place: Place) -> None:
    page = place.open()
    before = page.evaluate("history.length")
    place.look_for("lighthouse grandmother")
    place.look_for("roundtable")
    assert page.url == f"http://marlshire.localhost:{place.port}{PATH}"
    assert page.evaluate("history.length") == before
    paths = [request.url.partition(f":{place.port}")[2] for request in place.asked]
    assert any(path.startswith("/search/index/fragment/") for path in paths)
    for request in place.asked:
        sent = f"{request.url} {request.post_data} {request.all_headers()}".lower()
        assert not any(word in sent for word in ("lighthouse", "grandmother", "roundtable"))
        assert request.method == "GET"
    assert page.locator("#words").get_attribute("name") is None
    page.reload()
    assert page.locator("#words").input_value() == ""


def test_it_says_when_the_index_cannot_be_had(browser: Browser, built_port: int) -> None:
    context = browser.new_context()
    place = Place(context.new_page(), built_port, [])
    page = place.open()
    page.route("**/search/index/pagefind-entry.json*", lambda route: route.fulfill(status=200, body="no json"))
    place.look_for("worried")
    assert "Search does not work in this browser just now" in place.said
    assert page.locator("[data-said]").get_by_role("link", name="Get help now").is_visible()
    context.close()


def test_every_page_leads_to_it_and_it_has_exit_and_help(place: Place) -> None:
    for path in ("/", "/a-z/", "/cy/"):
        page = place.open("marlshire", path)
        root = "/cy/" if path == "/cy/" else "/"
        assert page.locator(f"header.site a[href='{root}search/']").count() > 0, path
        assert page.locator(f"footer a[href='{root}search/']").count() == 1, path
    page = place.open("marlshire", "/404.html")
    page.get_by_role("main").get_by_role("link", name="Search this site").click()
    expect(page.locator("#words")).to_be_visible()
    assert page.locator("a.exit").is_visible()
    assert page.locator("#help").count() == 1


@pytest.mark.parametrize(
    ("path", "typed", "scheme", "width"),
    [
        (PATH, "", "light", 320),
        (PATH, "worried", "light", 1280),
        (PATH, "zzzz", "dark", 320),
        (f"/ur{PATH}", "مدد", "dark", 320),
    ],
)
def test_axe_finds_nothing_in_any_state_and_nothing_scrolls_sideways(
    place: Place, path: str, typed: str, scheme: Literal["light", "dark"], width: int
) -> None:
    page = place.open("marlshire", path)
    if typed:
        place.look_for(typed)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    # What the bar with the way out covers for the moment would count as too small to be touched.
    page.evaluate("scrollTo(0, 0)")
    assert not accessibility_faults(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_a_script_the_a_to_z_and_the_kinds_of_pages_serve(browser: Browser, built_port: int) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"http://marlshire.localhost:{built_port}/search/?q=worried")
    expect(page.locator("#words")).to_be_hidden()
    expect(page.get_by_role("main").get_by_role("link", name="Guides", exact=True)).to_be_visible()
    page.get_by_role("main").locator(".letters a").first.click()
    expect(page.locator("#letter-1")).to_be_in_viewport()
    page.locator(".letter a").first.click()
    expect(page.locator("h1")).to_be_visible()
    context.close()
