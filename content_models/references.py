"""What a document refers to, and how those references are resolved for one site."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from pydantic import BaseModel

from content_models.base import walk
from content_models.contacts import Contact, ContactLink
from content_models.documents import Document
from content_models.links import PageLink
from content_models.media import MediaFile
from content_models.rich_text import RichText, resolve_html


def page_ids(model: BaseModel) -> frozenset[UUID]:
    """Return the ids of all pages that `model` links to, in fields and in rich text."""
    found: set[UUID] = set()
    for part in walk(model):
        if isinstance(part, PageLink):
            found.add(part.page)
        elif isinstance(part, RichText):
            found.update(map(UUID, part.page_ids))
    return frozenset(found)


def contact_ids(model: BaseModel) -> frozenset[UUID]:
    """Return the ids of all contacts that `model` refers to."""
    return frozenset(part.contact for part in walk(model) if isinstance(part, ContactLink))


def media_files(model: BaseModel) -> dict[str, MediaFile]:
    """Return every file that `model` carries, by digest."""
    return {part.digest: part for part in walk(model) if isinstance(part, MediaFile)}


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where a page is for the site that is being read."""

    url: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class Links:
    """All that references are resolved with: pages and contacts by id, and the address of a file by digest."""

    pages: Mapping[UUID, Resolved] = field(default_factory=dict)
    contacts: Mapping[UUID, Contact] = field(default_factory=dict)
    media_url: Callable[[MediaFile], str] | None = None

    def address(self, page: UUID) -> str | None:
        """Return where a page is, or None when it is nowhere."""
        target = self.pages.get(page)
        return target.url if target else None


def resolve(document: Document, links: Links) -> Document:
    """Return `document` with every reference filled in from `links`; what is not there stays as it was."""
    return cast(Document, _resolve(document, links))


def _resolve(value: Any, links: Links) -> Any:
    if isinstance(value, tuple):
        return tuple(_resolve(item, links) for item in value)
    if not isinstance(value, BaseModel):
        return value
    if isinstance(value, RichText):
        return value.model_copy(update={"html": resolve_html(value.html, links.address)})
    changed = {name: _resolve(getattr(value, name), links) for name in type(value).model_fields}
    changed |= _filled(value, links)
    return value.model_copy(update=changed)


def _filled(value: BaseModel, links: Links) -> dict[str, Any]:
    if isinstance(value, PageLink) and (target := links.pages.get(value.page)):
        return {"url": target.url, "title": target.title, "summary": target.summary}
    if isinstance(value, ContactLink) and (contact := links.contacts.get(value.contact)):
        return {"record": _resolve(contact, links)}
    if isinstance(value, MediaFile) and links.media_url:
        return {"url": links.media_url(value)}
    return {}
