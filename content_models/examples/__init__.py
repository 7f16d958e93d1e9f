"""Curated examples of every document type, and whole example sites put together from them at run time."""

import json
from functools import cache
from pathlib import Path

from content_models.base import canonical_bytes, digest
from content_models.contacts import Contact
from content_models.documents import Document, parse_document
from content_models.manifest import AdoptedEntry, Entry, ExternalPage, Manifest, Redirect
from content_models.overlay import Overlay, parse_overlay
from content_models.site import Site

FOLDER = Path(__file__).parent
SITES = ("national", "marlshire", "pendrick")


@cache
def example_documents() -> dict[str, Document]:
    """Return every example document by its name, e.g. `guide/tell-someone.json`."""
    files = sorted(file for file in FOLDER.glob("*/*.json") if file.parent.name not in {"site", "overlay"})
    return {f"{file.parent.name}/{file.name}": parse_document(file.read_bytes()) for file in files}


@cache
def example_overlays() -> dict[str, Overlay]:
    """Return every example overlay by its name, e.g. `overlay/tell-someone.json`."""
    return {f"overlay/{file.name}": parse_overlay(file.read_bytes()) for file in sorted(FOLDER.glob("overlay/*.json"))}


@cache
def example_media() -> dict[str, bytes]:
    """Return the bytes of every example file by digest."""
    return {digest(data): data for data in (file.read_bytes() for file in sorted((FOLDER / "media").iterdir()))}


@cache
def example_manifest(slug: str) -> Manifest:
    """Return the manifest of an example site; `slug` is one of SITES. Its entries carry the true digests."""
    data = json.loads((FOLDER / "site" / f"{slug}.json").read_text(encoding="utf-8"))
    return Manifest(
        sequence=data["sequence"],
        site=_parse(Site, data["site"]),
        contacts=tuple(_parse(Contact, contact) for contact in data["contacts"]),
        entries=tuple(_entry(**page) for page in data["pages"]),
        external=tuple(_parse(ExternalPage, page) for page in data.get("external", ())),
        redirects=tuple(_parse(Redirect, redirect) for redirect in data.get("redirects", ())),
        gone=tuple(data.get("gone", ())),
    )


def _parse[T: (Site, Contact, ExternalPage, Redirect)](kind: type[T], data: object) -> T:
    return kind.parse(json.dumps(data))


def _entry(path: str, document: str, overlay: str | None = None) -> Entry:
    found = example_documents()[document]
    return Entry(
        path=path,
        id=found.id,
        locale=found.locale,
        type=found.type,
        digest=digest(canonical_bytes(found)),
        overlay=digest(canonical_bytes(example_overlays()[overlay])) if overlay else None,
        adopted=AdoptedEntry(owner=found.owner, mode="follow") if overlay else None,
    )
