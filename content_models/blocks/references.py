"""Blocks that point elsewhere: card grid and related links."""

from typing import Annotated, Literal

from pydantic import Field

from content_models.base import Model
from content_models.blocks.base import BlockBase
from content_models.links import Link, PageCard
from content_models.values import Line


class CardGridValue(Model):
    """Pages as cards, by reference."""

    heading: Line | None = None
    cards: Annotated[tuple[PageCard, ...], Field(min_length=1, max_length=12)]


class CardGridBlock(BlockBase):
    """A grid of pages."""

    type: Literal["card_grid"] = "card_grid"
    value: CardGridValue


class RelatedLinksValue(Model):
    """Links with their own words."""

    heading: Line | None = None
    links: Annotated[tuple[Link, ...], Field(min_length=1)]


class RelatedLinksBlock(BlockBase):
    """Related links."""

    type: Literal["related_links"] = "related_links"
    value: RelatedLinksValue
