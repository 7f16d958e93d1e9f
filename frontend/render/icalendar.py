"""The format of calendars (RFC 5545, with names from RFC 7986): properties, escaping, folding."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final, NamedTuple

from frontend.render.plain_text import without_controls

LONGEST: Final = 75
"""Octets of a line without its end; what is longer is folded (RFC 5545, 3.1)."""

_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class CalendarEvent(NamedTuple):
    """One event. Times are exact; `changed` and `created` come from the document, so that equal documents give equal files."""

    uid: str
    created: datetime
    changed: datetime
    starts: datetime
    ends: datetime
    language: str
    summary: str
    description: str
    location: str
    url: str
    status: str


def calendar(events: Iterable[CalendarEvent], *, name: str | None = None, url: str | None = None) -> str:
    """Return a calendar file; one with a name is for subscribers and says how often to look again."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Waymark//Waymark//EN", "CALSCALE:GREGORIAN"]
    if name:
        lines += [f"NAME:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}"]
        lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H"]
    if url:
        lines.append(f"URL:{url}")
    for event in events:
        lines += _event(event)
    return "".join(folded(line) + "\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(event: CalendarEvent) -> list[str]:
    language = f";LANGUAGE={event.language}"
    location = [f"LOCATION{language}:{escaped(event.location)}"] if event.location else []
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{utc(event.changed)}",
        f"CREATED:{utc(event.created)}",
        f"LAST-MODIFIED:{utc(event.changed)}",
        f"SEQUENCE:{sequence(event.created, event.changed)}",
        f"DTSTART:{utc(event.starts)}",
        f"DTEND:{utc(event.ends)}",
        f"SUMMARY{language}:{escaped(event.summary)}",
        f"DESCRIPTION{language}:{escaped(event.description)}",
        *location,
        f"URL:{event.url}",
        f"STATUS:{event.status}",
        f"TRANSP:{'OPAQUE' if event.status == 'CONFIRMED' else 'TRANSPARENT'}",
        "END:VEVENT",
    ]


def sequence(created: datetime, changed: datetime) -> int:
    """Return a number that grows with every publication: the minutes since the first (there is no count of them)."""
    return max(0, int((changed - created).total_seconds() // 60))


def utc(moment: datetime) -> str:
    """Return a moment in UTC, which every calendar shows on its reader's own clocks."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Return words as a TEXT value (RFC 5545, 3.3.11)."""
    return without_controls(text).translate(_ESCAPES)


def folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets; no character is split, and each piece after the first begins with a space."""
    pieces, piece, length = [], "", 0
    for character in line:
        size = len(character.encode())
        if length + size > LONGEST:
            pieces.append(piece)
            piece, length = " ", 1
        piece += character
        length += size
    return "\r\n".join([*pieces, piece])
