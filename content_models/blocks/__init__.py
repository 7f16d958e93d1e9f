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
from content_models.blocks.local import ACCEPTED, LocalBlock, LocalSlotBlock, LocalSlotValue, SlotKind
from content_models.blocks.media import DocumentBlock, FilmBlock, FilmValue, ImageBlock, ImageValue
from content_models.blocks.references import (
    CardGridBlock,
    CardGridValue,
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

__all__ = [
    "ACCEPTED",
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
    "LocalBlock",
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
    "SlotKind",
    "StepListBlock",
    "StepListValue",
    "TableBlock",
    "TableValue",
]
