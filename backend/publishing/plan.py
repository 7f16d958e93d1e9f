"""What goes into a manifest beside the documents: settings, contacts, pages elsewhere, old paths; in constant queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db.models import F
from pydantic import ValidationError

from backend.organisations.models import Contact, Organisation
from backend.pages.models import StandardPage
from backend.publishing.desired import DesiredEntry, desired_entries, with_draft
from backend.publishing.errors import SiteNotCompiled
from backend.publishing.identity import contract_ids
from backend.publishing.media import FileProblem, filename_of, media_type_of, store_files
from backend.publishing.models import LiveEntry, ManifestChange, StoredManifest
from backend.publishing.presenters.contacts import present_contact
from backend.publishing.presenters.site import SiteParts, linked_page_keys, present_site
from backend.publishing.presenters.sources import Json
from backend.publishing.provenance import with_canonical
from backend.publishing.redirects import StoredRedirect, present_redirects, redirects_of
from backend.publishing.trees import HomeTree, within
from backend.sharing.models import Adoption
from content_models import ContractError, Manifest, contact_ids, page_ids
from content_models import contacts as contract
from content_models.site import Site

LEGAL: Final = ("accessibility", "privacy", "contact")


@dataclass(frozen=True, slots=True)
class Plan:
    """A manifest to be, with what has to be written beside it."""

    manifest: Manifest
    entries: list[DesiredEntry]
    media: frozenset[str]
    """Digests of logo and favicon."""
    pages: frozenset[UUID]
    """Pages that the site refers to or adopted, and that are not its own."""
    contacts: frozenset[UUID]
    """Contacts that the site refers to."""
    problems: list[str]
    """What is left out, or stays as it was: a sentence each."""


@dataclass(slots=True)
class _Settings:
    """The settings part: what the organisation says about its site."""

    site: Site
    media: frozenset[str]
    contacts: dict[UUID, contract.Contact] = field(default_factory=dict)
    """Those that the site shows."""
    named: frozenset[UUID] = frozenset()
    """Those that it refers to, whether it may show them or not."""


def plan(
    owner: Organisation, trees: list[HomeTree], stored: StoredManifest, *, draft: DesiredEntry | None = None
) -> Plan:
    """Return the manifest that an organisation should have now, at the sequence of `stored`.

    With a `draft`, the manifest that it would have with this page, for its preview. Settings that make no site leave those
    of `stored` in place, so that a page can always be taken down. Raises SiteNotCompiled when there is no good manifest yet.
    """
    entries, problems = desired_entries(trees)
    if draft is not None:
        entries = with_draft(entries, draft)
    entries = with_canonical(entries)
    settings = _settled(owner, trees, stored, entries, problems)
    own = {entry.page_id for entry in entries}
    redirects = redirects_of(owner)
    wanted = {UUID(key) for entry in entries for key in entry.page_refs} | page_ids(settings.site)
    wanted |= {page for contact in settings.contacts.values() for page in page_ids(contact)}
    wanted |= {redirect.page for redirect in redirects.values() if redirect.page}
    external = _external(owner, wanted - own)
    leading, gone = _old_paths(owner, entries, redirects, own | {UUID(page["id"]) for page in external})
    return Plan(
        manifest=Manifest.model_validate(
            {
                "sequence": stored.sequence,
                "site": settings.site,
                "contacts": [contact for _, contact in sorted(settings.contacts.items())],
                "entries": list(map(_entry, entries)),
                "external": external,
                "redirects": leading,
                "gone": gone,
            }
        ),
        entries=entries,
        media=settings.media,
        pages=frozenset((wanted - own) | {entry.page_id for entry in entries if entry.adopted}),
        contacts=settings.named,
        problems=problems,
    )


def _entry(entry: DesiredEntry) -> dict[str, Any]:
    return {
        "path": entry.path,
        "id": entry.page_id,
        "locale": entry.locale,
        "type": entry.type,
        "digest": entry.digest,
        "overlay": entry.overlay,
        "adopted": entry.adopted,
    }


def _settled(
    owner: Organisation,
    trees: list[HomeTree],
    stored: StoredManifest,
    entries: list[DesiredEntry],
    problems: list[str],
) -> _Settings:
    """Return the settings with all contacts that the site shows, else the last good ones, of which `problems` then tells."""
    refs = {UUID(key) for entry in entries for key in (*entry.contact_refs, *entry.owner_contacts)}
    panel = owner.help_contacts.select_related("contact").order_by(F("sort_order").asc(nulls_last=True), "pk")
    helpers = [row.contact for row in panel]
    rows = _usable(owner, refs | {contact.uuid for contact in (*helpers, owner.footer_contact) if contact}, entries)
    pages = contract_ids([*linked_page_keys(owner), *(row.page_id for row in rows.values() if row.page_id)])
    contacts = _contacts(rows, pages, problems)
    try:
        settings = _settings(
            owner, [row for row in helpers if row.uuid in contacts], contacts, pages, _legal(trees, entries)
        )
    except SiteNotCompiled as error:
        settings = _last_good(stored, error)
        problems.append(f"{error} The last good settings stay.")
    named = refs | contact_ids(settings.site)
    settings.contacts |= {key: contacts[key] for key in named if key in contacts}
    settings.named = frozenset(named | {row.uuid for row in helpers})
    return settings


def _usable(owner: Organisation, wanted: set[UUID], entries: list[DesiredEntry]) -> dict[UUID, Contact]:
    """Return the contacts among `wanted` that are the organisation's own, or shared by others; nobody else's.

    With a page that it adopts come the contacts of that page's owner which the page itself names.
    """
    brought = {(entry.owner, UUID(key)) for entry in entries for key in entry.owner_contacts}
    rows = Contact.objects.filter(uuid__in=wanted)
    return {
        row.uuid: row
        for row in rows
        if row.organisation_id == owner.pk or row.shared or (row.organisation_id, row.uuid) in brought
    }


def _contacts(
    rows: Mapping[UUID, Contact], pages: Mapping[int, UUID], problems: list[str]
) -> dict[UUID, contract.Contact]:
    """Return contacts in the contract's form; one that is wrong is left out, and `problems` says so."""
    found = {}
    for key, row in rows.items():
        try:
            found[key] = contract.Contact.model_validate(present_contact(row, pages))
        except ValidationError as error:
            reason = ContractError.from_validation("It", error)
            problems.append(f"The contact “{row.label}” is left out until somebody mends it: {reason}.")
    return found


