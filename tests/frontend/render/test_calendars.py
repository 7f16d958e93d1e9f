"""Events as calendar files: what is said of those that take place, and of those that do not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from content_models.examples import SITES
from frontend.plan.listing import Kind, Listing
from frontend.render.calendars import webcal
from tests.frontend.render.gallery import chrome, renderer, site_view

REQUIRED = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "STATUS", "URL", "LOCATION"}


def listing(slug: str, kind: Kind, locale: str | None = None) -> Listing:
    return next(each for each in site_view(slug, locale).lists.all() if each.kind is kind)


def site_calendar(slug: str) -> Calendar:
    found = renderer().listing(site_view(slug), listing(slug, Kind.CALENDAR), chrome(slug))
    calendar = Calendar.from_ical(found)
    assert isinstance(calendar, Calendar)
    return calendar


def events(slug: str) -> dict[str, Any]:
    return {str(event["URL"]).rpartition(".example")[2]: event for event in site_calendar(slug).walk("VEVENT")}


@pytest.mark.parametrize("slug", SITES)
def test_every_event_of_a_site_is_in_its_calendar_with_all_that_the_standard_asks(slug: str) -> None:
    view = site_view(slug)
    found = site_calendar(slug)
    assert found["VERSION"] == "2.0"
    assert len(found.walk("VEVENT")) == sum(entry.type == "event" for entry in view.manifest.entries)
    for event in found.walk("VEVENT"):
        assert not event.errors
        assert event.keys() >= REQUIRED
        assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt
        assert event["DTSTART"].dt.utcoffset() == timedelta()
    uids = [event["UID"] for event in found.walk("VEVENT")]
    assert len(uids) == len(set(uids))


def test_an_event_has_its_place_time_and_way_to_come() -> None:
    event = events("marlshire")["/events/roundtable/"]
    assert event["UID"] == "72947dc7-db9e-51e2-a5bf-6549c6c0ec7f"
    assert event["DTSTART"].dt == datetime(2027, 3, 25, 18, 0, tzinfo=UTC)
    assert event["LOCATION"] == "Thornby Town Hall, Market Place, TH1 1AA"
    assert event["STATUS"] == "CONFIRMED"
    assert "roundtable@marlshire.example" in str(event["DESCRIPTION"])
    assert "https://marlshire.example/events/roundtable/" in str(event["DESCRIPTION"])


def test_what_does_not_take_place_says_so_in_status_title_and_words() -> None:
    found = events("marlshire")
    cancelled, postponed = found["/events/film-night/"], found["/events/teachers-evening/"]
    assert (cancelled["STATUS"], postponed["STATUS"]) == ("CANCELLED", "TENTATIVE")
    assert cancelled["SUMMARY"] == "Cancelled: Film night and talk"
    assert postponed["SUMMARY"] == "Postponed: Evening for teachers"
    assert "The speaker is ill." in str(cancelled["DESCRIPTION"])
    assert {cancelled["TRANSP"], postponed["TRANSP"]} == {"TRANSPARENT"}


def test_a_file_of_one_event_is_the_same_event() -> None:
    view = site_view("marlshire")
    one = next(each for each in view.lists.all() if each.path == "/events/roundtable/event.ics")
    [event] = Calendar.from_ical(renderer().listing(view, one, chrome("marlshire"))).walk("VEVENT")
    assert event == events("marlshire")["/events/roundtable/"]


def test_the_same_documents_make_the_same_bytes() -> None:
    view, calendar = site_view("marlshire"), listing("marlshire", Kind.CALENDAR)
    assert renderer().listing(view, calendar, chrome("marlshire")) == renderer().listing(
        view, calendar, chrome("marlshire")
    )


def test_calendars_subscribe_by_a_scheme_of_their_own() -> None:
    assert webcal("https://marlshire.example/events.ics") == "webcal://marlshire.example/events.ics"
    assert webcal("http://x.localhost:8080/events.ics") == "webcal://x.localhost:8080/events.ics"
