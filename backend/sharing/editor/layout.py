"""The blocks of the source that is shown, the places between them, and the local parts that have no place. Pure.

The rules are those of the contract's merge, told to the people who edit before they run into them.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any, Final

from wagtail.blocks.stream_block import StreamValue

from backend.core.slots import ACCEPTED
from backend.sharing.editor.parts import END, LocalParts, Part, Spot

BLOCK_FIELDS: Final = ("story", "body")
"""The fields of pages whose blocks an overlay can name, in the order in which a page shows them."""


class Loss(StrEnum):
    """Why a local part has no place, in words for the team."""

    GONE = "The block that it stood after is no longer on the page."
    SLOT_GONE = "The owner has taken this place for local content off the page."
    SLOT_LEFT_OUT = "You have left out the place that it fills."
    BETWEEN_LOCKED = "The owner has locked the blocks around it, so that nothing may stand between them."
    HIDDEN_GONE = "The block that you left out is no longer on the page."
    HIDDEN_LOCKED = "The owner has locked the block that you left out, so it is shown."
    STORY_EMPTY = "A story without a single block of its owner's is none, so its first block is shown."


@dataclass(frozen=True, slots=True)
class NationalBlock:
    """One block of the source.

    `slot` is its name if it is a place for local content, `after` the place behind it, None where nothing may follow.
    """

    field: str
    child: Any
    locked: bool
    slot: str | None
    after: Spot | None

    @property
    def id(self) -> str:
        """The block's id, by which overlays name it."""
        return str(self.child.id)

    @property
    def title(self) -> str:
        """What people call the place for local content that it is."""
        return (self.slot or "").replace("-", " ")

    @property
    def guidance(self) -> str:
        """What its owner would like others to put into the place that it is."""
        return str(self.child.value.get("guidance") or "") if self.slot is not None else ""

    @property
    def may_be_left_out(self) -> bool:
        """Whether adopters may hide it: not what is locked, and no slot that must be filled."""
        return not (self.locked or self.must_be_filled)

    @property
    def must_be_filled(self) -> bool:
        """Whether it is a slot that an adopter has to fill before publishing."""
        return self.slot is not None and bool(self.child.value.get("required"))

    @property
    def accepts(self) -> frozenset[str] | None:
        """The types of blocks that this slot takes; None takes all."""
        return ACCEPTED.get(self.child.value.get("accepts") or "any") if self.slot is not None else None


@dataclass(frozen=True, slots=True)
class Lost:
    """Own content that is not shown, and why."""

    spot: Spot
    part: Part
    why: Loss


def national_blocks(source: Any, locked: Collection[str]) -> list[NationalBlock]:
    """Return the blocks of the page `source` in order; `locked` are the ids of those that their owner locked."""
    seen: set[str] = set()
    return [block for name in BLOCK_FIELDS for block in _field(name, getattr(source, name, None), locked, seen)]


def _field(name: str, value: StreamValue | None, locked: Collection[str], seen: set[str]) -> Iterator[NationalBlock]:
    children = list(value or ())
    inside = {one.id for one, other in pairwise(children) if one.id in locked and other.id in locked}
    for child in children:
        slot = child.value["name"] if child.block_type == "local_slot" else None
        # Of two slots with one name on a page the first counts; the other shows the owner's content.
        own = slot if slot and slot not in seen else None
        seen.update([slot] if slot else [])
        after = None if child.id in inside else Spot("insertion", str(child.id))
        yield NationalBlock(name, child, child.id in locked, own, after)


def spots(blocks: list[NationalBlock]) -> list[Spot]:
    """Return every place for own content on the page, in order, its end last."""
    found = []
    for block in blocks:
        if block.slot is not None:
            found.append(Spot("slot", block.slot))
        if block.after is not None:
            found.append(block.after)
    return [*found, END]


def lost_content(blocks: list[NationalBlock], parts: LocalParts) -> list[Lost]:
    """Return the own content that has no place among `blocks`."""
    left_out = {block.slot: block.id for block in blocks if block.slot is not None}
    places = set(spots(blocks))
    known = {block.id for block in blocks}
    lost = []
    for spot, part in parts.content.items():
        if spot not in places:
            gone = Loss.SLOT_GONE if spot.kind == "slot" else Loss.GONE
            lost.append(Lost(spot, part, Loss.BETWEEN_LOCKED if spot.at in known else gone))
        elif spot.kind == "slot" and left_out[spot.at] in effective_hidden(blocks, parts):
            lost.append(Lost(spot, part, Loss.SLOT_LEFT_OUT))
    return lost


def lost_hidden(blocks: list[NationalBlock], parts: LocalParts) -> dict[str, Loss]:
    """Return why each block that is left out, but cannot be, is shown or gone, by its id."""
    by_id = {block.id: block for block in blocks}
    found = {}
    for block_id in parts.hidden:
        block = by_id.get(block_id)
        if block is None:
            found[block_id] = Loss.HIDDEN_GONE
        elif block.locked:
            found[block_id] = Loss.HIDDEN_LOCKED
        elif block_id == _kept_of_story(blocks, parts):
            found[block_id] = Loss.STORY_EMPTY
    return found


def effective_hidden(blocks: list[NationalBlock], parts: LocalParts) -> set[str]:
    """Return the ids of blocks that are not shown."""
    return parts.hidden.keys() - lost_hidden(blocks, parts).keys()


def _kept_of_story(blocks: list[NationalBlock], parts: LocalParts) -> str | None:
    """Return the block of a story that is shown although all of them were left out, or None."""
    story = [block for block in blocks if block.field == "story"]
    everything = story and all(block.id in parts.hidden and not block.locked for block in story)
    return story[0].id if everything else None


def unfilled(blocks: list[NationalBlock], parts: LocalParts) -> list[NationalBlock]:
    """Return the slots that must be filled before the page is published, and are not."""
    return [
        block
        for block in blocks
        if block.slot is not None and block.must_be_filled and Spot("slot", block.slot) not in parts.content
    ]


def refused_types(block: NationalBlock, parts: LocalParts) -> Iterator[int]:
    """Yield the positions of blocks in a slot that it does not take."""
    part = parts.content.get(Spot("slot", block.slot)) if block.slot is not None else None
    if part is None or block.accepts is None:
        return
    for index, child in enumerate(part.blocks):
        if child.block_type not in block.accepts:
            yield index