def _settings(
    owner: Organisation,
    helpers: list[Contact],
    contacts: Mapping[UUID, contract.Contact],
    pages: Mapping[int, UUID],
    legal: Mapping[str, UUID],
) -> _Settings:
    if not helpers:
        raise SiteNotCompiled(
            f"The site of {owner.name} cannot be published before its help panel has a contact: "
            f"add one in the settings of the organisation."
        )
    files, media = _brand_files(owner)
    footer = owner.footer_contact if owner.footer_contact and owner.footer_contact.uuid in contacts else None
    parts = SiteParts(pages=pages, help_contacts=tuple(helpers), footer_contact=footer, legal=legal, files=files)
    try:
        return _Settings(Site.model_validate(present_site(owner, parts)), media)
    except ValidationError as error:
        reason = ContractError.from_validation("the site", error)
        raise SiteNotCompiled(f"The settings of {owner.name} make no site: {reason}.") from error


def _last_good(stored: StoredManifest, error: SiteNotCompiled) -> _Settings:
    """Return the settings of the stored manifest with the contacts they name; raises `error` when there are none."""
    if not stored.sequence:
        raise error
    before = Manifest.parse(bytes(stored.body), lenient=True)
    named = contact_ids(before.site)
    contacts = {contact.id: contact for contact in before.contacts if contact.id in named}
    return _Settings(before.site, frozenset(stored.media.values_list("digest", flat=True)), contacts)


def _brand_files(owner: Organisation) -> tuple[dict[str, Json], frozenset[str]]:
    files: dict[str, Json] = {}
    for name, stored in store_files([owner.logo, owner.favicon]).items():
        if isinstance(stored, FileProblem):
            raise SiteNotCompiled(f"The settings of {owner.name} make no site: {stored.sentence}")
        files[name] = {
            "digest": stored.digest,
            "size": stored.size,
            "media_type": media_type_of(name),
            "filename": filename_of(name),
        }
    return files, frozenset(file["digest"] for file in files.values())


def _legal(trees: list[HomeTree], entries: list[DesiredEntry]) -> dict[str, UUID]:
    """Return the first page of the site for each legal purpose, its own or an adopted one."""
    own = StandardPage.objects.filter(within(trees), purpose__in=LEGAL, live=True)
    purposes: dict[int, str] = dict(own.values_list("pk", "purpose"))
    if adopted := [entry.pk for entry in entries if entry.adopted and entry.type == "standard"]:
        rows = Adoption.objects.filter(page_id__in=adopted, source__standardpage__purpose__in=LEGAL)
        purposes |= dict(rows.order_by().values_list("page_id", "source__standardpage__purpose"))
    found: dict[str, UUID] = {}
    for entry in entries:
        if entry.pk in purposes:
            found.setdefault(purposes[entry.pk], entry.page_id)
    return found


def _external(owner: Organisation, wanted: set[UUID]) -> list[Json]:
    """Return the pages among `wanted` that are public on their owner's site, in every language they have."""
    elsewhere = LiveEntry.objects.filter(page_id__in=wanted, adopted__isnull=True).exclude(organisation=owner)
    rows = elsewhere.order_by("page_id", "locale", "organisation_id").values_list(
        "page_id",
        "locale",
        "type",
        "path",
        "document__title",
        "document__summary",
        "organisation__slug",
        "organisation__name",
        "organisation__public_address",
    )
    found: dict[tuple[UUID, str], Json] = {}
    for page, locale, kind, path, title, summary, slug, name, address in rows if wanted else ():
        card: Json = {"id": str(page), "locale": locale, "type": kind, "title": title, "summary": summary}
        card |= {"url": f"{address.rstrip('/')}{path}", "owner": {"slug": slug, "name": name}}
        found.setdefault((page, locale), card)
    return list(found.values())


def _old_paths(
    owner: Organisation, entries: list[DesiredEntry], stored: Mapping[str, StoredRedirect], reachable: set[UUID]
) -> tuple[list[Json], list[str]]:
    """Return the redirects of the site, and the paths that were live once and lead nowhere now."""
    live = {entry.path: entry.page_id for entry in entries}
    redirects = present_redirects(stored, base_url=owner.public_address, live=live, reachable=frozenset(reachable))
    # Rows of what is still recorded count too: they become tombstones in this very transaction.
    once = set(ManifestChange.objects.filter(organisation=owner, digest=None).values_list("path", flat=True))
    once |= set(LiveEntry.objects.filter(organisation=owner).values_list("path", flat=True))
    return redirects, sorted(once - live.keys() - {redirect["path"] for redirect in redirects})
