"""Contacts of the registry, as the manifest carries them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend.organisations.models import Contact
from backend.publishing.presenters.sources import Json
from backend.publishing.presenters.values import filled

_NAMES = (
    "kind",
    "label",
    "need",
    "phone",
    "text_relay",
    "sign_language_url",
    "email",
    "url",
    "url_text",
    "confidentiality",
    "note",
    "cost",
)


def present_contact(contact: Contact, pages: Mapping[int, UUID]) -> Json:
    """Return the data of a contact; `pages` gives page ids by primary key."""
    page = pages.get(contact.page_id or 0)
    lines = contact.address_lines
    return filled(
        id=str(contact.uuid),
        **{name: getattr(contact, name) for name in _NAMES},
        page={"page": str(page)} if page else None,
        address=filled(lines=lines, postcode=contact.postcode) if lines else None,
        hours=_hours(contact),
    )


def _hours(contact: Contact) -> Json | None:
    hours: Any = contact.hours
    if not hours:
        return None
    periods = [{"day": period.day, "opens": period.opens, "closes": period.closes} for period in hours.periods]
    return filled(always=hours.always, periods=periods, note=hours.note)
