"""The kinds of local slots are the contract's."""

from backend.core.blocks import body_blocks, local_blocks
from backend.core.slots import ACCEPTED, SlotKind
from content_models.blocks import ACCEPTED as CONTRACT


def test_each_kind_of_slot_takes_the_blocks_that_the_contract_names() -> None:
    assert dict(ACCEPTED) == dict(CONTRACT)


def test_an_editor_chooses_from_all_kinds_and_no_others() -> None:
    assert set(SlotKind.values) == set(ACCEPTED)


def test_every_block_that_a_slot_takes_exists_and_no_slot_takes_a_slot() -> None:
    known = {name for name, _ in local_blocks()}
    assert known == {name for name, _ in body_blocks()} - {"local_slot"}
    assert all(types is None or types <= known for types in ACCEPTED.values())
