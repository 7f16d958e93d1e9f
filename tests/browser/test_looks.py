"""How pages behave on a small screen and while one reads: what must hold whatever they look like."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}
GUIDE, TOOLKIT = "/tell-someone/", "/posters-and-leaflets/"


@pytest.fixture(scope="module")
def scripted(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    """A tab without scripts."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def bottom(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None, selector
    return box["y"] + box["height"]


@pytest.mark.parametrize("site", ["national", "marlshire", "pendrick"])
def test_the_first_screen_of_a_phone_leads_to_help_in_one_tap(
    plain: Page, addresses: dict[str, str], site: str
) -> None:
    plain.set_viewport_size(PHONE)
    plain.goto(addresses[site] + "/")
    assert bottom(plain, ".safety__help") < PHONE["height"]
    assert bottom(plain, ".hero .btn--accent") < PHONE["height"], "what to do about a worry"
    plain.locator(".safety__help").click()
    urgent = plain.locator('.help__now a[href="tel:999"]').bounding_box()
    assert urgent is not None
    assert 0 < urgent["y"] < PHONE["height"], "one tap, and 999 is on the screen"


def test_the_menu_of_a_phone_lies_over_the_page_and_moves_nothing(plain: Page, addresses: dict[str, str]) -> None:
    plain.set_viewport_size(PHONE)
    plain.goto(addresses["national"] + "/")
    before = bottom(plain, "h1"), bottom(plain, ".nav summary")
    plain.locator(".nav summary").click()
    assert plain.locator(".nav details a").first.is_visible()
    assert (bottom(plain, "h1"), bottom(plain, ".nav summary")) == before
    plain.locator("main a").first.focus()
    assert not plain.locator(".nav details a").first.is_visible(), "it covers nothing that has the focus"
    plain.locator(".nav summary").focus()
    assert plain.locator(".nav details a").first.is_visible()


def test_a_guide_shows_which_step_is_being_read(scripted: Page, addresses: dict[str, str]) -> None:
    scripted.goto(addresses["national"] + GUIDE, wait_until="load")
    current = scripted.locator(".progress [aria-current=step]")
    assert current.get_attribute("href") == scripted.locator(".progress a").first.get_attribute("href")
    third = scripted.locator(".progress a").nth(2)
    third.click()
    scripted.wait_for_function("document.querySelector('.progress li:nth-child(3) a[aria-current=step]')")
    assert current.count() == 1
    heading = scripted.locator(".steps > li").nth(2).locator("h3").bounding_box()
    assert heading is not None
    assert heading["y"] >= bottom(scripted, ".progress"), "the step is not hidden below its progress"


def test_the_steps_of_a_guide_are_links_without_scripts(plain: Page, addresses: dict[str, str]) -> None:
    plain.goto(addresses["national"] + GUIDE)
    plain.locator(".progress a").nth(1).click()
    assert 0 < bottom(plain, ".steps > li:nth-child(2) h3") < PHONE["height"]


def test_a_shelf_is_filtered_by_kind_and_language_without_scripts(plain: Page, addresses: dict[str, str]) -> None:
    plain.goto(addresses["national"] + TOOLKIT)
    items = plain.locator(".shelf > li:visible")
    everything = items.count()
    plain.get_by_label("Posters").check()
    assert {each.get_attribute("data-kind") for each in items.all()} == {"poster"}
    plain.get_by_label("اردو").check()
    assert items.count() == 1
    assert "Urdu" in items.inner_text()
    assert plain.url.endswith(TOOLKIT), "the choice is in no address"
    plain.get_by_label("All", exact=True).check()
    plain.get_by_label("Every language").check()
    assert items.count() == everything


def test_a_choice_that_would_leave_an_empty_shelf_is_not_offered(plain: Page, addresses: dict[str, str]) -> None:
    plain.goto(addresses["national"] + TOOLKIT)
    languages = plain.locator(".filter:last-of-type label:visible")
    assert languages.count() > 2
    plain.get_by_label("Films").check()
    offered = plain.locator('input[name="language"]:visible')
    for number in range(offered.count()):
        offered.nth(number).check()
        assert plain.locator(".shelf > li:visible").count() > 0


def test_a_film_and_its_words_stand_side_by_side_on_a_desk(scripted: Page, addresses: dict[str, str]) -> None:
    scripted.goto(addresses["national"] + "/films/what-happens-when-you-call/", wait_until="load")
    film, words = scripted.locator(".film").bounding_box(), scripted.locator(".screening__words").bounding_box()
    assert film is not None
    assert words is not None
    assert words["x"] >= film["x"] + film["width"]
    assert words["y"] < film["y"] + film["height"]
