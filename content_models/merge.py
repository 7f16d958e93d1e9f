"""Merging: an owner's document and an adopter's overlay become the page that the adopter's site shows. Pure.

What is promised, for any document and any overlay: every block of the source that is not hidden is there, in the
source's order; a locked block is always there, and next to the locked block that followed it; the same input gives
the same output; and `unplaced` names exactly the parts of the overlay that found no place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any, Final, Literal, NamedTuple

from content_models.blocks import ACCEPTED, Block, LocalBlock, LocalSlotBlock, RelatedLinksBlock, RelatedLinksValue
from content_models.documents import Document, DocumentBase
from content_models.errors import ContractError
from content_models.overlay import Overlay, SlotFill

BLOCK_FIELDS: Final = ("story", "body")
"""The fields of documents that hold blocks, in the order in which a page shows them."""

RELATED: Final = "local-related-links"
_ID_LENGTH: Final = 64


class Reason(StrEnum):
    """Why a part of an overlay has no place. `NEEDED`: a story without a single block of its owner's is none."""

    GONE = "gone"
    LOCKED = "locked"
    BETWEEN_LOCKED = "between_locked"
    NOT_ACCEPTED = "not_accepted"
    SLOT_HIDDEN = "slot_hidden"
    NEEDED = "needed"


class Unplaced(NamedTuple):
    """A part of an overlay that has no place: `at` names the slot, or the block that it stands after or hides.

    `blocks` are the ids of the overlay's own blocks that are not shown.
    """

    part: Literal["slot", "insertion", "hidden"]
    at: str
    reason: Reason
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """A document as the adopter's site shows it.

    `local` are the ids of blocks that the adopter added; all others are the source's. `unfilled` names slots that must be
    filled and are not.
    """

    document: Document
    local: frozenset[str]
    unplaced: tuple[Unplaced, ...]
    unfilled: tuple[str, ...]


def block_fields(document: DocumentBase) -> tuple[str, ...]:
    """Return the fields of `document` that hold blocks, in the order in which its page shows them."""
    # The story of a home page is none of blocks.
    return tuple(name for name in BLOCK_FIELDS if isinstance(getattr(document, name, None), tuple))


def blocks_of(document: DocumentBase) -> Iterator[Block]:
    """Yield every block of `document` that an overlay can name, in order."""
    for name in block_fields(document):
        yield from getattr(document, name)


def slots_of(document: DocumentBase) -> dict[str, LocalSlotBlock]:
    """Return the local slots of `document` by name; of two with one name the first counts."""
    found: dict[str, LocalSlotBlock] = {}
    for block in blocks_of(document):
        if isinstance(block, LocalSlotBlock):
            found.setdefault(block.value.name, block)
    return found


def merge(document: Document, overlay: Overlay | None) -> Merged:
    """Return `document` with the parts of `overlay` in their places.

    Raises ContractError when the overlay belongs to another page or language.
    """
    if overlay is None:
        return Merged(document, frozenset(), (), _unfilled(document, set()))
    if (overlay.id, overlay.locale) != (document.id, document.locale):
        raise ContractError(
            f"The overlay is for the page {overlay.id} in {overlay.locale}, not for {document.id} in {document.locale}."
        )
    return _Merge(document, overlay).merged()


def _unfilled(document: DocumentBase, filled: set[str]) -> tuple[str, ...]:
    return tuple(name for name, slot in slots_of(document).items() if slot.value.required and name not in filled)


