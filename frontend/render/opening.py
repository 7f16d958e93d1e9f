"""What a script needs to say "open now": usual hours as minutes of the week, and the words for each of them."""

from dataclasses import dataclass
from typing import Final

from content_models.values import Hours
from frontend.render import formats
from frontend.render.words import Words, language

DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Span:
    """A time of opening: minutes since Monday began, and its beginning in words."""

    start: int
    end: int
    begins: str


@dataclass(frozen=True, slots=True)
class OpenPart:
    """What is said while open and while closed (… stands for the next opening), and the times."""

    now: str
    later: str
    spans: tuple[Span, ...]


def open_part(words: Words, hours: Hours) -> OpenPart | None:
    """Return what tells whether a service is open; nothing for one that is always open or has no times by weekday."""
    if not hours.periods:
        return None
    names = language(words.locale).days["format"]["wide"]
    spans = []
    for period in hours.periods:
        day = formats.WEEKDAYS.index(period.day)
        start, end = (day * DAY + at.hour * 60 + at.minute for at in (period.opens, period.closes))
        begins = words.fill("days_and_times", days=names[day], times=formats.time_of_day(words, period.opens))
        spans.append(Span(start, end, begins.striptags()))
    spans.sort(key=lambda span: span.start)
    # A note like "first Tuesday of the month" says more than times by weekday can.
    now, later = words["open_now"], words.fill("open_later", when="…")
    if hours.note:
        now, later = words["open_now_note"], words.fill("open_later_note", when="…")
    return OpenPart(now.unescape(), later.striptags(), tuple(spans))
