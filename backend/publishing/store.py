"""Reading the content store: everything that the API serves, and nothing that is not public.

A document is served while some site shows its page in its language, its owner's or an adopter's; versions that a newer one
superseded stay readable by their digest until then, and are never pruned. So is an overlay while its organisation's site
shows the page that it belongs to as an adopted one. A file is served while a served document or overlay carries it, or a
site's brand.
"""

import json
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from backend.publishing.errors import (
    UnknownDocument,
    UnknownMedia,
    UnknownOverlay,
    UnknownPage,
    UnknownSite,
    WithdrawnDocument,
    WithdrawnMedia,
    WithdrawnOverlay,
    WithdrawnPage,
)
from backend.publishing.models import (
    DocumentMedia,
    LiveEntry,
    ManifestChange,
    OverlayMedia,
    StoredDocument,
    StoredManifest,
    StoredMedia,
    StoredOverlay,
)

_NOT_SHOWN = ("words", "page_refs", "contact_refs")


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


def bodies_of(manifest: StoredManifest | str) -> Iterator[bytes]:
    """Yield the canonical bytes of each document and each overlay of a site's manifest once, in its order.

    One query, as long as no newer manifest is recorded meanwhile; what that took away is then read by digest, so that all
    of it always fits the manifest. Raises UnknownSite.
    """
    stored = manifest_of(manifest) if isinstance(manifest, str) else manifest
    entries = json.loads(bytes(stored.body)).get("entries", ())
    wanted = dict.fromkeys(
        entry[part] for entry in entries for part in ("digest", "overlay") if entry.get(part) is not None
    )
    live = LiveEntry.objects.filter(organisation_id=stored.organisation_id).order_by("position")
    rows = live.values_list("document_id", "document__body", "overlay_id", "overlay__body")
    for document_id, document_body, overlay_id, overlay_body in rows.iterator(chunk_size=200):
        for digest, body in ((document_id, document_body), (overlay_id, overlay_body)):
            if digest in wanted:
                del wanted[digest]
                yield bytes(body)
    if wanted:
        yield from _bodies(list(wanted))


def _bodies(digests: list[str]) -> Iterator[bytes]:
    found: dict[str, StoredDocument | StoredOverlay] = {**StoredDocument.objects.in_bulk(digests)}
    found |= StoredOverlay.objects.in_bulk([digest for digest in digests if digest not in found])
    yield from (bytes(found[digest].body) for digest in digests)


def document(digest: str) -> StoredDocument:
    """Return a document by its digest; one query. Raises UnknownDocument, WithdrawnDocument."""
    live = LiveEntry.objects.filter(page_id=OuterRef("page_id"), locale=OuterRef("locale"))
    found = StoredDocument.objects.annotate(is_live=Exists(live)).filter(digest=digest).first()
    if found is None:
        raise UnknownDocument(f"There is no document with the digest {digest[:80]}.")
    if not found.is_live:
        raise WithdrawnDocument("The page of this document is not public any more.")
    return found


def overlay(digest: str) -> StoredOverlay:
    """Return an overlay by its digest; one query. Raises UnknownOverlay, WithdrawnOverlay."""
    found = StoredOverlay.objects.annotate(is_live=Exists(_adopted_as(""))).filter(digest=digest).first()
    if found is None:
        raise UnknownOverlay(f"There are no local parts with the digest {digest[:80]}.")
    if not found.is_live:
        raise WithdrawnOverlay("The page of these local parts is not public any more.")
    return found


def _adopted_as(overlay: str) -> QuerySet[LiveEntry]:
    """Return the entries by which the organisation of an overlay shows its page; `overlay` leads to it, as in lookups."""
    return LiveEntry.objects.filter(
        organisation_id=OuterRef(f"{overlay}organisation_id"),
        page_id=OuterRef(f"{overlay}page_id"),
        locale=OuterRef(f"{overlay}locale"),
        adopted__isnull=False,
    )


def media(digest: str) -> StoredMedia:
    """Return a file by its digest; one query. Raises UnknownMedia, WithdrawnMedia."""
    live = LiveEntry.objects.filter(page_id=OuterRef("document__page_id"), locale=OuterRef("document__locale"))
    shown = DocumentMedia.objects.filter(Exists(live), media_id=OuterRef("digest"))
    added = OverlayMedia.objects.filter(Exists(_adopted_as("overlay__")), media_id=OuterRef("digest"))
    brand = StoredManifest.media.through.objects.filter(storedmedia_id=OuterRef("digest"))
    found = (
        StoredMedia.objects.annotate(is_live=Exists(shown) | Exists(added) | Exists(brand))
        .filter(digest=digest)
        .first()
    )
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
    """Return the entries of a site in tree order with their documents and overlays; every word of `q` must occur in either.

    One query.
    """
    found = LiveEntry.objects.filter(organisation_id=manifest.organisation_id).select_related("document", "overlay")
    found = found.defer(*(f"{part}__{name}" for part in ("document", "overlay") for name in _NOT_SHOWN))
    if locale is not None:
        found = found.filter(locale=locale)
    if type is not None:
        found = found.filter(type=type)
    if path is not None:
        found = found.filter(path=path)
    for word in (q or "").lower().split():
        found = found.filter(Q(document__words__contains=word) | Q(overlay__words__contains=word))
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
