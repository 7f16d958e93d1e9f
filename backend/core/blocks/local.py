"""The blocks of a page's body, and the local slot: the place that an organisation which uses a page may fill."""

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail import blocks

from backend.core.blocks.guidance import ActionLinkBlock, CalloutBlock, MythFactBlock, StepListBlock, contact_block
from backend.core.blocks.media import FilmBlock, ImageBlock, document_block
from backend.core.blocks.references import CardGridBlock, RelatedLinksBlock
from backend.core.blocks.struct import Group, Problem
from backend.core.blocks.text import ExpandableBlock, HeadingBlock, QuoteBlock, TableBlock, rich_text_block
from backend.core.blocks.words import LineBlock
from backend.core.slots import ACCEPTED, SlotKind
from backend.core.validators import slug_words

type NamedBlocks = list[tuple[str, blocks.Block]]
"""What a StreamField takes: pairs of a block's name and the block."""

WORDS, HELP, MEDIA, LINKS = "Words", "Help and guidance", "Pictures, films and files", "Links and places"


def local_blocks() -> NamedBlocks:
    """Return every block of a page's body but the local slot, in the order in which the editor offers them.

    They are what an organisation may add to a page that it adopts.
    """
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
    ]


def body_blocks() -> NamedBlocks:
    """Return every block that the body of a page may hold, in the order in which the editor offers them."""
    return [*local_blocks(), ("local_slot", LocalSlotBlock(group=LINKS))]


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


class LocalSlotBlock(Group):
    """A named place that an organisation which uses this page may fill."""

    name = LineBlock(
        max_length=80,
        validators=[slug_words],
        help_text="A short name, such as local-support. Keep it once the page is published: others fill it by this name.",
    )
    accepts = blocks.ChoiceBlock(choices=SlotKind.choices, default=SlotKind.ANY, label="What may go here")
    guidance = LineBlock(required=False, help_text="What you would like the other organisation to add here.")
    required = blocks.BooleanBlock(
        required=False,
        default=False,
        label="Must be filled",
        help_text="Nobody can publish the page on their site before they have filled this place.",
    )
    content = blocks.StreamBlock(
        local_blocks(),
        required=False,
        label="Shown until it is filled",
        help_text="Optional. A place that must be filled has none.",
    )

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence for default content where none is ever shown, or that the place itself would not take."""
        types = ACCEPTED[value["accepts"]]
        if value["required"] and len(value["content"]):
            yield (
                "content",
                "A place that must be filled has no content of its own: remove it, or untick “Must be filled”.",
            )
        elif types is not None and any(child.block_type not in types for child in value["content"]):
            yield (
                "content",
                "This holds a block that the place does not take. Change what may go here, or remove the block.",
            )

    class Meta:
        icon = "placeholder"
        label = "Place for local content"
        label_format = "{name}"
