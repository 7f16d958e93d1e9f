"""Films of a provider in a real browser: nothing is asked before a visitor asks, and then only what was said."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from frontend.plan.headers import PLAYERS, read_headers
from tests.parts.axe import accessibility_faults
from tests.parts.chromium import is_local, listen

PATH = "/films/bilal/"
SITE = "national"
PLAYER = "<!doctype html><html lang=en><title>Player</title><button>Pause</button><p id=said></p>"


@dataclass
class Place:
    """A tab in which the providers' hosts are answered here; `asked` are all requests to another host."""

    page: Page
    port: int
    asked: list[Request] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def open(self, path: str = PATH) -> Page:
        self.asked.clear()
        self.page.goto(f"http://{SITE}.localhost:{self.port}{path}", wait_until="load")
        return self.page

    def answer(self, route: Route, request: Request) -> None:
        self.asked.append(request)
        route.fulfill(body=PLAYER, content_type="text/html")


@pytest.fixture(scope="module")
def place(browser: Browser, built_port: int) -> Iterator[Place]:
    context = browser.new_context(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    place = Place(context.new_page(), built_port, said=listen(context))
    context.route(lambda url: not is_local(url), place.answer)
    yield place
    assert context.cookies() == []
    context.close()
    assert not place.said


def test_nothing_is_asked_of_the_provider_before_somebody_asks_for_the_film(place: Place) -> None:
    page = place.open()
    play = page.get_by_role("button", name="Play here")
    expect(play).to_be_visible()
    expect(page.locator(".film")).to_contain_text("Google then also learns the name of this site")
    play.hover()
    play.focus()
    page.wait_for_load_state("networkidle")
    assert place.asked == []
    assert page.locator("iframe").count() == 0
    assert page.locator("link[rel~=preconnect], link[rel~=dns-prefetch]").count() == 0


def test_the_film_plays_in_the_page_and_the_provider_learns_the_site_but_not_the_page(place: Place) -> None:
    page = place.open()
    page.get_by_role("button", name="Play here").focus()
    page.keyboard.press("Enter")
    frame = page.locator(".film iframe")
    expect(frame).to_be_focused()
    expect(page.frame_locator(".film iframe").get_by_role("button", name="Pause")).to_be_visible()
    assert frame.get_attribute("title") == page.locator(".film").get_attribute("data-title")
    assert frame.get_attribute("allow") == "autoplay; fullscreen"
    [request] = place.asked
    assert request.url.startswith("https://www.youtube-nocookie.com/embed/")
    # A page of an http site tells an https host nothing; of an https site the origin.
    assert frame.get_attribute("referrerpolicy") == "strict-origin"
    assert PATH not in str(request.all_headers())
    assert not any("autoplay" in line for line in place.said)
    expect(page.locator(".film .poster")).to_be_hidden()
    page.get_by_role("button", name="Close the film").click()
    assert page.locator("iframe").count() == 0
    expect(page.get_by_role("button", name="Play here")).to_be_focused()
    page.get_by_role("button", name="Play here").click()
    expect(page.locator(".film iframe")).to_be_focused()
    assert len(place.asked) == 2


def test_the_way_out_ends_the_film_too(place: Place) -> None:
    page = place.open()
    page.get_by_role("button", name="Play here").click()
    expect(page.locator(".film iframe")).to_be_focused()
    page.locator(".exit").click()
    expect(page.locator("iframe")).to_have_count(0)


def test_only_a_page_with_such_a_film_lets_its_provider_in_and_no_other(place: Place, built_sites: Path) -> None:
    headers = read_headers((built_sites / SITE / "current" / "headers.json").read_bytes())
    framing = {path: policy for path, policy in headers.at.items() if "frame-src" in policy}
    assert list(framing) == [PATH]
    assert framing[PATH].endswith(f"frame-src {PLAYERS['youtube']}")
    page = place.open()
    assert page.locator("script[src*='/film.']").count() == 1
    for path in ("/", "/films/", "/films/what-happens-when-you-call/"):
        assert place.open(path).locator("script[src*='/film.']").count() == 0
        assert place.asked == []


def test_a_browser_refuses_the_frame_of_another_provider(browser: Browser, built_port: int) -> None:
    context = browser.new_context()
    place = Place(context.new_page(), built_port)
    context.route(lambda url: not is_local(url), place.answer)
    for path in (PATH, "/"):
        place.open(path).evaluate(
            """() => new Promise(done => { document.addEventListener('securitypolicyviolation', done, { once: true });
            document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://player.vimeo.com/video/1' })) })"""
        )
        assert place.asked == []
    context.close()


def test_axe_finds_nothing_before_and_while_it_plays_and_nothing_scrolls_sideways(place: Place) -> None:
    page = place.open()
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 800})
    assert not accessibility_faults(page)
    page.get_by_role("button", name="Play here").click()
    expect(page.locator(".film iframe")).to_be_focused()
    page.evaluate("scrollTo(0, 0)")
    assert not accessibility_faults(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(color_scheme="light")


def test_without_a_script_the_link_to_the_provider_stays(browser: Browser, built_port: int) -> None:
    context = browser.new_context(java_script_enabled=False)
    place = Place(context.new_page(), built_port)
    page = place.open()
    expect(page.get_by_role("button", name="Play here")).to_have_count(0)
    link = page.get_by_role("link", name="Watch on YouTube")
    assert (link.get_attribute("href") or "").startswith("https://www.youtube.com/watch?v=")
    assert "noreferrer" in (link.get_attribute("rel") or "")
    context.close()
