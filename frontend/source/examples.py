"""The contract's examples as a source: invented sites that show every type of page, for whoever works on templates."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Self

from content_models import Manifest, canonical_bytes, digest
from content_models.examples import SITES, example_documents, example_manifest, example_media, example_overlays
from frontend.errors import MissingContent, UnknownSite
from frontend.source.base import SiteSummary


class ExamplesSource:
    """The example sites of `content_models.examples`."""

    @property
    def name(self) -> str:
        """What to call it."""
        return "The examples"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing is open."""

    @cached_property
    def _manifests(self) -> dict[str, bytes]:
        return {site: canonical_bytes(example_manifest(site)) for site in SITES}

    @cached_property
    def _documents(self) -> dict[str, bytes]:
        found = map(canonical_bytes, example_documents().values())
        return {digest(data): data for data in found}

    @cached_property
    def _media(self) -> dict[str, bytes]:
        return {digest(data): data for data in example_media().values()}

    def sites(self) -> tuple[SiteSummary, ...]:
        """Return the example sites."""
        return tuple(SiteSummary(site, self._name(data), digest(data)) for site, data in self._manifests.items())

    def manifest(self, site: str) -> bytes:
        """Return an example site's manifest."""
        if site not in self._manifests:
            raise UnknownSite(f"There is no example site “{site}”; there are: {', '.join(self._manifests)}.")
        return self._manifests[site]

    def export(self, site: str) -> Iterator[bytes]:
        """Yield the manifest, its documents and its overlays."""
        yield self.manifest(site)
        for entry in Manifest.parse(self.manifest(site)).entries:
            yield self.document(entry.digest)
            if entry.overlay:
                yield self.overlay(entry.overlay)

    def document(self, digest: str) -> bytes:
        """Return an example document."""
        if digest not in self._documents:
            raise MissingContent(f"There is no example document {digest[:16]}….")
        return self._documents[digest]

    @cached_property
    def _overlays(self) -> dict[str, bytes]:
        found = map(canonical_bytes, example_overlays().values())
        return {digest(data): data for data in found}

    def overlay(self, digest: str) -> bytes:
        """Return an example overlay."""
        if digest not in self._overlays:
            raise MissingContent(f"There is no example overlay {digest[:16]}….")
        return self._overlays[digest]

    @contextmanager
    def media(self, digest: str) -> Iterator[Iterator[bytes]]:
        """Open an example file."""
        if digest not in self._media:
            raise MissingContent(f"There is no example file {digest[:16]}….")
        yield iter((self._media[digest],))

    @staticmethod
    def _name(manifest: bytes) -> str:
        return Manifest.parse(manifest).site.organisation.name
