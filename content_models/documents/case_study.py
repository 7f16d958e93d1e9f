"""Case study: a story, how it turned out, and where to turn."""

from typing import Annotated, Literal

from pydantic import Field

from content_models.base import Model
from content_models.blocks import Block
from content_models.documents.base import DocumentBase
from content_models.links import Action, PageLink
from content_models.values import ItemId, Line, Text


class OutcomePoint(Model):
    """One thing that came of it."""

    id: ItemId
    title: Line
    text: Text


class Outcome(Model):
    """How things are now."""

    heading: Line
    points: Annotated[tuple[OutcomePoint, ...], Field(min_length=1, max_length=6)]
    action: Action | None = None


class CaseStudy(DocumentBase):
    """A case study. The consent record stays in the backend and is never part of it.

    Its owner tells the story in headings, words, quotations and pictures; an adopter may add blocks of any type.
    """

    type: Literal["case_study"] = "case_study"
    story: Annotated[tuple[Block, ...], Field(min_length=1)]
    outcome: Outcome
    themes: tuple[Line, ...] = ()
    content_warning: Text | None = None
    details_changed: bool
    details_note: Text | None = None
    related_help: tuple[PageLink, ...] = ()
