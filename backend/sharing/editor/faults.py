"""What is wrong with local parts, each fault bound to the place where somebody can mend it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.base import get_error_json_data
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructBlockValidationError

from backend.sharing.editor.layout import Loss, NationalBlock, lost_content, lost_hidden, refused_types, unfilled
from backend.sharing.editor.parts import LocalParts, Spot, parts_of, spot_of

UNFILLED = "The owner asks for local content here: fill it before you publish."
LOCKED = "The owner has locked this block, so it cannot be left out."
NEEDED = "This place has to be filled, so it cannot be left out."
BETWEEN = "The owner has locked the blocks around this place, so nothing can stand here."
STORY = "Keep at least one block of the story: without any there is none to tell."
NOT_TAKEN = "This place does not take such a block. Remove it, or put it somewhere else on the page."

type PlaceFault = tuple[str, str]
"""The text of a spot or `hidden:` and a block's id, and one sentence."""


def hidden_name(block_id: str) -> str:
    """Return the name under which faults of a block that is left out are kept."""
    return f"hidden:{block_id}"


class OverlayError(StreamBlockValidationError):
    """Faults of an overlay: inside its blocks as Wagtail keeps them, and sentences by place."""

    def __init__(self, places: Mapping[str, str], block_errors: Mapping[int, ValidationError] | None = None) -> None:
        """Take sentences by place, and errors by the position of the stored part."""
        self.places = dict(places)
        super().__init__(block_errors=dict(block_errors or {}), non_block_errors=list(self.places.values()))


def place_faults(
    blocks: list[NationalBlock], stored: LocalParts, now: LocalParts, *, draft: bool
) -> Iterator[PlaceFault]:
    """Yield what is wrong at places: what the owner does not allow and was not there before, and what is missing.

    What was stored before and has lost its place since is no fault: it is shown to the team, and not published.
    """
    if not draft:
        for block in unfilled(blocks, now):
            yield str(Spot("slot", block.slot or "")), UNFILLED
    for block in blocks:
        if block.id in now.hidden and block.id not in stored.hidden and not block.may_be_left_out:
            yield hidden_name(block.id), LOCKED if block.locked else NEEDED
    for lost in lost_content(blocks, now):
        if lost.why is Loss.BETWEEN_LOCKED and lost.spot not in stored.content:
            yield str(lost.spot), BETWEEN
    before = lost_hidden(blocks, stored)
    for block_id, why in lost_hidden(blocks, now).items():
        if why is Loss.STORY_EMPTY and before.get(block_id) is not why:
            yield hidden_name(block_id), STORY


def overlay_error(
    blocks: list[NationalBlock],
    stored: LocalParts,
    value: StreamValue,
    *,
    draft: bool,
    found: ValidationError | None = None,
) -> OverlayError | None:
    """Return everything that is wrong with `value`, together with what its blocks `found`; None when all is right."""
    now = parts_of(value)
    places = dict(place_faults(blocks, stored, now, draft=draft))
    inside: dict[int, ValidationError] = dict(getattr(found, "block_errors", {}))
    refused = {
        Spot("slot", block.slot): indexes
        for block in blocks
        if block.slot is not None and (indexes := list(refused_types(block, now)))
    }
    for position, child in enumerate(value):
        spot = spot_of(child)
        if spot in refused and position not in inside:
            inside[position] = _not_taken(refused[spot])
    return OverlayError(places, inside) if places or inside else None


def _not_taken(indexes: list[int]) -> ValidationError:
    inner = StreamBlockValidationError(block_errors={index: ValidationError(NOT_TAKEN) for index in indexes})
    return StructBlockValidationError({"blocks": inner})


def errors_by_spot(value: StreamValue, error: ValidationError | None) -> dict[Spot, dict[str, Any]]:
    """Return what Wagtail's editor of blocks shows of `error` at each place, in its own form."""
    found: dict[Spot, dict[str, Any]] = {}
    inside: Mapping[int, ValidationError] = getattr(error, "block_errors", {})
    for position, child in enumerate(value):
        spot = spot_of(child)
        if spot is not None and position in inside:
            found[spot] = _of_blocks(get_error_json_data(inside[position]))
    return found


def _of_blocks(data: dict[str, Any]) -> dict[str, Any]:
    """Return the part of an error that is about the own content, with what is about its place as plain sentences."""
    fields = data.get("blockErrors", {})
    content: dict[str, Any] = dict(fields.get("blocks", {}))
    about_place = [line for name, other in fields.items() if name != "blocks" for line in other.get("messages", [])]
    if messages := [*data.get("messages", []), *content.get("messages", []), *about_place]:
        content["messages"] = messages
    return content
