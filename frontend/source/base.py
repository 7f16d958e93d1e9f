"""What every source can do. It hands out bytes as they are; `frontend.store.fetch` verifies them."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol, Self

from content_models import Digest
from content_models.values import Slug


class SiteSummary(NamedTuple):
    """A site of the source, and the digest of its manifest."""

    slug: Slug
    name: str
    digest: Digest


class Source(Protocol):
    """A place to get manifests, documents and files from. Used as a context manager, it lets go of its connections."""

    @property
    def name(self) -> str:
        """What to call it in a message."""

    def sites(self) -> tuple[SiteSummary, ...]:
        """Return the sites by name; raises SourceError."""

    def manifest(self, site: str) -> bytes:
        """Return the canonical bytes of a manifest; raises SourceError, UnknownSite."""

    def export(self, site: str) -> Iterator[bytes]:
        """Yield the lines of an export, the manifest first, then every document and overlay; raises SourceError."""

    def document(self, digest: str) -> bytes:
        """Return the canonical bytes of a document; raises SourceError, MissingContent."""

    def overlay(self, digest: str) -> bytes:
        """Return the canonical bytes of an overlay; raises SourceError, MissingContent."""

    def media(self, digest: str) -> AbstractContextManager[Iterator[bytes]]:
        """Open a file to be read in blocks; raises SourceError, MissingContent."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...
