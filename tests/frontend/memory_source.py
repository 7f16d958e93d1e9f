"""A source in memory, for tests that build hundreds of times."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from content_models import Document, Manifest, canonical_bytes, digest
from content_models.examples import example_media
from frontend.source.base import SiteSummary


class MemorySource:
    """One site, given as a manifest and its documents."""

    name = "memory"

    def __init__(self, manifest: Manifest, documents: list[Document]) -> None:
        self._slug = manifest.slug
        self._manifest = canonical_bytes(manifest)
        self._documents = {digest(data): data for data in map(canonical_bytes, documents)}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def sites(self) -> tuple[SiteSummary, ...]:
        return (SiteSummary(self._slug, self._slug, digest(self._manifest)),)

    def manifest(self, site: str) -> bytes:
        return self._manifest

    def export(self, site: str) -> Iterator[bytes]:
        yield self._manifest
        yield from self._documents.values()

    def overlay(self, digest: str) -> bytes:
        return self.document(digest)

    def document(self, digest: str) -> bytes:
        return self._documents[digest]

    @contextmanager
    def media(self, digest: str) -> Iterator[Iterator[bytes]]:
        yield iter((example_media()[digest],))
