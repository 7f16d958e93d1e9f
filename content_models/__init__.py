"""The contract between the backend and everybody who reads its content. Framework-free: pydantic only."""

from content_models.base import CONTRACT_VERSION, Digest, Model, canonical_bytes, digest, to_json, walk
from content_models.documents import DOCUMENT_TYPES, Document, DocumentBase, DocumentType, parse_document
from content_models.errors import ContractError
from content_models.manifest import Entry, ExternalPage, Manifest, Redirect
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
    "ContractError",
    "Digest",
    "Document",
    "DocumentBase",
    "DocumentType",
    "Entry",
    "ExternalPage",
    "Links",
    "Manifest",
    "Model",
    "Redirect",
    "Resolved",
    "canonical_bytes",
    "contact_ids",
    "digest",
    "media_files",
    "page_ids",
    "parse_document",
    "resolve",
    "resolve_html",
    "to_json",
    "walk",
]
