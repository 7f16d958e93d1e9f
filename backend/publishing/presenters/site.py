"""An organisation's settings become the part of the manifest that is not one of its pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from backend.organisations.models import Contact, Organisation
from backend.organisations.models.translated import TRANSLATED
from backend.publishing.presenters.sources import Json
from backend.publishing.presenters.values import Raw, filled, items, kept, plain


@dataclass(frozen=True, slots=True)
class SiteParts:
    """What stands behind the settings of a site: looked up before, so that presenting asks for nothing."""

    pages: Mapping[int, UUID]
    """Page ids by primary key, for every page that `linked_page_keys` names."""
    help_contacts: tuple[Contact, ...]
    footer_contact: Contact | None
    legal: Mapping[str, UUID]
    """Id of the page for each legal purpose."""
    files: Mapping[str, Json]
    """Logo and favicon by their storage names."""


def linked_page_keys(organisation: Organisation) -> Iterator[int]:
    """Yield the primary keys of the pages that header and footer link to."""
    for raw in _links(organisation):
        if raw.get("page"):
            yield int(raw["page"])


def present_site(organisation: Organisation, parts: SiteParts) -> Json:
    """Return the data of a site."""
    footer = parts.footer_contact
    return filled(
        organisation=filled(
            slug=organisation.slug,
            name=organisation.name,
            kind=organisation.kind,
            strapline=organisation.strapline,
            nations=organisation.nations,
            areas=[{"code": area.code, "name": area.name} for area in organisation.areas.all()],
        ),
        base_url=organisation.public_address,
        locales=organisation.languages,
        brand=filled(
            colours=organisation.colours,
            logo=parts.files.get(organisation.logo.name or ""),
            favicon=parts.files.get(organisation.favicon.name or ""),
        ),
        help={
            "introduction": organisation.help_introduction,
            "contacts": [{"contact": str(contact.uuid)} for contact in parts.help_contacts],
        },
        header=kept(_link(raw, parts) for _, raw in items(organisation.header_links)),
        footer=[_group(raw, parts, organisation.languages) for _, raw in items(organisation.footer_groups)],
        footer_contact=filled(contact={"contact": str(footer.uuid)}, note=organisation.contact_note)
        if footer
        else None,
        legal={purpose: {"page": str(page)} for purpose, page in parts.legal.items()},
        exit_url=organisation.exit_url,
        exit_off=organisation.exit_off,
        neutral=_neutral(organisation),
        security=filled(contact=organisation.security_contact, policy=organisation.security_policy) or None,
        feedback_url=organisation.feedback_url,
        demonstration=organisation.demonstration,
        translations=_spoken(organisation.translations, organisation.languages, *TRANSLATED) or None,
    )


def _neutral(organisation: Organisation) -> Json | None:
    """Return the words that stand for the names of pages; None when pages go by their own."""
    if not organisation.neutral_titles:
        return None
    return filled(title=organisation.neutral_title, description=organisation.neutral_description)


def _links(organisation: Organisation) -> Iterator[Raw]:
    yield from (raw for _, raw in items(organisation.header_links))
    for _, group in items(organisation.footer_groups):
        yield from (raw for _, raw in items(group.get("links")))


def _link(raw: Raw, parts: SiteParts) -> Json | None:
    """Return a link; None when its page was deleted."""
    target: dict[str, Any] | None = None
    if page := parts.pages.get(int(raw.get("page") or 0)):
        target = {"kind": "page", "page": str(page)}
    elif raw.get("url"):
        target = {"kind": "url", "url": raw["url"]}
    return {"text": raw.get("text"), "target": target} if target else None


def _group(raw: Raw, parts: SiteParts, languages: list[str]) -> Json:
    links = kept(_link(link, parts) for _, link in items(raw.get("links")))
    words = _spoken(raw.get("translations"), languages, "heading")
    return filled(heading=raw.get("heading"), links=links, translations=words or None)


def _spoken(stored: Any, languages: list[str], *names: str) -> list[Json]:
    """Return the words in the site's other languages; those of a language that it has no more stay where they are."""
    return [plain(raw, "locale", *names) for _, raw in items(stored) if raw.get("locale") in languages[1:]]
