"""Exit this page, in a real browser: at once, by keyboard, while the network is slow, and at any size and colour.

The button itself, with scripts and without, is a journey of the demonstration: `tests/end_to_end/journeys/`.
"""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.test_pages import LOCAL, NATIONAL
from tests.parts.leaving import WEATHER, Weather

GUIDE = NATIONAL["guide"]
LIGHTS = ".exit__count"


@pytest.fixture
def weather(browser_context: BrowserContext) -> Weather:
    return Weather.of(browser_context)


@pytest.fixture
def guide(page: Page, weather: Weather, addresses: dict[str, str]) -> Page:
    """A guide on a phone, reached from the home page."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(addresses["national"] + "/")
    page.goto(addresses["national"] + GUIDE)
    return page


def shift(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def stop_the_clock(page: Page) -> None:
    """Let time pass only when a test says so: a busy machine may need five seconds for three presses."""
    page.clock.install(time="2026-11-26T12:00:00Z")
    page.reload()
    page.clock.pause_at("2026-11-26T13:00:00Z")


def announced(page: Page) -> str:
    return page.locator(".exit-status").inner_text()


def left(page: Page) -> None:
    page.wait_for_url(WEATHER)
    assert page.locator("h1").inner_text() == "Sunny spells"


TELL = """() => addEventListener("click", () => setTimeout(() => console.info(JSON.stringify([
    document.title, location.pathname, document.body.innerText.trim(),
    [...document.querySelectorAll("link[rel~=icon]")].map(each => new URL(each.href).pathname.split(".")[0]),
    [...document.body.children].map(each => each.className)]))))"""


def test_while_the_network_is_slow_nothing_of_the_page_is_left(guide: Page, weather: Weather) -> None:
    weather.slow = True
    # A browser answers no question of a test while a page is on its way, so the page tells by itself.
    guide.evaluate(TELL)
    with guide.expect_request(WEATHER), guide.expect_console_message() as told:
        guide.locator(".exit").dispatch_event("click")
    assert json.loads(told.value.text) == ["bbc.co.uk", "/", "Loading.", ["/assets/blank"], ["vh"]]
    weather.hurry()
    left(guide)
    assert len(weather.asked) == 1


def test_the_middle_button_leaves_too_instead_of_opening_another_tab(guide: Page) -> None:
    guide.locator(".exit").click(button="right")
    assert guide.locator("h1").is_visible()
    guide.locator(".exit").click(button="middle")
    left(guide)
    assert len(guide.context.pages) == 1


def test_the_hidden_link_is_the_first_after_the_skip_link(guide: Page) -> None:
    guide.keyboard.press("Tab")
    guide.keyboard.press("Tab")
    hidden = guide.locator(".skip--exit")
    assert hidden.evaluate("each => each === document.activeElement && getComputedStyle(each).clipPath") == "none"
    guide.keyboard.press("Enter")
    left(guide)


def test_shift_three_times_leaves_and_counts_for_eyes_and_ears(guide: Page) -> None:
    stop_the_clock(guide)
    assert announced(guide) == ""
    shift(guide, 1)
    assert guide.locator(LIGHTS).inner_text() == "●○○"
    assert announced(guide) == "Shift: press it 2 more times to exit."
    shift(guide, 1)
    assert guide.locator(LIGHTS).inner_text() == "●●○"
    assert announced(guide) == "Shift: press it once more to exit."
    shift(guide, 1)
    left(guide)


def test_the_count_ends_after_five_seconds_and_says_so(guide: Page) -> None:
    stop_the_clock(guide)
    shift(guide, 2)
    guide.clock.run_for(4_900)
    assert guide.locator(LIGHTS).inner_text() == "●●○"
    guide.clock.run_for(200)
    assert guide.locator(LIGHTS).inner_text() == ""
    assert announced(guide) == "Exit by Shift has ended. Press it 3 times to exit."
    shift(guide, 2)
    assert guide.locator(LIGHTS).inner_text() == "●●○", "counted anew"
    guide.clock.run_for(10_100)
    assert announced(guide) == ""


@pytest.mark.parametrize("keys", ["Shift+A", "Shift+Tab", "Control+Shift", "Alt+Shift"])
def test_shift_together_with_another_key_is_no_press(guide: Page, keys: str) -> None:
    for _ in range(4):
        guide.keyboard.press(keys)
    assert guide.locator(LIGHTS).count() == 0
    assert guide.locator("h1").is_visible()


def test_another_key_in_between_begins_the_count_anew(guide: Page) -> None:
    shift(guide, 2)
    guide.keyboard.press("b")
    assert guide.locator(LIGHTS).inner_text() == ""
    shift(guide, 2)
    assert guide.locator("h1").is_visible()


def test_selecting_words_with_shift_and_the_mouse_is_no_press(guide: Page) -> None:
    for _ in range(4):
        guide.locator("h1").click(modifiers=["Shift"])
    assert guide.locator("h1").is_visible()


def test_a_page_type_without_the_way_out_has_nothing_of_it(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["national"] + "/news/launch/")
    assert page.locator(".exit, .skip--exit, script[src*='/exit.']").count() == 0
    assert page.locator(".safety__help").is_visible()
    shift(page, 3)
    assert page.locator("h1").is_visible()
    page.goto(addresses["national"] + "/news/")
    assert page.locator(".exit").is_visible()


@pytest.fixture(scope="module")
def small(browser: Browser) -> Iterator[Page]:
    """A window of 1280 by 1024 pixels at 400 %."""
    context = browser.new_context(viewport={"width": 320, "height": 256}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("slug", "path"), [("national", GUIDE), ("marlshire", "/ur/tell-someone/"), ("marlshire", LOCAL["event"])]
)
def test_at_400_percent_the_bar_is_small_and_stays(
    small: Page, addresses: dict[str, str], slug: str, path: str
) -> None:
    small.goto(addresses[slug] + path)
    bar = small.locator(".safety").bounding_box()
    exit_box = small.locator(".exit").bounding_box()
    assert bar
    assert exit_box
    assert bar["height"] <= 256 / 4
    assert exit_box["height"] >= 44
    assert exit_box["x"] >= 0
    assert exit_box["x"] + exit_box["width"] <= 320
    small.evaluate("scrollTo(0, 1500)")
    kept = small.locator(".exit").bounding_box()
    assert kept
    assert 0 <= kept["y"] < 20


def test_with_forced_colours_the_button_and_its_count_can_be_seen(guide: Page) -> None:
    guide.emulate_media(forced_colors="active")
    shift(guide, 1)
    look = guide.locator(".exit").evaluate(
        "each => [getComputedStyle(each).borderTopStyle, getComputedStyle(each).borderTopWidth]"
    )
    assert look == ["solid", "2px"]
    colours = guide.locator(LIGHTS).evaluate(
        "each => [getComputedStyle(each).color, getComputedStyle(each.parentElement).backgroundColor]"
    )
    assert colours[0] != colours[1]
    guide.emulate_media(forced_colors="none")
