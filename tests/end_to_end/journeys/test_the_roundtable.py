"""“I want to come to the roundtable”: from the home page to one's own calendar."""

from urllib.parse import urljoin

from icalendar import Calendar

from tests.end_to_end.journeys.conftest import Visitor
from tests.end_to_end.test_demo import get

TITLE = "Community roundtable, March 2027"


def test_the_way_to_the_roundtable_ends_in_ones_own_calendar(visitor: Visitor) -> None:
    visitor.open("buckinghamshire")
    visitor.tap(visitor.page.locator(".nav summary"))
    visitor.follow(visitor.page.locator(".nav details").get_by_role("link", name="Events"))
    subscribe = visitor.main.get_by_role("link", name="Subscribe in your calendar").get_attribute("href") or ""
    assert subscribe.startswith("webcal://buckinghamshire.localhost:")
    assert subscribe.endswith("/events.ics")
    visitor.follow(visitor.main.get_by_role("link", name=TITLE))
    assert visitor.page.locator("h1").inner_text() == TITLE
    assert "6pm to 7:30pm" in visitor.main.inner_text()
    address = visitor.main.get_by_role("link", name="Add to your calendar").get_attribute("href") or ""
    status, text = get(urljoin(visitor.page.url, address))
    assert status == 200
    [event] = Calendar.from_ical(text).walk("VEVENT")
    assert str(event["SUMMARY"]) == TITLE
    assert event["DTSTART"].dt.isoformat() == "2027-03-25T18:00:00+00:00"
    assert visitor.taps == 3
