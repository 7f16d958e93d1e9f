"""What a document refers to, and how those references are resolved for one site."""

import re
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
from content_models.rich_text import RichText


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


_PAGE_ANCHOR = re.compile(r'<a href="page:([0-9a-f-]{36})"(?: rel="[a-z ]*")?>(.*?)</a>', re.DOTALL)


def resolve_html(html: str, pages: Mapping[UUID, Resolved]) -> str:
    """Return rich text with its page links replaced by addresses; a dead link loses its element and keeps its words."""

    def replace(match: re.Match[str]) -> str:
        target = pages.get(UUID(match[1]))
        return f'<a href="{target.url}">{match[2]}</a>' if target else match[2]

    return _PAGE_ANCHOR.sub(replace, html)


def resolve(document: Document, links: Links) -> Document:
    """Return `document` with every reference filled in from `links`; what is not there stays as it was."""
    return cast(Document, _resolve(document, links))


def _resolve(value: Any, links: Links) -> Any:
    if isinstance(value, tuple):
        return tuple(_resolve(item, links) for item in value)
    if not isinstance(value, BaseModel):
        return value
    if isinstance(value, RichText):
        return value.model_copy(update={"html": resolve_html(value.html, links.pages)})
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
