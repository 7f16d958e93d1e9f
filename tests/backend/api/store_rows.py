"""Sites written straight into the content store, so that the API is tested alone and at any size."""

from collections.abc import Iterable, Mapping
from uuid import UUID, uuid5

from django.core.files.base import ContentFile

from backend.organisations.models import Organisation
from backend.publishing.models import (
    DocumentMedia,
    LiveEntry,
    StoredDocument,
    StoredManifest,
    StoredMedia,
    StoredOverlay,
)
from backend.sharing.models import Offer
from content_models import (
    AdoptedEntry,
    Document,
    Entry,
    Manifest,
    Overlay,
    canonical_bytes,
    digest,
    media_files,
    page_ids,
    to_json,
)
from content_models.documents import Guide
from content_models.examples import example_documents, example_manifest, example_media, example_overlays
from content_models.media import MediaFile
from content_models.values import Owner

_NAMESPACE = UUID("6e1b2a52-43a7-4a0e-8ea0-1f6f5f2c9f11")


def record_example(slug: str) -> Manifest:
    """Record an example site with its documents and files, and return its manifest."""
    manifest = example_manifest(slug)
    wanted = {entry.digest for entry in manifest.entries}
    record(manifest, [document for document in example_documents().values() if _digest(document) in wanted])
    return manifest


def record_many(slug: str, number: int) -> Manifest:
    """Record a site of `number` pages, each a copy of a rich example that links to others of them."""
    model = example_manifest("national")
    guide = example_documents()["guide/tell-someone.json"]
    documents = [_numbered(guide, slug, index) for index in range(number)]
    entries = tuple(
        Entry(path=f"/page-{index}/", id=document.id, locale="en", type=document.type, digest=_digest(document))
        for index, document in enumerate(documents)
    )
    organisation = model.site.organisation.model_copy(update={"slug": slug, "name": f"Organisation {slug}"})
    site = model.site.model_copy(update={"organisation": organisation, "base_url": f"https://{slug}.example"})
    manifest = model.model_copy(update={"site": site, "entries": entries, "redirects": (), "gone": ()})
    record(manifest, documents)
    return manifest


def record_adopter(slug: str, source: Manifest) -> Manifest:
    """Record a site that adopts every page of `source` and adds a paragraph of its own to each."""
    organisation = source.site.organisation.model_copy(update={"slug": slug, "name": f"Organisation {slug}"})
    site = source.site.model_copy(update={"organisation": organisation, "base_url": f"https://{slug}.example"})
    owner = Owner(slug=source.slug, name=source.site.organisation.name)
    overlays = {entry.id: _overlay(entry, Owner(slug=slug, name=organisation.name)) for entry in source.entries}
    adopted = AdoptedEntry(owner=owner, mode="follow", canonical=f"{source.site.base_url}/page/")
    entries = tuple(
        entry.model_copy(update={"overlay": digest(canonical_bytes(overlays[entry.id])), "adopted": adopted})
        for entry in source.entries
    )
    manifest = source.model_copy(update={"site": site, "entries": entries, "redirects": (), "gone": ()})
    record(manifest, (), overlays.values())
    return manifest


def digests_of(manifest: Manifest) -> set[str]:
    """Return the name of every document and overlay of a site."""
    return {name for entry in manifest.entries for name in (entry.digest, entry.overlay) if name}


def offer_all(source: Manifest) -> None:
    """Offer every page of a recorded site to everybody."""
    owner = Organisation.objects.get(slug=source.slug)
    Offer.objects.bulk_create(Offer(owner=owner, source_key=entry.id, topics=["referral"]) for entry in source.entries)


def _overlay(entry: Entry, organisation: Owner) -> Overlay:
    paragraph = {"type": "rich_text", "id": "local", "value": {"html": "<p>Come to the marzipan library.</p>"}}
    return Overlay.model_validate(
        {"id": entry.id, "locale": entry.locale, "organisation": organisation, "insertions": [{"blocks": [paragraph]}],
         "last_updated": "2026-11-20T12:00:00Z"}
    )  # fmt: skip


