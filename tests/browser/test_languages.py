"""The language switch on a phone, with and without scripts: to the same page, or to words that say it is not translated."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, java_script_enabled=request.param, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def switch(page: Page, name: str) -> None:
    link = page.locator(".langs").get_by_role("link", name=name)
    box = link.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert 0 <= box["x"] <= PHONE["width"] - box["width"]
    link.click()


def test_the_switch_leads_to_the_same_page_and_back(phone: Page, addresses: dict[str, str]) -> None:
    phone.goto(addresses["marlshire"] + "/tell-someone/")

    switch(phone, "اردو")
    expect(phone).to_have_url(addresses["marlshire"] + "/ur/tell-someone/")
    html = phone.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == ("ur", "rtl")
    expect(phone.locator(".langs [aria-current]")).to_have_text("اردو")
    # The menu and the way to help stand at the side where reading begins.
    box = phone.locator(".safety__help").bounding_box()
    assert box is not None
    assert box["x"] > PHONE["width"] / 2

    switch(phone, "English")
    expect(phone).to_have_url(addresses["marlshire"] + "/tell-someone/")


def test_a_page_that_is_not_translated_says_so_offers_the_original_and_has_the_numbers(
    phone: Page, addresses: dict[str, str]
) -> None:
    phone.goto(addresses["marlshire"] + "/ur/tell-someone/")

    switch(phone, "Cymraeg")
    expect(phone).to_have_url(addresses["marlshire"] + "/cy/tell-someone/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Nid yw’r dudalen hon ar gael yn Gymraeg eto")
    expect(phone.locator("#help .help__when").first).to_have_text("Mae rhywun mewn perygl nawr")
    expect(phone.locator('#help a[href="tel:999"]')).to_have_text("999")

    phone.locator("main .acts .btn").first.click()
    expect(phone).to_have_url(addresses["marlshire"] + "/tell-someone/")


def test_numbers_keep_their_order_on_a_page_from_right_to_left(phone: Page, addresses: dict[str, str]) -> None:
    phone.goto(addresses["marlshire"] + "/ur/tell-someone/")
    assert phone.locator("html").get_attribute("dir") == "rtl"
    numbers = phone.locator('#help a[href^="tel:"]')
    assert numbers.count() > 3
    for number in numbers.all():
        expect(number.locator('bdi[dir="ltr"]')).to_have_count(1)
