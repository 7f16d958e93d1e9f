"""Organisations of the demonstration: provisioning, contacts, partners, and what refers to pages once there are any."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import uuid5

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from backend.core.hours import OpeningHours, expand
from backend.demo.media_library import NAMESPACE, Media, change, has_bytes
from backend.demo.source import DemoProblem, OrganisationSource
from backend.organisations.models import Area, Contact, HelpContact, Organisation
from backend.organisations.models.contact import WORDS
from backend.organisations.provisioning import provision
from backend.pages.importing.references import paths_below
from backend.pages.models import Partner

_OWN = (
    "name",
    "kind",
    "strapline",
    "nations",
    "languages",
    "help_introduction",
    "demonstration",
    "contact_note",
    "exit_off",
    "security_contact",
)
type Finder = Callable[[str], int | None]
"""From `/path/` or `organisation:/path/` to the page there."""


def load_organisation(source: OrganisationSource) -> Organisation:
    """Provision the organisation with its brand and its areas. Raises DemoProblem."""
    values = {name: source.settings.data[name] for name in _OWN if name in source.settings.data}
    address = f"http://{source.slug}.localhost:{settings.SITES_PORT}"
    values["feedback_url"] = feedback_address()
    try:
        organisation = provision(slug=source.slug, public_address=address, **values, **source.colours)
    except ValidationError as error:
        raise DemoProblem(f"{source.folder}/organisation.yaml: {'; '.join(error.messages)}") from error
    areas = [
        Area.objects.get_or_create(code=area["code"], defaults={"name": area["name"]})[0]
        for area in source.items("areas")
    ]
    if set(organisation.areas.all()) != set(areas):
        organisation.areas.set(areas)
        organisation.save()
    return organisation


def feedback_address() -> str:
    """Return where this system receives what visitors of the demonstration say of pages."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('api:feedback')}"


def load_contacts(organisation: Organisation, source: OrganisationSource) -> dict[str, int]:
    """Keep the contacts of organisation.yaml and return their primary keys. Raises DemoProblem."""
    found = {}
    for key, wanted in source.section("contacts").items():
        uuid = uuid5(NAMESPACE, f"contact:{source.slug}:{key}")
        contact = Contact.objects.filter(uuid=uuid).first() or Contact(uuid=uuid, organisation=organisation)
        values = {name: wanted.get(name, "") for name in WORDS} | {"shared": bool(wanted.get("shared"))}
        address = wanted.get("address") or {}
        values |= {"address_lines": address.get("lines", []), "postcode": address.get("postcode", "")}
        changed = change(contact, values)
        words = _translations(contact, key, wanted.get("translations") or {})
        if contact.translations.get_prep_value() != words.get_prep_value():
            contact.translations = words
            changed = True
        hours = _hours(wanted.get("hours"))
        if contact.hours != hours:
            contact.hours = hours
            changed = True
        if changed or contact.pk is None:
            _clean(contact, source, ("contacts", key))
            contact.save()
        found[key] = contact.pk
    return found


def _translations(contact: Contact, key: str, wanted: Mapping[str, Mapping[str, str]]) -> StreamValue:
    """Return the words of a contact in other languages, as the file has them by language."""
    field: Any = contact._meta.get_field("translations")
    raw = [
        {
            "type": "words",
            "id": str(uuid5(NAMESPACE, f"{contact.uuid}:{key}:{locale}")),
            "value": {"locale": locale, **words},
        }
        for locale, words in wanted.items()
    ]
    return StreamValue(field.stream_block, raw, is_lazy=True)


def load_partners(organisation: Organisation, source: OrganisationSource, media: Media) -> dict[str, int]:
    """Keep the partners of organisation.yaml and return their primary keys. Raises DemoProblem."""
    found = {}
    for key, wanted in source.section("partners").items():
        uuid = uuid5(NAMESPACE, f"partner:{source.slug}:{key}")
        partner = Partner.objects.filter(uuid=uuid).first() or Partner(uuid=uuid, organisation=organisation)
        values = {
            "name": wanted["name"],
            "url": wanted.get("url", ""),
            "shared": bool(wanted.get("shared")),
            "logo_id": media.images[wanted["logo"]] if "logo" in wanted else None,
        }
        if change(partner, values) or partner.pk is None:
            _clean(partner, source, ("partners", key))
            partner.save()
        found[key] = partner.pk
    return found


