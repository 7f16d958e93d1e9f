"""Small values that documents, blocks and settings share."""

import re
from datetime import date, time
from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, WithJsonSchema, model_validator

from content_models.base import Digest, Model

PageId = UUID
"""Identity of a page: the same in every language (Wagtail's translation key)."""

ContactId = UUID

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
LocaleCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A BCP 47 language tag, e.g. `en`, `cy`, `ur`."""

Path = Annotated[str, StringConstraints(pattern=r"^/([a-z0-9_-]+/)*$", max_length=1000)]
"""An address below the site's root: begins and ends with a slash."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[^\n\r]*$")]
ItemId = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
"""Stable identity of a block or a structured item; also its anchor."""

HttpUrl = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"'<>]+$", max_length=2000)]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s<>\"']+@[^@\s<>\"']+\.[^@\s<>\"']+$", max_length=254)]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()]{1,24}$")]
"""A telephone number as people read it; `dial()` gives the form for `tel:`."""

LocalTime = Annotated[time, WithJsonSchema({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$"})]
"""A time of the day without an offset, e.g. `18:00:00`; JSON Schema's own `time` (RFC 3339) would demand one."""

GssCode = Annotated[str, StringConstraints(pattern=r"^[EWSNK][0-9]{8}$")]
"""An ONS geography code (GSS), e.g. E07000071 for Colchester."""


def dial(phone: str) -> str:
    """Return `phone` as the number part of a `tel:` address (RFC 3966): digits and a leading plus."""
    return re.sub(r"[^0-9+]", "", phone)


class Nation(StrEnum):
    """A nation of the United Kingdom that a page applies to (the Prevent duty differs between them)."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


class Weekday(StrEnum):
    """A day of the week, Monday first (ISO 8601)."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class OrganisationKind(StrEnum):
    """What sort of body an organisation is."""

    NATIONAL = "national"
    FORCE = "force"
    COUNCIL = "council"


class Owner(Model):
    """The organisation that wrote a document."""

    slug: Slug
    name: Line


class BasedOn(Model):
    """Which version of whose page a page was made from that no longer follows it."""

    id: PageId
    owner: Owner
    version: Digest


class Licence(Model):
    """Under which terms content may be used again, and whose it is."""

    name: Line
    url: HttpUrl | None = None
    holder: Line
    note: Line | None = None


class OpeningPeriod(Model):
    """One span of opening on one weekday, in local time."""

    day: Weekday
    opens: LocalTime
    closes: LocalTime

    @model_validator(mode="after")
    def closes_after_it_opens(self) -> Self:
        """Reject a period that ends before it starts; one over midnight is written as two."""
        if self.closes <= self.opens:
            raise ValueError("an opening period must close after it opens; split one that runs over midnight")
        return self


class Hours(Model):
    """When a service answers: always, or by weekday, with a note for exceptions."""

    always: bool = False
    periods: tuple[OpeningPeriod, ...] = ()
    note: Line | None = None

    @model_validator(mode="after")
    def always_has_no_periods(self) -> Self:
        """Reject hours that are both "always" and by weekday."""
        if self.always and self.periods:
            raise ValueError("hours are either always or by weekday, not both")
        return self


class Area(Model):
    """An area by its ONS code and name."""

    code: GssCode
    name: Line


class Address(Model):
    """A postal address, a line each."""

    lines: Annotated[tuple[Line, ...], Field(min_length=1)]
    postcode: Line | None = None


class Source(Model):
    """Where a statement comes from."""

    text: Line
    url: HttpUrl | None = None


class Period(Model):
    """A span of days; without an end it goes on."""

    starts: date
    ends: date | None = None

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> Self:
        """Reject a period that ends before it starts."""
        if self.ends and self.ends < self.starts:
            raise ValueError("a period must not end before it starts")
        return self


LinkStyle = Literal["primary", "quiet"]
