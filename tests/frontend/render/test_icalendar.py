"""The calendar format, against a parser that is not ours, whatever the words are."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from frontend.render.icalendar import LONGEST, CalendarEvent, calendar, escaped, folded, sequence, utc

MOMENT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def event(**fields: Any) -> CalendarEvent:
    given = CalendarEvent(
        uid="72947dc7-db9e-51e2-a5bf-6549c6c0ec7f",
        created=MOMENT,
        changed=MOMENT + timedelta(days=1),
        starts=MOMENT,
        ends=MOMENT + timedelta(hours=1),
        language="en",
        summary="Evening",
        description="Come.",
        location="Hall",
        url="https://testshire.example/evening/",
        status="CONFIRMED",
    )
    return given._replace(**fields)


@given(WORDS)
def test_no_line_is_longer_than_the_standard_allows_and_unfolding_gives_it_back(line: str) -> None:
    line = line.replace("\r", "").replace("\n", "")
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= LONGEST for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(piece.startswith(" ") for piece in pieces[1:])


@given(WORDS, WORDS, WORDS)
def test_another_parser_reads_the_words_that_were_meant(summary: str, description: str, location: str) -> None:
    data = calendar([event(summary=summary, description=description, location=location)])
    assert re.fullmatch(r"(?:[^\r\n\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*\r\n)+", data)
    [found] = Calendar.from_ical(data).walk("VEVENT")
    for name, text in (("SUMMARY", summary), ("DESCRIPTION", description), ("LOCATION", location)):
        meant = re.sub(
            "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", "", text.replace("\r\n", "\n").replace("\r", "\n")
        )
        assert str(found.get(name, "")) == meant


def test_words_cannot_become_another_property() -> None:
    data = calendar([event(summary="Talk\r\nSTATUS:CANCELLED\r\nEND:VEVENT")])
    [found] = Calendar.from_ical(data).walk("VEVENT")
    assert found["STATUS"] == "CONFIRMED"
    assert escaped("a;b,c\\d\ne") == "a\\;b\\,c\\\\d\\ne"


def test_times_are_exact_whatever_zone_they_came_in() -> None:
    assert utc(datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))) == "20260630T233000Z"


def test_the_sequence_grows_with_each_publication_and_is_never_negative() -> None:
    assert [sequence(MOMENT, MOMENT + timedelta(minutes=minutes)) for minutes in (0, 1, 90)] == [0, 1, 90]
    assert sequence(MOMENT, MOMENT - timedelta(days=1)) == 0


def test_only_a_calendar_to_subscribe_to_has_a_name_and_says_how_often_to_look() -> None:
    assert "REFRESH-INTERVAL" not in calendar([event()])
    named = Calendar.from_ical(calendar([event()], name="Events: Marlshire", url="https://marlshire.example/"))
    assert named["X-WR-CALNAME"] == "Events: Marlshire"
    assert "PT12H" in calendar([event()], name="Events")
