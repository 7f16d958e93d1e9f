"""Event: when, where, for whom, and how to come."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from backend.pages.models import EventPage
from backend.publishing.errors import PageNotCompiled
from backend.publishing.presenters.base import fields
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.presenters.values import Raw, address, filled, group, listed, plain


def present(page: EventPage, sources: Sources) -> Json:
    """Return the fields of an event; its times carry the offset of the place where it is."""
    registration = plain(group(page.registration) or {}, "email", "url", "deadline", "note")
    return filled(
        starts=_local(page.starts, page.timezone),
        ends=_local(page.ends, page.timezone),
        **fields(page, "timezone", "doors", "audience", "refreshments", "cost", "status", "status_note"),
        venue=_venue(group(page.venue)),
        online=plain(group(page.online) or {}, "url", "note") or None,
        agenda=listed(page.agenda, lambda raw: plain(raw, "at", "title", "detail")),
        access=listed(page.access, lambda raw: plain(raw, "title", "text")),
        registration=registration or None,
        outcome=sources.rich(page.outcome),
    )


def _local(moment: datetime | None, zone: str) -> datetime | None:
    try:
        return moment.astimezone(ZoneInfo(zone)) if moment else None
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise PageNotCompiled(f"“{zone}” is no time zone; write one such as Europe/London.") from error


def _venue(raw: Raw | None) -> Json | None:
    if not raw or not raw.get("name"):
        return None
    return filled(**plain(raw, "name", "travel"), address=address(raw.get("address")))
