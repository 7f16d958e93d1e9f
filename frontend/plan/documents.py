"""Where a view of a site gets its documents from."""

from collections.abc import Iterable
from typing import Protocol

from content_models import Document, Merged, Overlay, canonical_bytes, digest, merge
from frontend.plan.facts import Facts, facts_of


class DocumentSource(Protocol):
    """Where a view gets documents and their facts, by digest."""

    def merged(self, version: str) -> Merged:
        """Return the document of an entry's `version`, with its overlay."""

    def facts(self, version: str) -> Facts:
        """Return its facts, without parsing it."""


class DocumentsInMemory:
    """Documents held in memory, for views that are built from them directly."""

    def __init__(self, documents: Iterable[Document], overlays: Iterable[Overlay]) -> None:
        self._documents = {digest(canonical_bytes(document)): document for document in documents}
        self._overlays = {digest(canonical_bytes(overlay)): overlay for overlay in overlays}
        self._facts: dict[str, Facts] = {}

    def merged(self, version: str) -> Merged:
        """Return the document of `version` with its overlay; raises KeyError for one that is not held."""
        document, _, overlay = version.partition("+")
        return merge(self._documents[document], self._overlays[overlay] if overlay else None)

    def facts(self, version: str) -> Facts:
        """Return its facts, found once."""
        if version not in self._facts:
            document = self.merged(version).document
            self._facts[version] = facts_of(document, canonical_bytes(document))
        return self._facts[version]