def record(manifest: Manifest, documents: Iterable[Document], overlays: Iterable[Overlay] = ()) -> Organisation:
    """Write everything that a site consists of."""
    source = manifest.site.organisation
    organisation = Organisation.objects.create(
        slug=source.slug, name=source.name, kind=source.kind.value, nations=[nation.value for nation in source.nations],
        languages=list(manifest.site.locales), public_address=manifest.site.base_url,
    )  # fmt: skip
    documents = list(documents)
    used = {entry.overlay for entry in manifest.entries}
    overlays = [*overlays, *(each for each in example_overlays().values() if digest(canonical_bytes(each)) in used)]
    StoredDocument.objects.bulk_create([_row(document, organisation) for document in documents], ignore_conflicts=True)
    StoredOverlay.objects.bulk_create(
        StoredOverlay(
            digest=digest(canonical_bytes(overlay)), page_id=overlay.id, locale=overlay.locale,
            organisation=organisation, body=canonical_bytes(overlay), words="come to the marzipan library.",
        )
        for overlay in overlays
    )  # fmt: skip
    LiveEntry.objects.bulk_create(
        LiveEntry(
            organisation=organisation, position=position, path=entry.path, page_id=entry.id, locale=entry.locale,
            type=entry.type, document_id=entry.digest, overlay_id=entry.overlay,
            adopted=to_json(entry.adopted) if entry.adopted else None,
        )
        for position, entry in enumerate(manifest.entries)
    )  # fmt: skip
    for document in documents:
        _record_media(_digest(document), media_files(document))
    body = canonical_bytes(manifest)
    stored = StoredManifest.objects.create(
        organisation=organisation, sequence=manifest.sequence, digest=digest(body), body=body
    )  # fmt: skip
    brand = media_files(manifest.site.brand)
    _record_files(brand)
    stored.media.set(StoredMedia.objects.filter(digest__in=brand))
    return organisation


def record_media(data: bytes, media_type: str, filename: str, document: str) -> str:
    """Record one file as carried by a document, and return its digest."""
    name = digest(data)
    row = StoredMedia(digest=name, media_type=media_type, size=len(data), filename=filename)
    row.file.save(filename, ContentFile(data), save=False)
    row.save(force_insert=True)
    DocumentMedia.objects.create(document_id=document, media=row)
    return name


def _record_files(files: Mapping[str, MediaFile]) -> None:
    there = set(StoredMedia.objects.filter(digest__in=files).values_list("digest", flat=True))
    for name, file in files.items():
        if name in there or name not in example_media():
            continue
        data = example_media()[name]
        row = StoredMedia(
            digest=name,
            media_type=file.media_type,
            size=len(data),
            filename=file.filename,
        )
        row.file.save(row.filename, ContentFile(data), save=False)
        row.save(force_insert=True)


def _record_media(document: str, files: Mapping[str, MediaFile]) -> None:
    _record_files(files)
    DocumentMedia.objects.bulk_create(
        (DocumentMedia(document_id=document, media_id=name) for name in files if name in example_media()),
        ignore_conflicts=True,
    )


def _row(document: Document, owner: Organisation) -> StoredDocument:
    words = " ".join((document.title, document.summary, *document.index_terms)).lower()
    return StoredDocument(
        digest=_digest(document), page_id=document.id, locale=document.locale, type=document.type, owner=owner,
        body=canonical_bytes(document), title=document.title, summary=document.summary, words=words,
        page_refs=sorted(map(str, page_ids(document))),
    )  # fmt: skip


def _numbered(document: Document, slug: str, index: int) -> Guide:
    assert isinstance(document, Guide)
    new = document.model_copy(update={"id": uuid5(_NAMESPACE, f"{slug} {index}"), "title": f"Guide {index}"})
    linked = uuid5(_NAMESPACE, f"{slug} {(index * 7 + 1) % 50}")
    text = f'<p>See <a href="page:{linked}">another guide</a>.</p>'
    step = document.steps[0]
    steps = (step.model_copy(update={"text": step.text.model_copy(update={"html": text})}),)
    return new.model_copy(update={"steps": steps})


def _digest(document: Document) -> str:
    return digest(canonical_bytes(document))
