"""What came of an event that is over is found from the events, on a phone without scripts."""

from playwright.sync_api import Browser


def test_what_came_of_an_event_is_found_from_the_events(browser: Browser, addresses: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(addresses["marlshire"] + "/events/")
    page.get_by_role("link", name="1 past event").click()
    assert "Sixty people came." in page.locator("#main").inner_text()
    context.close()
