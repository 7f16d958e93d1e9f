"""The blocks of StreamFields. Names are the contract's: a block's name is its `type`, a child's name its field.

| contract | here |
| --- | --- |
| a model with fields | a `Group` with the same child names |
| `PageLink`, `ContactLink`, `DocumentFile`, `FilmAsset` | a chooser |
| `Image` | `PictureBlock`, whose value is the image with its words for this place |
| `RichText`, `Text`, `Line`, a tuple of `Line` | `WordsBlock`, `TextBlock`, `LineBlock`, `LinesBlock` |
| a tuple of models with `id` | a `ListBlock` or a StreamField of one block, whose ids are the items' |

This package knows no sibling app: contacts, films and partners are named by string.
"""

from wagtail import blocks

from backend.core.blocks.choosers import (
    ContactChooserBlock,
    FileChooserBlock,
    FilmChooserBlock,
    PartnerChooserBlock,
    PictureBlock,
)
from backend.core.blocks.guidance import (
    ActionLinkBlock,
    CalloutBlock,
    ListStepBlock,
    MythFactBlock,
    MythFactItemBlock,
    StepListBlock,
    contact_block,
)
from backend.core.blocks.links import ActionBlock, LinkBlock, PageCardBlock, TargetBlock, actions_block
from backend.core.blocks.media import FilmBlock, ImageBlock, document_block
from backend.core.blocks.references import CardGridBlock, LocalSlotBlock, RelatedLinksBlock
from backend.core.blocks.struct import Group, GroupValue, Problem
from backend.core.blocks.text import ExpandableBlock, HeadingBlock, QuoteBlock, TableBlock, TableValue, rich_text_block
from backend.core.blocks.values import AddressBlock, AreaBlock, HoursBlock, OpeningTimesBlock, SourceBlock
from backend.core.blocks.words import LanguageBlock, LineBlock, LinesBlock, TextBlock, WebAddressBlock, WordsBlock

type NamedBlocks = list[tuple[str, blocks.Block]]
"""What a StreamField takes: pairs of a block's name and the block."""

WORDS, HELP, MEDIA, LINKS = "Words", "Help and guidance", "Pictures, films and files", "Links and places"


def body_blocks() -> NamedBlocks:
    """Return every block that the body of a page may hold, in the order in which the editor offers them."""
    return [
        ("heading", HeadingBlock(group=WORDS)),
        ("rich_text", _grouped(rich_text_block(), WORDS)),
        ("quote", QuoteBlock(group=WORDS)),
        ("table", TableBlock(group=WORDS)),
        ("expandable", ExpandableBlock(group=WORDS)),
        ("callout", CalloutBlock(group=HELP)),
        ("action_link", ActionLinkBlock(group=HELP)),
        ("contact", _grouped(contact_block(), HELP)),
        ("step_list", StepListBlock(group=HELP)),
        ("myth_fact", MythFactBlock(group=HELP)),
        ("image", ImageBlock(group=MEDIA)),
        ("film", FilmBlock(group=MEDIA)),
        ("document", _grouped(document_block(), MEDIA)),
        ("card_grid", CardGridBlock(group=LINKS)),
        ("related_links", RelatedLinksBlock(group=LINKS)),
        ("local_slot", LocalSlotBlock(group=LINKS)),
    ]


def story_blocks() -> NamedBlocks:
    """Return the blocks that a case study's story may hold."""
    return [
        ("heading", HeadingBlock()),
        ("rich_text", rich_text_block()),
        ("quote", QuoteBlock()),
        ("image", ImageBlock()),
        ("local_slot", LocalSlotBlock()),
    ]


def _grouped(block: blocks.Block, group: str) -> blocks.Block:
    block.meta.group = group
    return block


__all__ = [
    "ActionBlock",
    "ActionLinkBlock",
    "AddressBlock",
    "AreaBlock",
    "CalloutBlock",
    "CardGridBlock",
    "ContactChooserBlock",
    "ExpandableBlock",
    "FileChooserBlock",
    "FilmBlock",
    "FilmChooserBlock",
    "Group",
    "GroupValue",
    "HeadingBlock",
    "HoursBlock",
    "ImageBlock",
    "LanguageBlock",
    "LineBlock",
    "LinesBlock",
    "LinkBlock",
    "ListStepBlock",
    "LocalSlotBlock",
    "MythFactBlock",
    "MythFactItemBlock",
    "NamedBlocks",
    "OpeningTimesBlock",
    "PageCardBlock",
    "PartnerChooserBlock",
    "PictureBlock",
    "Problem",
    "QuoteBlock",
    "RelatedLinksBlock",
    "SourceBlock",
    "StepListBlock",
    "TableBlock",
    "TableValue",
    "TargetBlock",
    "TextBlock",
    "WebAddressBlock",
    "WordsBlock",
    "actions_block",
    "body_blocks",
    "story_blocks",
]
