"""The local parts of an adopted page by their place, read from the StreamField that stores them, and back. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Self
from uuid import uuid4

from wagtail.blocks import StreamBlock
from wagtail.blocks.stream_block import StreamValue

type Kind = Literal["slot", "insertion"]


class Spot(NamedTuple):
    """A place for own content: the slot of this name, or after the block with this id; nothing is the page's end."""

    kind: Kind
    at: str

    def __str__(self) -> str:
        """Return what `parse` reads."""
        return f"{self.kind}:{self.at}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the spot that `text` names, or None when it names none."""
        kind, colon, at = text.partition(":")
        if not colon:
            return None
        match kind:
            case "slot" | "insertion":
                return cls(kind, at)
            case _:
                return None


END = Spot("insertion", "")
"""The end of the page."""

AT = {"slot": "slot", "insertion": "after"}
"""The field of each kind of part that says where it is."""


@dataclass(frozen=True, slots=True)
class Part:
    """Own content in one place; `id` is its id in the StreamField."""

    id: str
    blocks: StreamValue


@dataclass(slots=True)
class LocalParts:
    """Everything that is stored: own content by its place, and the ids of parts by the block that they leave out."""

    content: dict[Spot, Part] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)

    def add(self, spot: Spot, part: Part) -> None:
        """Put `part` at `spot`, behind what is there."""
        if not len(part.blocks):
            return
        if (there := self.content.get(spot)) is not None:
            part = Part(there.id, rebuilt(there.blocks.stream_block, there.blocks, part.blocks))
        self.content[spot] = part


def rebuilt(block: StreamBlock, *values: StreamValue) -> StreamValue:
    """Return one value of `block` with the blocks of `values`, which keep their ids."""
    return StreamValue(block, [(child.block_type, child.value, child.id) for value in values for child in value])


def content_block(overlay: StreamBlock, kind: Kind) -> StreamBlock:
    """Return the block of own content in a part of this kind."""
    found: StreamBlock = overlay.child_blocks[kind].child_blocks["blocks"]
    return found


def parts_of(value: StreamValue) -> LocalParts:
    """Return what an overlay's StreamField holds; two parts at one place become one."""
    parts = LocalParts()
    for child in value:
        spot = spot_of(child)
        if spot is None:
            parts.hidden.setdefault(child.value["block"], child.id or str(uuid4()))
        else:
            parts.add(spot, Part(child.id or str(uuid4()), child.value["blocks"]))
    return parts


def spot_of(child: StreamValue.StreamChild) -> Spot | None:
    """Return the place of one stored part, or None for a block that is left out."""
    match child.block_type:
        case "slot" | "insertion":
            return Spot(child.block_type, child.value[AT[child.block_type]] or "")
        case _:
            return None


def value_of(parts: LocalParts, overlay: StreamBlock) -> StreamValue:
    """Return the StreamField's value of `parts`: own content in the order in which it was added, then what is left out."""
    return StreamValue(overlay, list(_stored(parts, overlay)))


def _stored(parts: LocalParts, overlay: StreamBlock) -> Iterator[tuple[str, object, str]]:
    for spot, part in parts.content.items():
        blocks = rebuilt(content_block(overlay, spot.kind), part.blocks)
        yield spot.kind, overlay.child_blocks[spot.kind].normalize({AT[spot.kind]: spot.at, "blocks": blocks}), part.id
    for block, key in parts.hidden.items():
        yield "hidden", overlay.child_blocks["hidden"].normalize({"block": block}), key
