"""Who stands on a poster: the site's own contacts by their roles, and those that the template names."""

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from content_models import Manifest
from content_models.contacts import Contact, ContactKind
from content_models.documents.toolkit import PosterContact, PosterTemplate

EMERGENCY: Final = "999"


class Directory:
    """The contacts of one site, as its manifest has them."""

    def __init__(self, manifest: Manifest) -> None:
        self._by_id: Mapping[UUID, Contact] = {contact.id: contact for contact in manifest.contacts}
        named = (self._by_id.get(link.contact) for link in manifest.site.help.contacts)
        self._panel = tuple(contact for contact in named if contact)

    @property
    def emergency(self) -> str:
        """The number for danger."""
        return next((one.phone for one in self._panel if one.kind is ContactKind.EMERGENCY and one.phone), EMERGENCY)

    def of(self, template: PosterTemplate) -> Iterator[tuple[PosterContact, Contact | None]]:
        """Yield each contact that a template asks for, with the site's, or None where the site has none."""
        for wanted in template.contacts:
            yield wanted, self._find(wanted)

    def _find(self, wanted: PosterContact) -> Contact | None:
        if wanted.contact:
            return self._by_id.get(wanted.contact.contact)
        mine = [contact for contact in self._panel if contact.kind == wanted.role]
        # Somebody who reads a poster has a telephone in the hand; of two, the one that can be rung.
        return next((contact for contact in mine if contact.phone), mine[0] if mine else None)


def reach_of(contact: Contact) -> tuple[str, str]:
    """Return how a contact is reached from a wall, and what that is: `phone` or `web`. Empty when only a page says it."""
    if contact.phone:
        return contact.phone, "phone"
    if contact.url:
        return bare(contact.url), "web"
    return (contact.email, "web") if contact.email else ("", "web")


def bare(address: str) -> str:
    """Return a web address as people type it: without its scheme and the slash at its end."""
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.removeprefix('www.')}{parts.path}".rstrip("/") + query
