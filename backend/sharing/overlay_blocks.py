"""The blocks that an overlay is stored in: a filled slot, an insertion, a hidden block. Names are the contract's."""

from wagtail import blocks

from backend.core.blocks import NamedBlocks, local_blocks
from backend.core.blocks.struct import Group
from backend.core.validators import slug_words


class SlotFillBlock(Group):
    """What stands in a local slot of the source."""

    slot = blocks.CharBlock(max_length=80, validators=[slug_words])
    blocks = blocks.StreamBlock(local_blocks(), required=False)

    class Meta:
        label = "Local slot"


class InsertionBlock(Group):
    """Blocks of one's own after one of the source's; without `after`, at the end of the page."""

    after = blocks.CharBlock(required=False, max_length=64)
    blocks = blocks.StreamBlock(local_blocks(), required=False)

    class Meta:
        label = "Own content"


class HiddenBlock(Group):
    """A block of the source that is left out."""

    block = blocks.CharBlock(max_length=64)

    class Meta:
        label = "Left out"


def overlay_blocks() -> NamedBlocks:
    """Return the blocks of an overlay."""
    return [("slot", SlotFillBlock()), ("insertion", InsertionBlock()), ("hidden", HiddenBlock())]
