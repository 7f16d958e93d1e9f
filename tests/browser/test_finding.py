"""“I want to come to the roundtable”, on a phone, with and without scripts: from the home page to one's own calendar."""

from urllib.parse import urljoin

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser


@pytest.mark.parametrize("scripts", [True, False])
def test_the_way_to_the_roundtable_ends_in_ones_own_calendar(
    browser: Browser, addresses: dict[str, str], scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(addresses["marlshire"] + "/")
    page.locator(".nav summary").click()
    page.locator(".nav details").get_by_role("link", name="Events").click()
    assert page.locator("#main").get_by_role("link", name="Subscribe in your calendar").get_attribute("href") == "webcal://marlshire.example/events.ics"  # fmt: skip
    page.locator("#main").get_by_role("link", name="Community roundtable: ask us about Prevent").click()
    found = page.get_by_role("link", name="Add to your calendar").get_attribute("href") or ""
    answer = page.request.get(urljoin(page.url, found))
    [event] = Calendar.from_ical(answer.text()).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Community roundtable: ask us about Prevent"
    context.close()


def test_what_came_of_an_event_is_found_from_the_events(browser: Browser, addresses: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(addresses["marlshire"] + "/events/")
    page.get_by_role("link", name="1 past event").click()
    assert "Sixty people came." in page.locator("#main").inner_text()
    context.close()
