"""Toolkit: things to print, post and show."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from content_models.base import Model
from content_models.contacts import ContactLink
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


class PosterLayout(StrEnum):
    """How a poster is laid out: a path from the question to the numbers on a coloured field, or a way post on white paper."""

    FOOTPATH = "footpath"
    WAYMARK = "waymark"


PosterRole = Literal["anonymous_hotline", "support_line", "referral", "report_online", "local_team", "non_emergency"]
"""A kind of contact that every site has its own of, in its help panel. The emergency number is on every poster anyway."""

PosterHeadline = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\n\r]*$")]
PosterLine = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[^\n\r]*$")]
PosterCall = Annotated[str, StringConstraints(min_length=1, max_length=70, pattern=r"^[^\n\r]*$")]


class PosterContact(Model):
    """One contact of a poster: the site's own in a role, or the same one everywhere."""

    role: PosterRole | None = None
    contact: ContactLink | None = None

    @model_validator(mode="after")
    def is_one_or_the_other(self) -> Self:
        """Reject a contact that is both or neither."""
        if (self.role is None) == (self.contact is None):
            raise ValueError("a contact of a poster is a role or one contact, not both")
        return self


class PosterWords(Model):
    """The approved words of a poster in one language. Whoever adopts the toolkit keeps them as they are."""

    locale: LocaleCode
    headline: PosterHeadline
    lines: Annotated[tuple[PosterLine, ...], Field(min_length=1, max_length=3)]
    call_to_action: PosterCall


class PosterTemplate(Model):
    """A poster that each site makes with its own logo, contacts and address, in every language that has words.

    `leads_to` is where the QR code leads when that page is on the site; otherwise it leads to the site's home page.
    """

    id: ItemId
    title: Line
    audience: ToolkitAudience
    layout: PosterLayout
    contacts: Annotated[tuple[PosterContact, ...], Field(min_length=1, max_length=3)]
    leads_to: PageLink | None = None
    words: Annotated[tuple[PosterWords, ...], Field(min_length=1)]
    version: Line
    expires: date | None = None

    @model_validator(mode="after")
    def languages_and_contacts_are_unique(self) -> Self:
        """Reject two sets of words in one language, and a contact that stands twice."""
        locales = [words.locale for words in self.words]
        if len(set(locales)) != len(locales):
            raise ValueError("a poster has two sets of words in the same language")
        contacts = [each.role or each.contact for each in self.contacts]
        if any(contacts.count(each) > 1 for each in contacts):
            raise ValueError("a poster shows the same contact twice")
        return self


class Toolkit(DocumentBase):
    """A toolkit."""

    type: Literal["toolkit"] = "toolkit"
    audiences: Annotated[tuple[ToolkitAudience, ...], Field(min_length=1)]
    how_to_use: RichText
    key_messages: tuple[Text, ...] = ()
    items: tuple[ToolkitItem, ...] = ()
    posters: tuple[PosterTemplate, ...] = ()

    @model_validator(mode="after")
    def holds_something_to_take(self) -> Self:
        """Reject a toolkit with nothing on its shelf, and two things on it with one id: anchors name them by it."""
        ids = [item.id for item in self.items] + [poster.id for poster in self.posters]
        if not ids:
            raise ValueError("a toolkit needs an item or a poster")
        if len(set(ids)) != len(ids):
            raise ValueError("two things of the toolkit have the same id")
        return self