def finish(organisation: Organisation, source: OrganisationSource, media: Media, contacts: Mapping[str, int]) -> None:
    """Set what refers to pages and contacts: navigation, help panel, logo, pages of contacts, redirects. Raises DemoProblem."""
    find = _finder(organisation)
    _link_contacts(source, contacts, find)
    _help_panel(organisation, source, contacts)
    changed = change(organisation, {"footer_contact_id": contacts[source.settings.data["footer_contact"]]})
    for name in ("logo", "favicon"):
        made = media.marks[source.settings.data[name]]
        if not has_bytes(getattr(organisation, name), made.data):
            setattr(organisation, name, ContentFile(made.data, name=made.name))
            changed = True
    streams = {
        "header_links": _header(source, find),
        "footer_groups": _footer(source, find),
        "translations": _site_words(source),
    }
    for name, raw in streams.items():
        links: Any = organisation._meta.get_field(name)
        value = StreamValue(links.stream_block, raw, is_lazy=True)
        if getattr(organisation, name).get_prep_value() != value.get_prep_value():
            setattr(organisation, name, value)
            changed = True
    if changed:
        _clean(organisation, source, ())
        organisation.save()
    _redirects(organisation, source, find)


def _site_words(source: OrganisationSource) -> list[dict[str, Any]]:
    """Return what every page says in the site's other languages, as the file has it by language."""
    return [
        {"type": "words", "id": _id(source, "words", locale), "value": {"locale": locale, **words}}
        for locale, words in source.section("translations").items()
    ]


def _hours(wanted: Mapping[str, Any] | None) -> OpeningHours | None:
    if not wanted:
        return None
    periods = expand(wanted.get("times", ()))
    return OpeningHours(bool(wanted.get("always")), periods, wanted.get("note", "")) or None


def _finder(organisation: Organisation) -> Finder:
    paths: dict[str, dict[str, int]] = {}

    def find(reference: str) -> int | None:
        slug, _, path = reference.rpartition(":")
        slug = slug or organisation.slug
        if slug not in paths:
            other = Organisation.objects.select_related("site__root_page").get(slug=slug)
            paths[slug] = paths_below(other.site.root_page) if other.site else {}
        return paths[slug].get(path)

    return find


def _page(reference: str, source: OrganisationSource, find: Finder) -> int:
    if (page := find(reference)) is None:
        raise DemoProblem(f"{source.folder}/organisation.yaml: there is no page at {reference}.")
    return page


def _link_contacts(source: OrganisationSource, contacts: Mapping[str, int], find: Finder) -> None:
    for key, wanted in source.section("contacts").items():
        if "page" in wanted:
            contact = Contact.objects.get(pk=contacts[key])
            if change(contact, {"page_id": _page(wanted["page"], source, find)}):
                contact.save()


def _help_panel(organisation: Organisation, source: OrganisationSource, contacts: Mapping[str, int]) -> None:
    wanted = [contacts[key] for key in source.items("help_contacts")]
    if list(organisation.help_contacts.values_list("contact_id", flat=True)) != wanted:
        HelpContact.objects.filter(organisation=organisation).delete()
        for place, contact in enumerate(wanted):
            HelpContact.objects.create(organisation=organisation, contact_id=contact, sort_order=place)
        organisation.refresh_from_db()


def _header(source: OrganisationSource, find: Finder) -> list[dict[str, Any]]:
    return list(_links(source.items("header"), "link", source, find))


def _footer(source: OrganisationSource, find: Finder) -> list[dict[str, Any]]:
    return [
        {
            "type": "group",
            "id": _id(source, "group", group["heading"]),
            "value": {
                "heading": group["heading"],
                "links": list(_links(group["links"], "item", source, find)),
                "translations": [
                    {
                        "type": "item",
                        "id": _id(source, f"heading {locale}", group["heading"]),
                        "value": {"locale": locale, "heading": heading},
                    }
                    for locale, heading in group.get("translations", {}).items()
                ],
            },
        }
        for group in source.items("footer")
    ]


def _links(links: list[Any], kind: str, source: OrganisationSource, find: Finder) -> Iterator[dict[str, Any]]:
    for link in links:
        page = _page(link["page"], source, find) if "page" in link else None
        value = {"text": link["text"], "page": page, "url": link.get("url", "")}
        yield {"type": kind, "id": _id(source, kind, link["text"]), "value": value}


def _id(source: OrganisationSource, kind: str, words: str) -> str:
    return str(uuid5(NAMESPACE, f"{source.slug}:{kind}:{words}"))


def _redirects(organisation: Organisation, source: OrganisationSource, find: Finder) -> None:
    for wanted in source.items("redirects"):
        path = Redirect.normalise_path(wanted["from"])
        redirect = Redirect.objects.filter(site=organisation.site, old_path=path).first()
        redirect = redirect or Redirect(site=organisation.site, old_path=path)
        page = Page.objects.get(pk=_page(wanted["page"], source, find))
        if change(redirect, {"redirect_page": page, "is_permanent": True}) or redirect.pk is None:
            redirect.save()


def _clean(record: Any, source: OrganisationSource, keys: tuple[str, ...]) -> None:
    try:
        record.full_clean()
    except ValidationError as error:
        line = source.settings.line(keys)
        raise DemoProblem(f"{source.folder}/organisation.yaml:{line}: {'; '.join(error.messages)}") from error
