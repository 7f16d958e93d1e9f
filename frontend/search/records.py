"""Records: what can be found of a page, and what is shown of it where it is found.

The words are the document's own, in the order in which its fields stand: no header, help panel or notice is among them, nor
words that only describe a file, name a code or belong to the licence. Words of linked pages and contacts are found where
they stand themselves.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from enum import Enum
from html import unescape
from typing import Final, NamedTuple

from pydantic import BaseModel

from content_models import Document
from content_models.blocks import LocalSlotBlock
from content_models.rich_text import RichText
from frontend.plan.site_lists import BROWSED

RECORDS_VERSION: Final = 1
"""Raise it when what is indexed of a page, or how, changes: every index is then made again."""

OTHER: Final = "other"
"""Stands for the types of pages that visitors do not browse by."""

_SENTENCE_ENDS: Final = frozenset(".!?:…。؟۔")

_APART: Final = frozenset(
    {
        "id",
        "type",
        "locale",
        "title",
        "summary",
        "index_terms",
        "nations",
        "owner",
        "based_on",
        "licence",
        "change_note",
        "posters",
    }
)
"""Fields that are no part of a document's text, or have a place of their own in a record; posters are pictures in many languages."""

_TECHNICAL: Final = frozenset(
    {
        *("id", "type", "kind", "style", "locale", "languages", "code", "timezone", "status", "purpose", "order"),
        *("url", "form_url", "link", "target", "page", "contact", "contacts", "related_help", "film_page"),
        *("file", "image", "logo", "poster", "preview", "captions", "source", "audio_described", "sign_language"),
        *("audiences", "format", "version", "owner", "email", "verified_by"),
    }
)
"""Fields inside a document that hold codes, files or references instead of words to read."""


class Record(NamedTuple):
    """A page that can be found: its path, title, kind (`OTHER` for those without one), other names for it, and its words."""

    path: str
    title: str
    kind: str
    terms: str
    text: str


def record_of(path: str, document: Document) -> Record:
    """Return the record of the page at `path`."""
    kind = document.type if document.type in BROWSED else OTHER
    terms = ", ".join(document.index_terms)
    return Record(path, document.title, kind, terms, joined([document.summary, *words_of(document)]))


def words_of(document: Document) -> Iterator[str]:
    """Yield what stands on the page beside title and summary, piece by piece."""
    for field in type(document).model_fields:
        if field not in _APART and field not in _TECHNICAL:
            yield from _words(getattr(document, field))


def joined(pieces: Iterable[str]) -> str:
    """Return pieces as running text: one that ends without a mark gets a full stop, so that excerpts can be read."""
    tidy = (" ".join(piece.split()) for piece in pieces)
    return " ".join(piece if piece[-1] in _SENTENCE_ENDS else f"{piece}." for piece in tidy if piece)


def digest_of(records: Iterable[Record]) -> str:
    """Return a digest over records: equal ones make an equal index."""
    return hashlib.sha256(json.dumps([RECORDS_VERSION, *records]).encode()).hexdigest()


def _words(value: object) -> Iterator[str]:
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, RichText):
        yield unescape(value.plain)
    elif isinstance(value, LocalSlotBlock):
        yield from _words(value.value.content)
    elif isinstance(value, tuple):
        for item in value:
            yield from _words(item)
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            if field not in _TECHNICAL:
                yield from _words(getattr(value, field))
