"""Which slots of an adopted page must still be filled."""

from typing import Any

from backend.sharing.editor.layout import NationalBlock, national_blocks, refused_types, unfilled
from backend.sharing.editor.parts import LocalParts, Spot, parts_of
from backend.sharing.models.adoption import Adoption
from backend.sharing.shown import locked_blocks, shown_version


def unfilled_slots(adoption: Adoption, page: Any) -> list[str]:
    """Return the names of the slots that must be filled and are not, in the version that is shown."""
    source = shown_version(adoption)
    if source is None:
        return []
    blocks, parts = national_blocks(source, locked_blocks(adoption)), parts_of(page.overlay)
    empty = unfilled(blocks, parts)
    return [block.slot for block in blocks if block.slot and (block in empty or _takes_nothing(block, parts))]


def _takes_nothing(block: NationalBlock, parts: LocalParts) -> bool:
    """Say whether a slot that must be filled holds only blocks that it does not take, and so shows none."""
    part = parts.content.get(Spot("slot", block.slot or ""))
    return bool(
        block.must_be_filled and part is not None and len(list(refused_types(block, parts))) == len(part.blocks)
    )
