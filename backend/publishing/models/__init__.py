"""The content store (what the API serves) and the record of what is still to be done for it.

Documents and files are append-only: a superseded version is kept and stays readable by its digest for as long as its page
is live, because a reader may be halfway through an older manifest. Nothing here is ever edited in place but the manifest.
"""

from backend.publishing.models.compiled import CompiledDraft, CompiledPage
from backend.publishing.models.documents import DocumentMedia, OverlayMedia, StoredDocument, StoredOverlay
from backend.publishing.models.intent import PublishIntent
from backend.publishing.models.manifests import LiveEntry, ManifestChange, ManifestReference, StoredManifest
from backend.publishing.models.media import MediaSource, StoredMedia, StoredRendition, storage_name

__all__ = [
    "CompiledDraft",
    "CompiledPage",
    "DocumentMedia",
    "LiveEntry",
    "ManifestChange",
    "ManifestReference",
    "MediaSource",
    "OverlayMedia",
    "PublishIntent",
    "StoredDocument",
    "StoredManifest",
    "StoredMedia",
    "StoredOverlay",
    "StoredRendition",
    # The first migration names it.
    "storage_name",
]
