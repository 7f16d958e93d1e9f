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
)
from backend.core.blocks.links import ActionBlock, LinkBlock, PageCardBlock, TargetBlock, actions_block
from backend.core.blocks.local import LocalSlotBlock, NamedBlocks, body_blocks, local_blocks, story_blocks
from backend.core.blocks.media import FilmBlock, ImageBlock
from backend.core.blocks.references import CardGridBlock, RelatedLinksBlock
from backend.core.blocks.struct import Group, GroupValue, Problem
from backend.core.blocks.text import ExpandableBlock, HeadingBlock, QuoteBlock, TableBlock, TableValue
from backend.core.blocks.values import (
    AddressBlock,
    AreaBlock,
    ContactWordsBlock,
    HoursBlock,
    OpeningTimesBlock,
    SiteWordsBlock,
    SourceBlock,
)
from backend.core.blocks.words import LanguageBlock, LineBlock, LinesBlock, TextBlock, WebAddressBlock, WordsBlock

__all__ = [
    "ActionBlock",
    "ActionLinkBlock",
    "AddressBlock",
    "AreaBlock",
    "CalloutBlock",
    "CardGridBlock",
    "ContactChooserBlock",
    "ContactWordsBlock",
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
    "SiteWordsBlock",
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
    "local_blocks",
    "story_blocks",
]
