"""What a newer version of its owner's page would do to the local parts of an adopted page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from backend.sharing.editor.layout import lost_content, lost_hidden, national_blocks, unfilled
from backend.sharing.editor.parts import LocalParts, parts_of
from backend.sharing.models.adoption import Adoption
from backend.sharing.readable.blocks import excerpt, readable
from backend.sharing.shown import locked_blocks


@dataclass(frozen=True, slots=True)
class Consequence:
    """One local part, named by its first words, and what becomes of it."""

    part: str
    why: str


NEW_SLOT = "The owner asks for local content here, and the page cannot be published again before it is filled."


def consequences(adoption: Adoption, before: Any, after: Any) -> list[Consequence]:
    """Return the local parts that have a place in `before` and would lose it in `after`, and slots to fill newly."""
    page = adoption.page.specific.get_latest_revision_as_object()
    if not hasattr(page, "overlay"):
        return []
    return list(_consequences(parts_of(page.overlay), before, after, locked_blocks(adoption)))


def _consequences(parts: LocalParts, before: Any, after: Any, locked: frozenset[str]) -> Iterator[Consequence]:
    old, new = national_blocks(before, locked), national_blocks(after, locked)
    lost_already = {lost.spot for lost in lost_content(old, parts)}
    for lost in lost_content(new, parts):
        if lost.spot not in lost_already:
            yield Consequence(excerpt(readable(lost.part.blocks.stream_block, lost.part.blocks)), lost.why)
    shown_already = lost_hidden(old, parts)
    words = {block.id: excerpt(readable(block.child.block, block.child.value)) for block in old}
    for block_id, why in lost_hidden(new, parts).items():
        if block_id not in shown_already:
            yield Consequence(words.get(block_id, ""), why)
    waiting = {block.slot for block in unfilled(old, parts)}
    for block in unfilled(new, parts):
        if block.slot not in waiting:
            yield Consequence(f"Place for local content “{block.slot}”", NEW_SLOT)
