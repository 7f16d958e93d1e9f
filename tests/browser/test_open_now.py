"""“Open now” is said by the clocks of the service, not of the visitor, and plain hours stand there without a script."""

from datetime import datetime

import pytest
from playwright.sync_api import Browser

OPEN_DOOR = "/support/open-door/"
OPEN, CLOSED = "Open now, by its usual hours.", "Closed now, by its usual hours. Opens again: "


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        # Friday: 10am to 1pm and 2:30pm to 6pm. Winter: London keeps UTC.
        ("2026-11-27T09:59:30Z", f"{CLOSED}Friday, 10am."),
        ("2026-11-27T10:00:00Z", OPEN),
        ("2026-11-27T12:59:59Z", OPEN),
        ("2026-11-27T13:00:00Z", f"{CLOSED}Friday, 2:30pm."),
        # Summer: an hour ahead of UTC.
        ("2026-07-03T09:00:00Z", OPEN),
        ("2026-07-03T17:00:00Z", f"{CLOSED}Saturday, 10am."),
        # Saturday after closing: Sunday is left out, and the week begins again.
        ("2026-11-28T13:30:00Z", f"{CLOSED}Monday, 10am."),
    ],
)
def test_open_now_follows_the_clocks_of_london(
    browser: Browser, addresses: dict[str, str], moment: str, said: str
) -> None:
    context = browser.new_context(timezone_id="Pacific/Auckland", locale="fr-FR")
    page = context.new_page()
    page.clock.set_fixed_time(datetime.fromisoformat(moment))
    page.goto(addresses["marlshire"] + OPEN_DOOR)
    told = page.locator("[data-open]")
    assert told.is_visible()
    assert told.inner_text().startswith(said)
    assert ("open" in (told.get_attribute("class") or "")) is (said == OPEN)
    context.close()


def test_without_a_script_only_the_hours_are_shown(browser: Browser, addresses: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(addresses["marlshire"] + OPEN_DOOR)
    assert not page.locator("[data-open]").is_visible()
    assert page.locator("th", has_text="Saturday").is_visible()
    page.goto(addresses["marlshire"] + "/support/")
    page.locator("main").get_by_role("link", name="Help at home").click()
    assert page.locator("h1").inner_text() == "Find support: Help at home"
    assert page.locator(".services a[href^='tel:']").first.is_visible()
    context.close()
