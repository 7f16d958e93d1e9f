"""Strategy: what it is, where it fits, what it is not, who delivers it."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from content_models.base import Model
from content_models.blocks import MythFact
from content_models.documents.base import DocumentBase
from content_models.media import DocumentFile, Image
from content_models.rich_text import RichText
from content_models.values import HttpUrl, ItemId, Line, Text


class Strand(Model):
    """One strand of a wider strategy; `here` marks the one that the page is about."""

    id: ItemId
    name: Line
    aim: Text
    here: bool = False


class WiderStrategy(Model):
    """The strategy that this one is part of, e.g. CONTEST with its four strands."""

    heading: Line
    introduction: Text
    strands: Annotated[tuple[Strand, ...], Field(min_length=2, max_length=6)]


class Objective(Model):
    """A theme or objective of the strategy."""

    id: ItemId
    title: Line
    text: RichText


class Partner(Model):
    """An organisation that takes part, from the partner register; `role` is what it does here."""

    id: UUID
    name: Line
    role: Text | None = None
    url: HttpUrl | None = None
    logo: Image | None = None


class StrategyFile(Model):
    """A strategy or an action plan to download, with who keeps it and until when it holds."""

    id: ItemId
    kind: Literal["strategy", "action_plan", "other"]
    document: DocumentFile
    owner: Line
    version: Line
    published: date | None = None
    review_date: date | None = None


class Strategy(DocumentBase):
    """A strategy page."""

    type: Literal["strategy"] = "strategy"
    what_it_is: RichText
    wider: WiderStrategy | None = None
    objectives_heading: Line | None = None
    objectives: tuple[Objective, ...] = ()
    myths: tuple[MythFact, ...] = ()
    partners: tuple[Partner, ...] = ()
    files: tuple[StrategyFile, ...] = ()
