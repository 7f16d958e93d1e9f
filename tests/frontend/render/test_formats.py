"""Dates, times, hours, lengths and sizes as British readers know them."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models.values import Hours, OpeningPeriod, Weekday
from frontend.render import formats
from frontend.render.words import Dictionary

WORDS = Dictionary()
EN, CY, UR, AR = (WORDS.of(locale) for locale in ("en", "cy", "ur", "ar"))


def period(day: str, opens: int, closes: int) -> OpeningPeriod:
    return OpeningPeriod(day=Weekday(day), opens=time(opens), closes=time(closes))


def hours(*periods: OpeningPeriod) -> Hours:
    return Hours(periods=periods)


WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")


def test_a_date_is_day_month_year() -> None:
    assert formats.day(EN, date(2026, 11, 12)) == formats.Moment("2026-11-12", "12 November 2026")
    assert formats.day(CY, date(2026, 11, 12)).text == "12 Tachwedd 2026"
    assert formats.day(UR, date(2026, 11, 12)).text == "12 نومبر 2026"


@pytest.mark.parametrize(
    ("at", "text"),
    [(time(9), "9am"), (time(17, 30), "5:30pm"), (time(12), "12pm"), (time(0), "12am"), (time(0, 5), "12:05am")],
)
def test_a_time_has_minutes_only_when_there_are_some(at: time, text: str) -> None:
    assert formats.time_of_day(EN, at) == text


def test_times_in_right_to_left_languages_keep_their_figures_together() -> None:
    assert '<bdi dir="ltr">5:30</bdi>' in formats.time_of_day(UR, time(17, 30))
    assert '<bdi dir="ltr">5:30</bdi>' in formats.time_of_day(AR, time(17, 30))


def test_equal_weekdays_that_follow_each_other_are_one_line() -> None:
    week = hours(*(period(day, 10, 18) for day in WEEK[:4]), period("friday", 10, 13), period("friday", 14, 18))
    assert [(row.days, str(row.times)) for row in formats.hours_table(EN, week)] == [
        ("Monday to Thursday", "10am to 6pm"),
        ("Friday", "10am to 1pm, 2pm to 6pm"),
        ("Saturday and Sunday", "Closed"),
    ]


def test_a_line_of_hours_leaves_out_closed_days() -> None:
    assert formats.hours_line(EN, hours(*(period(day, 8, 18) for day in WEEK))) == "Monday to Friday, 8am to 6pm"
    every = hours(*(period(day.value, 9, 17) for day in Weekday))
    assert formats.hours_line(EN, every) == "Every day, 9am to 5pm"
    assert formats.hours_line(EN, Hours(always=True)) == "Any time"
    assert formats.hours_line(EN, Hours(note="By appointment")) == ""
    assert formats.hours_table(EN, Hours(note="By appointment")) == ()


@given(st.lists(st.sampled_from(list(Weekday)), unique=True))
def test_every_weekday_stands_in_exactly_one_row(open_days: list[Weekday]) -> None:
    rows = formats.hours_table(EN, hours(*(period(day.value, 9, 17) for day in open_days)))
    assert not open_days or 1 <= len(rows) <= 7


@pytest.mark.parametrize(("seconds", "text"), [(250, "4 min 10 s"), (8, "8 s"), (60, "1 min"), (3600, "60 min")])
def test_a_length_is_minutes_and_seconds(seconds: int, text: str) -> None:
    assert formats.duration(EN, seconds) == text


def test_minutes_agree_with_their_number_in_each_language() -> None:
    assert formats.minutes(EN, 60) == "1 minute"
    assert formats.minutes(EN, 250) == "4 minutes"
    assert formats.minutes(EN, 1) == "1 minute"
    assert formats.minutes(AR, 120) == "دقيقتان"


@pytest.mark.parametrize(
    ("amount", "text"),
    [(1, "1 kB"), (400_000, "400 kB"), (999_499, "999 kB"), (999_600, "1 MB"), (1_100_000, "1.1 MB"), (9_100_000, "9.1 MB"), (14_200_000, "14 MB")],
)  # fmt: skip
def test_a_size_is_told_in_figures_that_people_can_compare(amount: int, text: str) -> None:
    assert formats.size(EN, amount) == text.replace(" ", "\u00a0")


def test_a_moment_is_told_on_the_clocks_of_its_place() -> None:
    assert formats.local(datetime(2027, 7, 1, 18, tzinfo=UTC), "Europe/London").hour == 19


def test_machines_read_lengths_in_iso_8601() -> None:
    assert formats.iso_duration(250) == "PT4M10S"


@pytest.mark.parametrize(
    ("seconds", "length"), [(1, "1 second"), (59, "59 seconds"), (60, "1 minute"), (250, "4 minutes")]
)
def test_a_film_of_less_than_a_minute_is_told_in_seconds(seconds: int, length: str) -> None:
    assert str(formats.film_length(EN, seconds)) == length


def test_weekdays_are_in_the_language_of_the_page_whichever_was_asked_for_before() -> None:
    week = hours(*(period(day, 9, 17) for day in WEEK))
    said = [str(formats.hours_line(words, week)).partition(",")[0].partition("،")[0] for words in (UR, AR, CY, EN)]
    assert said == ["پیر سے جمعہ", "الاثنين إلى الجمعة", "Dydd Llun i Dydd Gwener", "Monday to Friday"]
