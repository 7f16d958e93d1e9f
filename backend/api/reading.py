"""Ready pages: stored documents with their local parts and every reference filled in for the site that is being read."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from backend.api.answers import Page, Provenance
from backend.publishing import store
from backend.publishing.models import LiveEntry, StoredManifest
from content_models import (
    AdoptedEntry,
    Document,
    ExternalPage,
    Links,
    Merged,
    Resolved,
    contact_ids,
    merge,
    page_ids,
    parse_document,
    parse_overlay,
    resolve,
    walk,
)
from content_models.blocks.base import BlockBase
from content_models.contacts import Contact
from content_models.media import MediaFile


@dataclass(frozen=True, slots=True)
class SiteReading:
    """What the pages of a site need of its manifest."""

    base_url: str
    locales: tuple[str, ...]
    contacts: Mapping[UUID, Contact]
    external: Mapping[UUID, tuple[ExternalPage, ...]]

    @classmethod
    def of(cls, manifest: StoredManifest) -> Self:
        """Read the stored manifest but for its entries, which are asked of the database page by page."""
        data: dict[str, Any] = json.loads(bytes(manifest.body))
        contacts = (Contact.model_validate(item, extra="ignore") for item in data.get("contacts", ()))
        external: dict[UUID, tuple[ExternalPage, ...]] = {}
        for item in data.get("external", ()):
            page = ExternalPage.model_validate(item, extra="ignore")
            external[page.id] = (*external.get(page.id, ()), page)
        site = data["site"]
        return cls(
            base_url=site["base_url"].rstrip("/"), locales=tuple(site["locales"]),
            contacts={contact.id: contact for contact in contacts}, external=external,
        )  # fmt: skip

    def rank(self, locale: str, wanted: str) -> int:
        """Return how well a version in `locale` serves a reader of `wanted`: the same language, then the site's order."""
        if locale == wanted:
            return -1
        return self.locales.index(locale) if locale in self.locales else len(self.locales)


def best_entry(manifest: StoredManifest, site: SiteReading, page_id: UUID, locale: str | None) -> LiveEntry:
    """Return the entry of a page in `locale`, or without one in the first of the site's languages that it has.

    Raises the store's UnknownPage or WithdrawnPage.
    """
    if locale is None:
        found = store.entries(manifest).filter(page_id=page_id)
        best = min(found, key=lambda entry: site.rank(entry.locale, site.locales[0]), default=None)
        if best is not None:
            return best
    return store.entry(manifest, page_id, locale or site.locales[0])


def ready_pages(
    manifest: StoredManifest, site: SiteReading, entries: Iterable[LiveEntry], media_url: Callable[[MediaFile], str]
) -> tuple[Page, ...]:
    """Return `entries` as pages whose links, contacts and files have addresses; one query for all of them."""
    merged = [(entry, _merged(entry)) for entry in entries]
    targets = _targets(manifest, site, (each.document for _, each in merged))
    pages = []
    for entry, each in merged:
        links = Links(pages=_resolved(site, targets, entry.locale), contacts=site.contacts, media_url=media_url)
        pages.append(_page(site, entry, each, resolve(each.document, links)))
    return tuple(pages)


def _merged(entry: LiveEntry) -> Merged:
    """Return the document of an entry with its local parts in their places."""
    overlay = parse_overlay(bytes(entry.overlay.body), lenient=True) if entry.overlay else None
    return merge(parse_document(bytes(entry.document.body), lenient=True), overlay)


def _page(site: SiteReading, entry: LiveEntry, merged: Merged, document: Document) -> Page:
    # What was filled in has been checked where it came from, and a document of an older contract stays as it is.
    return Page.model_construct(
        id=entry.page_id, locale=entry.locale, type=document.type, path=entry.path, url=site.base_url + entry.path,
        digest=entry.document_id, provenance=_provenance(entry, merged), document=document,
    )  # fmt: skip


def _provenance(entry: LiveEntry, merged: Merged) -> Provenance:
    document = merged.document
    if entry.adopted is None and document.based_on is not None:
        copied = document.based_on
        return Provenance(owner=copied.owner, id=copied.id, digest=copied.version, mode="detached")
    if entry.adopted is None:
        return Provenance(owner=document.owner, id=entry.page_id, digest=entry.document_id, mode="own")
    adopted = AdoptedEntry.model_validate(entry.adopted, extra="ignore")
    blocks = (part.id for part in walk(document) if isinstance(part, BlockBase))
    return Provenance.model_construct(
        owner=adopted.owner, id=entry.page_id, digest=entry.document_id, mode=adopted.mode, overlay=entry.overlay_id,
        canonical=adopted.canonical, blocks={name: "local" if name in merged.local else "national" for name in blocks},
    )  # fmt: skip


def _targets(manifest: StoredManifest, site: SiteReading, documents: Iterable[Document]) -> dict[UUID, list[LiveEntry]]:
    wanted: set[UUID] = set()
    for document in documents:
        wanted |= page_ids(document)
        for contact_id in contact_ids(document) & site.contacts.keys():
            wanted |= page_ids(site.contacts[contact_id])
    found: dict[UUID, list[LiveEntry]] = {}
    if wanted:
        rows = store.entries(manifest).filter(page_id__in=wanted).defer(None)
        shown = ("document__title", "document__summary", "overlay__summary")
        for row in rows.only("path", "page_id", "locale", *shown):
            found.setdefault(row.page_id, []).append(row)
    return found


def _resolved(site: SiteReading, targets: Mapping[UUID, list[LiveEntry]], locale: str) -> dict[UUID, Resolved]:
    answer = {}
    for page_id, cards in site.external.items():
        best = min(cards, key=lambda card: site.rank(card.locale, locale))
        answer[page_id] = Resolved(url=best.url, title=best.title, summary=best.summary)
    for page_id, rows in targets.items():
        row = min(rows, key=lambda row: site.rank(row.locale, locale))
        own = row.overlay.summary if row.overlay else ""
        answer[page_id] = Resolved(site.base_url + row.path, row.document.title, own or row.document.summary)
    return answer