class _Merge:
    """One merge on its way."""

    def __init__(self, document: Document, overlay: Overlay) -> None:
        self._document = document
        self._overlay = overlay
        self._blocks = {block.id: block for block in blocks_of(document)}
        self._slots = slots_of(document)
        self._unplaced: list[Unplaced] = []
        self._local: set[str] = set()
        self._taken = {*self._blocks, *(inner.id for slot in self._slots.values() for inner in slot.value.content)}

    def merged(self) -> Merged:
        """Return the result."""
        hidden = self._hidden()
        fills = self._fills(hidden)
        after = self._insertions()
        changed: dict[str, Any] = {
            name: tuple(self._field(getattr(self._document, name), hidden, fills, after))
            for name in block_fields(self._document)
        }
        changed["body"] = (*changed["body"], *self._own(after.get(None, ())), *self._related())
        if self._overlay.summary:
            changed["summary"] = self._overlay.summary
        changed["last_updated"] = max(self._document.last_updated, self._overlay.last_updated)
        document = self._document.model_copy(update=changed)
        unfilled = _unfilled(self._document, set(fills))
        return Merged(document, frozenset(self._local), tuple(self._unplaced), unfilled)

    def _lost(
        self, part: Literal["slot", "insertion", "hidden"], at: str, why: Reason, blocks: Sequence[Block]
    ) -> None:
        self._unplaced.append(Unplaced(part, at, why, tuple(block.id for block in blocks)))

    def _hidden(self) -> set[str]:
        hidden: set[str] = set()
        for name in self._overlay.hidden:
            block = self._blocks.get(name)
            if block is None or block.locked:
                self._lost("hidden", name, Reason.LOCKED if block else Reason.GONE, ())
            else:
                hidden.add(name)
        story: Sequence[Block] = next(
            (getattr(self._document, name) for name in block_fields(self._document) if name == "story"), ()
        )
        if story and hidden.issuperset(block.id for block in story):
            hidden.remove(story[0].id)
            self._lost("hidden", story[0].id, Reason.NEEDED, ())
        return hidden

    def _fills(self, hidden: set[str]) -> dict[str, tuple[LocalBlock, ...]]:
        """Return the blocks of each slot that is filled, by its name."""
        fills: dict[str, tuple[LocalBlock, ...]] = {}
        for fill in self._overlay.slots:
            slot = self._slots.get(fill.slot)
            if slot is None or slot.id in hidden:
                self._lost("slot", fill.slot, Reason.SLOT_HIDDEN if slot else Reason.GONE, fill.blocks)
            elif placed := self._accepted(slot, fill):
                fills[fill.slot] = placed
        return fills

    def _accepted(self, slot: LocalSlotBlock, fill: SlotFill) -> tuple[LocalBlock, ...]:
        types = ACCEPTED[slot.value.accepts]
        if types is None:
            return fill.blocks
        if refused := [block for block in fill.blocks if block.type not in types]:
            self._lost("slot", fill.slot, Reason.NOT_ACCEPTED, refused)
        return tuple(block for block in fill.blocks if block.type in types)

    def _insertions(self) -> dict[str | None, tuple[LocalBlock, ...]]:
        """Return the inserted blocks by the block that they follow; None is the end of the page."""
        fields = (getattr(self._document, name) for name in block_fields(self._document))
        inside = {one.id for blocks in fields for one, other in pairwise(blocks) if one.locked and other.locked}
        found: dict[str | None, tuple[LocalBlock, ...]] = {}
        for part in self._overlay.insertions:
            if part.after is not None and part.after not in self._blocks:
                self._lost("insertion", part.after, Reason.GONE, part.blocks)
            elif part.after is not None and part.after in inside:
                self._lost("insertion", part.after, Reason.BETWEEN_LOCKED, part.blocks)
            else:
                found[part.after] = part.blocks
        return found

    def _field(
        self,
        blocks: Sequence[Block],
        hidden: set[str],
        fills: dict[str, tuple[LocalBlock, ...]],
        after: dict[str | None, tuple[LocalBlock, ...]],
    ) -> Iterator[Block]:
        for block in blocks:
            if block.id not in hidden:
                yield self._filled(block, fills)
            yield from self._own(after.get(block.id, ()))

    def _filled(self, block: Block, fills: dict[str, tuple[LocalBlock, ...]]) -> Block:
        if not isinstance(block, LocalSlotBlock) or self._slots[block.value.name].id != block.id:
            return block
        content = fills.get(block.value.name)
        if content is None:
            return block
        value = block.value.model_copy(update={"content": tuple(self._own(content)), "filled": True})
        return block.model_copy(update={"value": value})

    def _own(self, blocks: Sequence[LocalBlock]) -> Iterator[LocalBlock]:
        """Yield the adopter's blocks, each with an id that no block of the source has."""
        for block in blocks:
            name = self._free(block.id)
            self._local.add(name)
            yield block if name == block.id else block.model_copy(update={"id": name})

    def _free(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            suffix = f"-local-{number}"
            name = wanted[: _ID_LENGTH - len(suffix)] + suffix
        self._taken.add(name)
        return name

    def _related(self) -> Iterator[RelatedLinksBlock]:
        if self._overlay.related:
            name = self._free(RELATED)
            self._local.add(name)
            yield RelatedLinksBlock(id=name, value=RelatedLinksValue(links=self._overlay.related))
