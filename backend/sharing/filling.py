"""Which slots of an adopted page must still be filled."""

from typing import Any

from backend.sharing.editor.layout import national_blocks, unfilled
from backend.sharing.editor.parts import parts_of
from backend.sharing.models.adoption import Adoption
from backend.sharing.shown import locked_blocks, shown_version


def unfilled_slots(adoption: Adoption, page: Any) -> list[str]:
    """Return the names of the slots that must be filled and are not, in the version that is shown."""
    source = shown_version(adoption)
    if source is None:
        return []
    blocks = national_blocks(source, locked_blocks(adoption))
    return [block.slot for block in unfilled(blocks, parts_of(page.overlay)) if block.slot]
