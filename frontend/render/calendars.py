"""Events as calendar files: one for each event, and one for all of a site that people can subscribe to."""

from collections.abc import Iterable
from typing import Final

from content_models import Entry
from content_models.documents import Event
from frontend.plan.view import SiteView
from frontend.render import formats
from frontend.render.icalendar import CalendarEvent, calendar
from frontend.render.words import Words

STATUSES: Final = {"postponed": "TENTATIVE", "cancelled": "CANCELLED"}
"""What RFC 5545 calls an event that does not simply take place. It has no word for postponed: the title says it."""


def event_file(view: SiteView, entry: Entry, words: Words) -> str:
    """Return the calendar file of one event."""
    return calendar([_event(view, entry, words)])


def site_calendar(view: SiteView, entries: Iterable[Entry], words: Words) -> str:
    """Return the calendar of all events of a site."""
    name = f"{words['events'].unescape()}: {view.site.organisation.name}"
    return calendar([_event(view, entry, words) for entry in entries], name=name, url=view.absolute(view.root))


def _event(view: SiteView, entry: Entry, words: Words) -> CalendarEvent:
    event = view.read(entry)
    if not isinstance(event, Event):
        raise TypeError(f"{entry.path} is in the calendar, but a {event.type}")
    url = view.absolute(entry.path)
    return CalendarEvent(
        uid=str(event.id),
        created=event.first_published,
        changed=event.last_updated,
        starts=event.starts,
        ends=event.ends,
        language=event.locale,
        summary=_summary(event, words),
        description="\n\n".join(_description(event, words, url)),
        location=_location(event, words),
        url=url,
        status=STATUSES.get(event.status, "CONFIRMED"),
    )


def _summary(event: Event, words: Words) -> str:
    if event.status not in STATUSES:
        return event.title
    return words.fill("calendar_status", status=words[f"event_{event.status}_short"], title=event.title).unescape()


def _location(event: Event, words: Words) -> str:
    if event.venue is None:
        return words["also_online"].unescape()
    address = event.venue.address
    parts = [event.venue.name, *(address.lines if address else ()), (address.postcode if address else None) or ""]
    return ", ".join(filter(None, parts))


def _description(event: Event, words: Words, url: str) -> list[str]:
    parts = [words[f"event_{event.status}"].unescape() + "."] if event.status in STATUSES else []
    parts += [event.status_note] if event.status_note else []
    parts.append(event.summary)
    if event.status in {"scheduled", "postponed"}:
        parts += _ways_to_come(event, words)
    return [*parts, url]


def _ways_to_come(event: Event, words: Words) -> list[str]:
    parts = [f"{words['join_online'].unescape()}: {event.online.url}"] if event.online and event.online.url else []
    if registration := event.registration:
        by = formats.day(words, registration.deadline).text if registration.deadline else None
        where = registration.url or registration.email or ""
        parts.append(f"{words['register'].unescape()}: {where}")
        parts += [words.fill("register_by", date=by).unescape()] if by else []
    return parts


def webcal(address: str) -> str:
    """Return an address by which calendars subscribe instead of fetching once."""
    return f"webcal:{address.partition(':')[2]}"
