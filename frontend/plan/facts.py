"""Facts: the little that a plan needs to know of a document, so that an unchanged one is never parsed again.

They are plain strings, numbers and tuples, because the store keeps ten thousand of them in one quickly read file.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final, NamedTuple, TypedDict
from uuid import UUID

from content_models import Document, DocumentBase
from content_models.documents import Event, Film, News, Section, Signpost, Toolkit
from content_models.media import Image
from frontend.plan.cards import Card

FACTS_VERSION: Final = 6
"""Raise it when what is kept of a document changes: the store then reads every document again."""

WHOLE_COUNTRY: Final = ("national", "")
"""Stands among the areas of a service that helps everywhere."""

_PAGE = re.compile(rb'"page":"([0-9a-f-]{36})"|href=\\"page:([0-9a-f-]{36})')
_CONTACT = re.compile(rb'"contact":"([0-9a-f-]{36})"')
_MEDIA = re.compile(
    rb'"digest":"([0-9a-f]{64})","filename":"([^"]+)",(?:"height":\d+,)?"media_type":"([^"]+)","size":(\d+)'
)

_PLAYER = re.compile(rb'"source":\{"kind":"provider","provider":"([a-z]+)"')


class MediaFact(NamedTuple):
    """A file that a document carries."""

    digest: str
    filename: str
    media_type: str
    size: int


class Facts(NamedTuple):
    """What a plan knows of one document; dates are ISO 8601, `number` is the id as a number, `image` is JSON, `card_key` a digest of what a
    card shows, `terms_key` of the index terms, `unplaced` a sentence for each local part that has no place, `players` the providers whose films it shows. Only signposts have
    `needs`, `areas` (code and name; WHOLE_COUNTRY for a national service), `languages` and `cost`."""

    id: str
    number: int
    locale: str
    type: str
    title: str
    summary: str
    index_terms: tuple[str, ...]
    last_updated: str
    newest: str
    order: str
    pages: tuple[str, ...]
    contacts: tuple[str, ...]
    media: tuple[tuple[str, str, str, int], ...]
    starts: str | None
    ends: str | None
    status: str | None
    published_on: str | None
    duration_seconds: int | None
    image: str | None
    card_key: bytes
    terms_key: bytes
    first_published: str
    change_note: str | None
    needs: tuple[str, ...]
    areas: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]
    cost: str | None
    unplaced: tuple[str, ...] = ()
    players: tuple[str, ...] = ()

    def card(self, url: str, *, picture: bool = True) -> Card:
        """Return the page's card at the path `url`; without its picture it is made in a third of the time."""
        return Card(
            id=UUID(self.id),
            locale=self.locale,
            type=self.type,
            title=self.title,
            summary=self.summary,
            url=url,
            starts=datetime.fromisoformat(self.starts) if self.starts else None,
            ends=datetime.fromisoformat(self.ends) if self.ends else None,
            status=self.status,
            published_on=date.fromisoformat(self.published_on) if self.published_on else None,
            duration_seconds=self.duration_seconds,
            image=Image.model_validate_json(self.image) if self.image and picture else None,
        )


class References(NamedTuple):
    """Ids and files that JSON of the contract refers to."""

    pages: tuple[str, ...]
    contacts: tuple[str, ...]
    media: tuple[MediaFact, ...]


def references_in(data: bytes) -> References:
    """Return what canonical JSON refers to: pages (fields and rich text), contacts, media; each once, in order.

    The bytes are searched, not the objects: canonical JSON has sorted keys and no white space, and a quotation
    mark inside a string is always escaped, so words can never be taken for a field.
    """
    pages = dict.fromkeys((field or link).decode() for field, link in _PAGE.findall(data))
    contacts = dict.fromkeys(found.decode() for found in _CONTACT.findall(data))
    media = {
        (found[0], found[1]): MediaFact(found[0].decode(), found[1].decode(), found[2].decode(), int(found[3]))
        for found in _MEDIA.findall(data)
    }
    return References(tuple(pages), tuple(contacts), tuple(media.values()))


def facts_of(document: Document, canonical: bytes) -> Facts:
    """Return the facts of `document`, whose canonical bytes are `canonical`."""
    found, shown = references_in(canonical), _shown(document)
    return Facts(
        number=document.id.int,
        index_terms=document.index_terms,
        last_updated=document.last_updated.isoformat(),
        newest=_newest(document),
        order=document.order if isinstance(document, Section) else "manual",
        pages=found.pages,
        contacts=found.contacts,
        media=tuple(tuple(file) for file in found.media),  # type: ignore[misc]
        card_key=_key(tuple(shown.values())),
        terms_key=_key(document.index_terms) if document.index_terms else b"",
        first_published=document.first_published.isoformat(),
        change_note=document.change_note,
        players=tuple(sorted({found.decode() for found in _PLAYER.findall(canonical)})),
        **shown,
        **_service(document),
    )


class _Shown(TypedDict):
    """What a card shows. The key of the card is over the values in this order."""

    id: str
    locale: str
    type: str
    title: str
    summary: str
    starts: str | None
    ends: str | None
    status: str | None
    published_on: str | None
    duration_seconds: int | None
    image: str | None


def _shown(document: Document) -> _Shown:
    image = _image(document)
    event = document if isinstance(document, Event) else None
    return _Shown(
        id=str(document.id),
        locale=document.locale,
        type=document.type,
        title=document.title,
        summary=document.summary,
        starts=event.starts.isoformat() if event else None,
        ends=event.ends.isoformat() if event else None,
        status=event.status if event else None,
        published_on=document.published_on.isoformat() if isinstance(document, News) else None,
        duration_seconds=document.film.duration_seconds if isinstance(document, Film) else None,
        image=image.model_dump_json(exclude_none=True) if image else None,
    )


class _Service(TypedDict):
    """What lists of services are made of."""

    needs: tuple[str, ...]
    areas: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]
    cost: str | None


def _service(document: Document) -> _Service:
    if not isinstance(document, Signpost):
        return _Service(needs=(), areas=(), languages=(), cost=None)
    national = (WHOLE_COUNTRY,) if document.coverage.national else ()
    return _Service(
        needs=document.needs,
        areas=(*national, *((area.code, area.name) for area in document.coverage.areas)),
        languages=document.languages,
        cost=document.cost.kind,
    )


def _key(values: tuple[object, ...]) -> bytes:
    return hashlib.blake2b(repr(values).encode(), digest_size=16).digest()


def _newest(document: DocumentBase) -> str:
    """Return what "newest first" compares: the day of news, the start of an event, else the first publication."""
    if isinstance(document, News):
        return f"{document.published_on.isoformat()}T{document.first_published.astimezone(UTC).isoformat()}"
    moment = document.starts if isinstance(document, Event) else document.first_published
    return moment.astimezone(UTC).isoformat()


def _image(document: DocumentBase) -> Image | None:
    """Return the picture on the page's card: a film's poster, a news image, a toolkit's first preview."""
    if isinstance(document, Film):
        return document.film.poster
    if isinstance(document, News):
        return document.image
    if isinstance(document, Toolkit):
        return next(_previews(document), None)
    return None


def _previews(document: Toolkit) -> Iterator[Image]:
    return (item.preview for item in document.items if item.preview)
