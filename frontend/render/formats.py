"""Dates, times, opening hours, durations and sizes as people read them: "12 November 2026", "9am to 5pm", "4 min 10 s"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from markupsafe import Markup

from content_models.values import Hours, OpeningPeriod, Weekday
from frontend.render.words import Words, language

WEEKDAYS: Final = tuple(Weekday)
BRITISH_CLOCKS: Final = frozenset({"en", "cy"})
"""Languages whose readers here write "5:30pm"; the others get the hour and the part of the day from CLDR."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a point in time: `iso` for machines, `text` for people."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class HoursRow:
    """One line of a table of opening hours."""

    days: str
    times: Markup


@lru_cache(maxsize=4096)
def _date(day: date, locale: str, pattern: str) -> str:
    return format_date(day, pattern, locale=language(locale))


def day(words: Words, value: date) -> Moment:
    """Return "12 November 2026"."""
    value = value.date() if isinstance(value, datetime) else value
    return Moment(value.isoformat(), _date(value, words.locale, "d MMMM y"))


def weekday(words: Words, value: date) -> str:
    """Return "Thursday"."""
    return _date(value, words.locale, "EEEE")


def month(words: Words, value: date) -> str:
    """Return "March 2027"."""
    return _date(value, words.locale, "MMMM y")


def local(moment: datetime, timezone: str) -> datetime:
    """Return `moment` on the clocks of an IANA time zone; raises ZoneInfoNotFoundError for an unknown one."""
    return moment.astimezone(ZoneInfo(timezone))


@lru_cache(maxsize=4096)
def clock(words_locale: str, at: time) -> tuple[str, str]:
    """Return the hour and what goes with it: ("5:30", "pm"), ("9", "صبح")."""
    hour = str(at.hour % 12 or 12)
    figures = f"{hour}:{at.minute:02}" if at.minute else hour
    if words_locale in BRITISH_CLOCKS:
        return figures, "am" if at.hour < 12 else "pm"
    return figures, format_time(at, "B", locale=language(words_locale))


def time_of_day(words: Words, at: time) -> Markup:
    """Return "5:30pm"."""
    figures, part = clock(words.locale, at)
    if words.locale in BRITISH_CLOCKS:
        return Markup("{}{}").format(figures, part)
    return words.fill("time", figures=words.ltr(figures), part=part)


def time_span(words: Words, start: time, end: time) -> Markup:
    """Return "9am to 5pm"."""
    return words.fill("from_to", start=time_of_day(words, start), end=time_of_day(words, end))


def hours_table(words: Words, hours: Hours) -> tuple[HoursRow, ...]:
    """Return a row for each run of weekdays with the same hours, Monday first, closed days included."""
    if hours.always:
        return (HoursRow(str(words["every_day"]), words["any_time"]),)
    if not hours.periods:
        return ()
    return tuple(HoursRow(days, _times(words, spans)) for days, spans in _runs(words, hours.periods))


def hours_line(words: Words, hours: Hours) -> Markup:
    """Return hours as a phrase, "Monday to Friday, 8am to 6pm", or nothing; closed days are left out."""
    if hours.always:
        return words["any_time"]
    runs = [
        words.fill("days_and_times", days=days, times=_times(words, spans))
        for days, spans in _runs(words, hours.periods)
        if spans
    ]
    return Markup("; ").join(runs)


def _runs(words: Words, periods: Iterable[OpeningPeriod]) -> list[tuple[str, tuple[tuple[time, time], ...]]]:
    spans: dict[Weekday, list[tuple[time, time]]] = {}
    for period in sorted(periods, key=lambda item: item.opens):
        spans.setdefault(period.day, []).append((period.opens, period.closes))
    by_day = [(number, tuple(spans.get(name, ()))) for number, name in enumerate(WEEKDAYS)]
    runs = []
    for times, group in groupby(by_day, key=lambda item: item[1]):
        days = [number for number, _ in group]
        runs.append((_days(words, days), times))
    return runs


def _days(words: Words, days: Sequence[int]) -> str:
    if len(days) == 7:
        return str(words["every_day"])
    # Not "stand-alone": where CLDR has none of its own for a language, Babel gives it what the last language had.
    names = language(words.locale).days["format"]["wide"]
    if len(days) == 1:
        return str(names[days[0]])
    if len(days) == 2:
        return words.list(str(names[number]) for number in days)
    return str(words.fill("from_to", start=names[days[0]], end=names[days[-1]]))


def _times(words: Words, spans: Sequence[tuple[time, time]]) -> Markup:
    if not spans:
        return words["closed"]
    return Markup(", ").join(time_span(words, start, end) for start, end in spans)


def duration(words: Words, seconds: int) -> Markup:
    """Return "4 min 10 s"."""
    minutes, rest = divmod(seconds, 60)
    parts = [words.fill("min", n=minutes)] if minutes else []
    parts += [words.fill("s", n=rest)] if rest or not minutes else []
    return Markup(" ").join(parts)


def minutes(words: Words, seconds: int) -> Markup:
    """Return "4 minutes", rounded, never none."""
    return words.count("minutes", max(1, round(seconds / 60)))


def film_length(words: Words, seconds: int) -> Markup:
    """Return "4 minutes", or for less than one "12 seconds"."""
    return minutes(words, seconds) if seconds >= 60 else words.count("seconds", seconds)


def iso_duration(seconds: int) -> str:
    """Return the ISO 8601 duration of `seconds`, e.g. PT4M10S."""
    whole, rest = divmod(seconds, 60)
    return f"PT{whole}M{rest}S"


def size(words: Words, amount: int) -> Markup:
    """Return "9 MB", "1.1 MB" or "400 kB" (decimal units, at least 1 kB); no line ends between figures and unit."""
    if amount >= 999_500:
        megabytes = amount / 1_000_000
        figures = f"{megabytes:.1f}" if megabytes < 9.95 else f"{megabytes:.0f}"
        return words.ltr(f"{figures.removesuffix('.0')}\u00a0MB")
    return words.ltr(f"{max(1, round(amount / 1000))}\u00a0kB")
