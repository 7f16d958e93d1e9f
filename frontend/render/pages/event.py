"""Event: when and where, how to come, the programme, and what to know before coming."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from content_models.documents import Event
from frontend.render import formats
from frontend.render.maps import map_link
from frontend.render.pages.base import Given, PageBase
from frontend.render.parts import Anchor, DatePart
from frontend.render.scope import Scope

SHORT_COST: Final = 24
"""Up to this length a cost stands beside the word "Event" over the title."""


@dataclass(frozen=True, slots=True)
class AgendaPart:
    """One point of the programme."""

    iso: str
    at: Markup
    title: str
    detail: str | None


@dataclass(frozen=True, slots=True)
class FactPart:
    """A term and what there is to know about it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class EventPage(PageBase):
    """`status` is set when the event does not simply take place; with `calendar` there is a use for its calendar file."""

    date: DatePart
    doors: Markup | None
    venue: str | None
    address: Markup | None
    map: Anchor | None
    online: Anchor | None
    online_note: str | None
    status: Markup | None
    status_note: str | None
    outcome: Markup | None
    calendar: bool
    registration: Anchor | None
    register_by: Markup | None
    registration_note: str | None
    agenda: tuple[AgendaPart, ...]
    facts: tuple[FactPart, ...]


def build(given: Given[Event]) -> EventPage:
    """Return the context of `pages/event.html`; times are on the clocks of the event's own zone."""
    scope, event = given.scope, given.document
    words = scope.words
    starts, ends = formats.local(event.starts, event.timezone), formats.local(event.ends, event.timezone)
    date = scope.date_part(starts, ends)
    return EventPage(
        mast=given.mast(_kind(scope, event)),
        body=given.body,
        date=date,
        doors=words.fill("doors_at", time=formats.time_of_day(words, event.doors)) if event.doors else None,
        venue=event.venue.name if event.venue else None,
        address=scope.address(event.venue.address) if event.venue else None,
        map=map_link(scope, event.venue.address) if event.venue else None,
        online=scope.outside(words["join_online"], event.online.url) if event.online and event.online.url else None,
        online_note=(event.online.note or str(words["also_online"])) if event.online else None,
        status=None if event.status == "scheduled" else words[f"event_{event.status}"],
        status_note=event.status_note,
        outcome=scope.html_or_none(event.outcome),
        calendar=event.status in {"scheduled", "postponed"},
        registration=_registration(scope, event, date),
        register_by=_register_by(scope, event),
        registration_note=event.registration.note if event.registration else None,
        agenda=tuple(
            AgendaPart(item.at.isoformat("minutes"), formats.time_of_day(words, item.at), item.title, item.detail)
            for item in event.agenda
        ),
        facts=_facts(scope, event),
    )


def _kind(scope: Scope, event: Event) -> Markup:
    words, cost = scope.words, event.cost
    if not cost or len(cost) > SHORT_COST:
        return words["kind_event"]
    return words.fill("kind_event_cost", cost=cost[0].lower() + cost[1:] if cost[1:].islower() else cost)


def _open(event: Event) -> bool:
    return event.status == "scheduled"


def _registration(scope: Scope, event: Event, date: DatePart) -> Anchor | None:
    registration = event.registration
    if registration is None or not _open(event):
        return None
    if registration.url:
        return scope.outside(scope.words["register"], registration.url)
    subject = f"{event.title}, {date.number} {date.month}"
    return scope.email(registration.email or "", scope.words["register_by_email"], subject)


def _register_by(scope: Scope, event: Event) -> Markup | None:
    registration = event.registration
    if registration is None or not _open(event):
        return None
    words = scope.words
    by = formats.day(words, registration.deadline).text if registration.deadline else None
    if registration.email and not registration.url:
        email = words.ltr(registration.email)
        return words.fill("write_to_by", email=email, date=by) if by else words.fill("write_to", email=email)
    return words.fill("register_by", date=by) if by else None


def _facts(scope: Scope, event: Event) -> tuple[FactPart, ...]:
    words = scope.words
    known = [FactPart(words["who_for"], event.audience)]
    known += [FactPart(words["cost"], event.cost)] if event.cost else []
    known += [FactPart(words["refreshments"], event.refreshments)] if event.refreshments else []
    known += [FactPart(note.title, note.text) for note in event.access]
    if event.venue and event.venue.travel:
        known.append(FactPart(words["getting_there"], event.venue.travel))
    return tuple(known)
