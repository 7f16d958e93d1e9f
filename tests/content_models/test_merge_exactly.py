"""Merging compared with its rules as they are written down, each said once more in the plainest way that there is."""

from itertools import pairwise
from typing import Any

from hypothesis import given

from content_models import Overlay, Reason, Unplaced, blocks_of, canonical_bytes, merge
from content_models.blocks import ACCEPTED, LocalSlotBlock
from content_models.documents import Document
from content_models.merge import block_fields
from tests.content_models.merging import PLAIN, plain_pairs


def first_slots(document: Document) -> dict[str, LocalSlotBlock]:
    """Of two slots with one name the first counts."""
    slots = [block for block in blocks_of(document) if isinstance(block, LocalSlotBlock)]
    return {slot.value.name: slot for slot in reversed(slots)}


def hidden(document: Document, local: Overlay) -> set[str]:
    """What is not locked may be hidden, but a story keeps a block."""
    may = {block.id for block in blocks_of(document) if not block.locked}
    found = set(local.hidden) & may
    story = getattr(document, "story", ()) if "story" in block_fields(document) else ()
    return found - {story[0].id} if story and found.issuperset(block.id for block in story) else found


def taken(document: Document, local: Overlay, slot: LocalSlotBlock) -> list[Any]:
    """A slot that is shown takes the blocks of its fill that it accepts."""
    types = ACCEPTED[slot.value.accepts]
    fills = [block for fill in local.slots if fill.slot == slot.value.name for block in fill.blocks]
    return [] if slot.id in hidden(document, local) else [one for one in fills if types is None or one.type in types]


def between_locked(document: Document) -> set[str]:
    """Nothing stands after a locked block that another follows."""
    fields = [getattr(document, name) for name in block_fields(document)]
    return {one.id for blocks in fields for one, other in pairwise(blocks) if one.locked and other.locked}


def expected_losses(document: Document, local: Overlay) -> set[Unplaced]:
    """Everything of the overlay that has no place, with why."""
    there, slots, gone = {block.id: block for block in blocks_of(document)}, first_slots(document), Reason.GONE
    lost: set[Unplaced] = set()
    for name in set(local.hidden) - hidden(document, local):
        why = gone if name not in there else Reason.LOCKED if there[name].locked else Reason.NEEDED
        lost.add(Unplaced("hidden", name, why))
    for part in local.insertions:
        names = tuple(block.id for block in part.blocks)
        if part.after is not None and part.after not in there:
            lost.add(Unplaced("insertion", part.after, gone, names))
        elif part.after in between_locked(document):
            lost.add(Unplaced("insertion", part.after or "", Reason.BETWEEN_LOCKED, names))
    for fill in local.slots:
        slot, names = slots.get(fill.slot), tuple(block.id for block in fill.blocks)
        if slot is None or slot.id in hidden(document, local):
            lost.add(Unplaced("slot", fill.slot, Reason.SLOT_HIDDEN if slot else gone, names))
        elif left := tuple(block.id for block in fill.blocks if block not in taken(document, local, slot)):
            lost.add(Unplaced("slot", fill.slot, Reason.NOT_ACCEPTED, left))
    return lost


def words(block: Any) -> tuple[str, str]:
    """A block without its id, which may differ where the owner has the same."""
    return block.type, block.value.model_dump_json()


@PLAIN
@given(plain_pairs())
def test_exactly_the_parts_without_a_place_are_reported_each_once(pair: tuple[Document, Overlay]) -> None:
    document, local = pair
    reported = merge(document, local).unplaced
    assert set(reported) == expected_losses(document, local)
    assert len(set(reported)) == len(reported)


@PLAIN
@given(plain_pairs())
def test_every_block_stands_where_it_was_put_and_the_owners_are_untouched(pair: tuple[Document, Overlay]) -> None:
    document, local = pair
    merged, slots = merge(document, local), first_slots(document)
    after = {part.after: part.blocks for part in local.insertions if part.after not in between_locked(document)}
    for field in block_fields(document):
        expected: list[Any] = []
        for block in getattr(document, field):
            own = taken(document, local, block) if isinstance(block, LocalSlotBlock) else []
            if own and slots[block.value.name].id == block.id:
                expected.append((block.id, [words(one) for one in own]))
            elif block.id not in hidden(document, local):
                expected.append(block)
            expected += [words(one) for one in after.get(block.id, ())]
        if field == "body":
            expected += [words(one) for one in after.get(None, ())]
        shown = list(getattr(merged.document, field))
        if field == "body" and local.related:
            assert shown.pop().value.links == local.related
        assert [as_expected(block, merged.local) for block in shown] == expected


def as_expected(block: Any, own: frozenset[str]) -> Any:
    """What a merged block is compared as: one's own by its words, a filled slot by what is in it, the owner's as it is."""
    if block.id in own:
        return words(block)
    if isinstance(block, LocalSlotBlock) and block.value.filled:
        return block.id, [words(one) for one in block.value.content]
    return block


@PLAIN
@given(plain_pairs())
def test_all_but_blocks_summary_and_date_is_the_owners(pair: tuple[Document, Overlay]) -> None:
    document, local = pair
    merged = merge(document, local)
    changed = {*block_fields(document), "summary", "last_updated"}
    assert {name: value for name, value in merged.document if name not in changed} == {
        name: value for name, value in document if name not in changed
    }
    assert merged.document.summary == (local.summary or document.summary)
    assert merged.document.last_updated == max(document.last_updated, local.last_updated)
    without = merge(document, None)
    assert canonical_bytes(without.document) == canonical_bytes(document)


@PLAIN
@given(plain_pairs())
def test_exactly_the_slots_that_must_be_filled_and_are_not_are_named(pair: tuple[Document, Overlay]) -> None:
    document, local = pair
    asked = {name: slot for name, slot in first_slots(document).items() if slot.value.required}
    empty = [name for name, slot in asked.items() if not taken(document, local, slot)]
    assert sorted(merge(document, local).unfilled) == sorted(empty)
