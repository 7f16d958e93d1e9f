"""Reading the content store: everything that the API serves, and nothing that is not public.

A document is served while some site shows its page in its language; versions that a newer one superseded stay readable by
their digest until then, and are never pruned. A file is served while a served document carries it, or a site's brand.
"""

import json
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from backend.publishing.errors import (
    UnknownDocument,
    UnknownMedia,
    UnknownPage,
    UnknownSite,
    WithdrawnDocument,
    WithdrawnMedia,
    WithdrawnPage,
)
from backend.publishing.models import (
    DocumentMedia,
    LiveEntry,
    ManifestChange,
    StoredDocument,
    StoredManifest,
    StoredMedia,
)


def sites() -> QuerySet[StoredManifest]:
    """Return the manifest of every public site with its organisation, by slug; one query. The bodies are not loaded."""
    public = StoredManifest.objects.filter(sequence__gt=0)
    return public.select_related("organisation").defer("body").order_by("organisation__slug")


def manifest_of(slug: str) -> StoredManifest:
    """Return the manifest of the site `slug` with its organisation; one query. Raises UnknownSite."""
    found = (
        StoredManifest.objects.select_related("organisation").filter(organisation__slug=slug, sequence__gt=0).first()
    )
    if found is None:
        raise UnknownSite(f"There is no public site called “{slug[:80]}”; /api/v1/sites/ lists them.")
    return found


def documents_of(manifest: StoredManifest | str) -> Iterator[bytes]:
    """Yield the canonical bytes of each document of a site's manifest once, in its order.

    One query, as long as no newer manifest is recorded meanwhile; what that took away is then read by digest, so that the
    documents always fit the manifest. Raises UnknownSite.
    """
    stored = manifest_of(manifest) if isinstance(manifest, str) else manifest
    wanted = dict.fromkeys(entry["digest"] for entry in json.loads(bytes(stored.body)).get("entries", ()))
    live = LiveEntry.objects.filter(organisation_id=stored.organisation_id).order_by("position")
    for digest, body in live.values_list("document_id", "document__body").iterator(chunk_size=200):
        if digest in wanted:
            del wanted[digest]
            yield bytes(body)
    if wanted:
        left = StoredDocument.objects.in_bulk(list(wanted))
        yield from (bytes(left[digest].body) for digest in wanted)


def document(digest: str) -> StoredDocument:
    """Return a document by its digest; one query. Raises UnknownDocument, WithdrawnDocument."""
    live = LiveEntry.objects.filter(page_id=OuterRef("page_id"), locale=OuterRef("locale"))
    found = StoredDocument.objects.annotate(is_live=Exists(live)).filter(digest=digest).first()
    if found is None:
        raise UnknownDocument(f"There is no document with the digest {digest[:80]}.")
    if not found.is_live:
        raise WithdrawnDocument("The page of this document is not public any more.")
    return found


def media(digest: str) -> StoredMedia:
    """Return a file by its digest; one query. Raises UnknownMedia, WithdrawnMedia."""
    live = LiveEntry.objects.filter(page_id=OuterRef("document__page_id"), locale=OuterRef("document__locale"))
    shown = DocumentMedia.objects.filter(Exists(live), media_id=OuterRef("digest"))
    brand = StoredManifest.media.through.objects.filter(storedmedia_id=OuterRef("digest"))
    found = StoredMedia.objects.annotate(is_live=Exists(shown) | Exists(brand)).filter(digest=digest).first()
    if found is None:
        raise UnknownMedia(f"There is no file with the digest {digest[:80]}.")
    if not found.is_live:
        raise WithdrawnMedia("No public page shows this file any more.")
    return found


def entries(
    manifest: StoredManifest,
    *,
    locale: str | None = None,
    type: str | None = None,  # noqa: A002 - the contract's word
    path: str | None = None,
    q: str | None = None,
) -> QuerySet[LiveEntry]:
    """Return the entries of a site in tree order with their documents; every word of `q` must occur. One query."""
    found = LiveEntry.objects.filter(organisation_id=manifest.organisation_id).select_related("document")
    found = found.defer("document__words", "document__page_refs", "document__contact_refs")
    if locale is not None:
        found = found.filter(locale=locale)
    if type is not None:
        found = found.filter(type=type)
    if path is not None:
        found = found.filter(path=path)
    for word in (q or "").lower().split():
        found = found.filter(document__words__contains=word)
    return found.order_by("position")


def entry(manifest: StoredManifest, page_id: UUID, locale: str) -> LiveEntry:
    """Return the entry of one page of a site with its document. Raises UnknownPage, WithdrawnPage."""
    found = entries(manifest, locale=locale).filter(page_id=page_id).first()
    if found is not None:
        return found
    was_there = ManifestChange.objects.filter(
        organisation_id=manifest.organisation_id, page_id=page_id, locale=locale
    ).exists()
    if was_there:
        raise WithdrawnPage("This page is not public any more.")
    raise UnknownPage(f"The site has no page {page_id} in the language “{locale[:40]}”.")
