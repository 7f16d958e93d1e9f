"""security.txt (RFC 9116): where somebody who found a weakness of the site tells of it."""

from datetime import date, timedelta

from content_models import Manifest
from content_models.contacts import Contact
from content_models.site import Site

FILE = ".well-known/security.txt"


def expires(today: date) -> date:
    """Return the day until which a file made today holds: nine to twelve months ahead, the same for a whole quarter.

    A site that is built now and then never comes near it, and one that is built every day is written anew four times a
    year. The standard asks for less than a year.
    """
    month = 3 * ((today.month - 1) // 3) + 1
    return date(today.year, month, 1) + timedelta(days=360)


def security_txt(manifest: Manifest, today: date) -> dict[str, bytes]:
    """Return the file by its name; none when the settings name nobody to write to."""
    site = manifest.site
    contact = _contact(manifest)
    if contact is None:
        return {}
    policy = [f"Policy: {site.security.policy}"] if site.security and site.security.policy else []
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires(today).isoformat()}T00:00:00Z",
        f"Preferred-Languages: {', '.join(site.locales)}",
        f"Canonical: {site.base_url.rstrip('/')}/{FILE}",
        *policy,
    ]
    return {FILE: "".join(f"{line}\n" for line in lines).encode()}


def _contact(manifest: Manifest) -> str | None:
    """Return who is told: whom the settings name, else the organisation's own contact at the foot of its pages."""
    site = manifest.site
    if site.security and site.security.contact:
        return _address(site.security.contact)
    foot = _foot(site, manifest.contacts)
    if foot is None:
        return None
    return _address(foot.email) if foot.email else foot.url


def _foot(site: Site, contacts: tuple[Contact, ...]) -> Contact | None:
    wanted = site.footer_contact.contact.contact if site.footer_contact else None
    return next((contact for contact in contacts if contact.id == wanted), None)


def _address(contact: str) -> str:
    return contact if contact.startswith(("https:", "http:")) else f"mailto:{contact}"
