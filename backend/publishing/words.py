"""The words of what was compiled, for a plain search."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from pydantic import BaseModel

from content_models import DocumentBase, Overlay, walk
from content_models.blocks.base import BlockBase
from content_models.media import MediaFile
from content_models.rich_text import RichText
from content_models.values import BasedOn, Licence, Owner


def words_of(document: DocumentBase | Overlay | BlockBase) -> str:
    """Return all words of a document, an overlay or a block in lower case."""
    words: list[str] = []
    for part in walk(document):
        if isinstance(part, RichText):
            words.append(part.plain)
        elif not isinstance(part, Owner | BasedOn | Licence | MediaFile):
            words += _texts(part)
    return " ".join(" ".join(words).lower().split())


_NO_WORDS: Final = frozenset(
    {
        "type",
        "kind",
        "style",
        "id",
        "locale",
        "digest",
        "media_type",
        "filename",
        "url",
        "accepts",
        "html",
        "slot",
        "after",
        "hidden",
    }
)


def _texts(part: BaseModel) -> Iterator[str]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        if name in _NO_WORDS or isinstance(value, UUID):
            continue
        if type(value) is str:
            yield value
        elif isinstance(value, tuple):
            for item in value:
                if type(item) is str:
                    yield item
                elif isinstance(item, tuple):
                    yield from (cell for cell in item if type(cell) is str)
