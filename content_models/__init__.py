"""The contract between the backend and everybody who reads its content. Framework-free: pydantic only."""

from content_models.base import CONTRACT_VERSION, Digest, Model, canonical_bytes, digest, to_json, walk
from content_models.documents import DOCUMENT_TYPES, Document, DocumentBase, DocumentType, parse_document
from content_models.errors import ContractError
from content_models.manifest import AdoptedEntry, Entry, ExternalPage, Manifest, Redirect
from content_models.merge import Merged, Reason, Unplaced, blocks_of, merge, slots_of
from content_models.overlay import Overlay, parse_overlay
from content_models.references import (
    Links,
    Resolved,
    contact_ids,
    media_files,
    page_ids,
    resolve,
)
from content_models.rich_text import resolve_html

__all__ = [
    "CONTRACT_VERSION",
    "DOCUMENT_TYPES",
    "AdoptedEntry",
    "ContractError",
    "Digest",
    "Document",
    "DocumentBase",
    "DocumentType",
    "Entry",
    "ExternalPage",
    "Links",
    "Manifest",
    "Merged",
    "Model",
    "Overlay",
    "Reason",
    "Redirect",
    "Resolved",
    "Unplaced",
    "blocks_of",
    "canonical_bytes",
    "contact_ids",
    "digest",
    "media_files",
    "merge",
    "page_ids",
    "parse_document",
    "parse_overlay",
    "resolve",
    "resolve_html",
    "slots_of",
    "to_json",
    "walk",
]
