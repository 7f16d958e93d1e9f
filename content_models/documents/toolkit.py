"""Toolkit: things to print, post and show."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from content_models.base import Model
from content_models.documents.base import DocumentBase
from content_models.links import PageLink
from content_models.media import Image, MediaFile
from content_models.rich_text import RichText
from content_models.values import ItemId, Line, LocaleCode, Text


class ToolkitAudience(StrEnum):
    """For whom a toolkit is made."""

    COMMUNICATIONS = "communications"
    OFFICERS = "officers"
    SCHOOLS = "schools"
    PUBLIC = "public"


class ToolkitItem(Model):
    """One thing in a toolkit: a file, words to copy, or a film."""

    id: ItemId
    kind: Literal["poster", "image", "social_copy", "press_template", "film"]
    title: Line
    description: Text | None = None
    file: MediaFile | None = None
    text: Text | None = None
    film: PageLink | None = None
    preview: Image | None = None
    format: Line
    locale: LocaleCode
    version: Line
    expires: date | None = None

    @model_validator(mode="after")
    def holds_something(self) -> Self:
        """Reject an item with nothing to take away."""
        if not (self.file or self.text or self.film):
            raise ValueError("a toolkit item needs a file, a text or a film")
        return self


class Toolkit(DocumentBase):
    """A toolkit."""

    type: Literal["toolkit"] = "toolkit"
    audiences: Annotated[tuple[ToolkitAudience, ...], Field(min_length=1)]
    how_to_use: RichText
    key_messages: tuple[Text, ...] = ()
    items: Annotated[tuple[ToolkitItem, ...], Field(min_length=1)]
