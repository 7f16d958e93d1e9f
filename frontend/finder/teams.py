"""Who answers for which area, as an organisation's own manifest tells it."""

import hashlib
from dataclasses import dataclass
from typing import Final

from content_models import Manifest, canonical_bytes
from content_models.contacts import Contact, ContactKind
from content_models.values import Area, OrganisationKind

LOCAL_KINDS: Final = (ContactKind.REFERRAL, ContactKind.LOCAL_TEAM)
"""Contacts of a local team; the emergency and national numbers are on every page already."""


@dataclass(frozen=True, slots=True)
class Reach:
    """One contact of a team; `page` is the whole address of the page that it names."""

    contact: Contact
    page: str | None


@dataclass(frozen=True, slots=True)
class Team:
    """An organisation as the other sites show it. Its words are in `locale`."""

    slug: str
    name: str
    kind: OrganisationKind
    url: str
    locale: str
    areas: tuple[Area, ...]
    reach: tuple[Reach, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of its areas."""
        return frozenset(area.code for area in self.areas)

    @property
    def key(self) -> bytes:
        """What is different when anything that sites show of it is."""
        fields = (self.slug, self.name, self.kind, self.url, self.locale)
        parts = [repr(fields).encode(), *map(canonical_bytes, self.areas)]
        parts += (canonical_bytes(each.contact) + repr(each.page).encode() for each in self.reach)
        return hashlib.sha256(b"\x1e".join(parts)).digest()


def team_of(manifest: Manifest) -> Team:
    """Return the team that a manifest tells of: its local contacts in the order of its own help panel."""
    site = manifest.site
    base = site.base_url.rstrip("/")
    contacts = {contact.id: contact for contact in manifest.contacts}
    shown = (contacts.get(link.contact) for link in site.help.contacts)
    paths = {entry.id: entry.path for entry in reversed(manifest.entries) if entry.locale == site.default_locale}
    reach = [
        Reach(contact, base + paths[contact.page.page] if contact.page and contact.page.page in paths else None)
        for contact in shown
        if contact and contact.kind in LOCAL_KINDS
    ]
    organisation = site.organisation
    return Team(
        organisation.slug,
        organisation.name,
        organisation.kind,
        f"{base}/",
        site.default_locale,
        organisation.areas,
        tuple(reach),
    )
