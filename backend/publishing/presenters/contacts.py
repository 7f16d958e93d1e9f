"""Contacts of the registry, as the manifest carries them."""

from collections.abc import Mapping
from uuid import UUID

from backend.organisations.models import Contact
from backend.organisations.models.contact import TRANSLATED, WORDS
from backend.publishing.presenters.sources import Json
from backend.publishing.presenters.values import filled, items, opening_hours, plain


def present_contact(contact: Contact, pages: Mapping[int, UUID]) -> Json:
    """Return the data of a contact; `pages` gives page ids by primary key."""
    page = pages.get(contact.page_id or 0)
    lines = contact.address_lines
    return filled(
        id=str(contact.uuid),
        **{name: getattr(contact, name) for name in WORDS},
        page={"page": str(page)} if page else None,
        address=filled(lines=lines, postcode=contact.postcode) if lines else None,
        hours=opening_hours(hours) if (hours := contact.hours) else None,
        translations=[plain(raw, "locale", *TRANSLATED) for _, raw in items(contact.translations)] or None,
    )
