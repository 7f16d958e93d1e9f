"""Blocks: the parts of a page's body, told apart by `type`. One module a family; nothing but types lives here."""

from typing import Annotated

from pydantic import Field

from content_models.blocks.guidance import (
    ActionLinkBlock,
    CalloutBlock,
    CalloutValue,
    ContactBlock,
    ListStep,
    MythFact,
    MythFactBlock,
    MythFactValue,
    StepListBlock,
    StepListValue,
)
from content_models.blocks.media import DocumentBlock, FilmBlock, FilmValue, ImageBlock, ImageValue
from content_models.blocks.references import (
    CardGridBlock,
    CardGridValue,
    LocalSlotBlock,
    LocalSlotValue,
    RelatedLinksBlock,
    RelatedLinksValue,
)
from content_models.blocks.text import (
    ExpandableBlock,
    ExpandableValue,
    HeadingBlock,
    HeadingValue,
    QuoteBlock,
    QuoteValue,
    RichTextBlock,
    TableBlock,
    TableValue,
)

Block = Annotated[
    HeadingBlock
    | RichTextBlock
    | CalloutBlock
    | ActionLinkBlock
    | ContactBlock
    | StepListBlock
    | CardGridBlock
    | MythFactBlock
    | QuoteBlock
    | ImageBlock
    | FilmBlock
    | DocumentBlock
    | TableBlock
    | ExpandableBlock
    | RelatedLinksBlock
    | LocalSlotBlock,
    Field(discriminator="type"),
]

StoryBlock = Annotated[
    HeadingBlock | RichTextBlock | QuoteBlock | ImageBlock | LocalSlotBlock,
    Field(discriminator="type"),
]
"""The blocks that a case study's story may hold."""

__all__ = [
    "ActionLinkBlock",
    "Block",
    "CalloutBlock",
    "CalloutValue",
    "CardGridBlock",
    "CardGridValue",
    "ContactBlock",
    "DocumentBlock",
    "ExpandableBlock",
    "ExpandableValue",
    "FilmBlock",
    "FilmValue",
    "HeadingBlock",
    "HeadingValue",
    "ImageBlock",
    "ImageValue",
    "ListStep",
    "LocalSlotBlock",
    "LocalSlotValue",
    "MythFact",
    "MythFactBlock",
    "MythFactValue",
    "QuoteBlock",
    "QuoteValue",
    "RelatedLinksBlock",
    "RelatedLinksValue",
    "RichTextBlock",
    "StepListBlock",
    "StepListValue",
    "StoryBlock",
    "TableBlock",
    "TableValue",
]
