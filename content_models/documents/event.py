"""Event: when, where, for whom, and how to come."""

from datetime import date
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, AwareDatetime, model_validator

from content_models.base import Model
from content_models.documents.base import DocumentBase
from content_models.rich_text import RichText
from content_models.values import Address, Email, HttpUrl, ItemId, Line, LocalTime, Text


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("not a time zone of the IANA database; write it like Europe/London") from error
    return name


TimeZone = Annotated[Line, AfterValidator(_known_zone)]
"""The name of a time zone in the IANA database, e.g. `Europe/London`."""


class Venue(Model):
    """Where people meet."""

    name: Line
    address: Address | None = None
    travel: Text | None = None


class OnlineVenue(Model):
    """How to join from elsewhere."""

    url: HttpUrl | None = None
    note: Line | None = None


class AgendaItem(Model):
    """One point of the programme, in local time."""

    id: ItemId
    at: LocalTime
    title: Line
    detail: Line | None = None


class AccessNote(Model):
    """One thing to know before coming, e.g. step-free access."""

    id: ItemId
    title: Line
    text: Text


class Registration(Model):
    """How to register interest: by email or at an address."""

    email: Email | None = None
    url: HttpUrl | None = None
    deadline: date | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def leads_somewhere(self) -> Self:
        """Reject a registration with neither email nor address."""
        if not (self.email or self.url):
            raise ValueError("registration needs an email or a web address")
        return self


class Event(DocumentBase):
    """An event. `starts` and `ends` carry their offset."""

    type: Literal["event"] = "event"
    starts: AwareDatetime
    ends: AwareDatetime
    timezone: TimeZone
    doors: LocalTime | None = None
    venue: Venue | None = None
    online: OnlineVenue | None = None
    audience: Text
    agenda: tuple[AgendaItem, ...] = ()
    refreshments: Text | None = None
    access: tuple[AccessNote, ...] = ()
    cost: Line | None = None
    status: Literal["scheduled", "postponed", "cancelled", "ended"] = "scheduled"
    status_note: Text | None = None
    registration: Registration | None = None
    outcome: RichText | None = None

    @model_validator(mode="after")
    def takes_place(self) -> Self:
        """Reject an event that ends before it starts or that is nowhere."""
        if self.ends <= self.starts:
            raise ValueError("an event must end after it starts")
        if not (self.venue or self.online):
            raise ValueError("an event needs a venue or a way to join online")
        return self
