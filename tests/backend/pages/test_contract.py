"""What validates in the editor fits the contract: the same names, limits, counts and choices, everywhere."""

from typing import get_args

import pytest

from backend.core.blocks import body_blocks, story_blocks
from content_models import DOCUMENT_TYPES
from content_models.blocks import Block
from content_models.documents import DocumentBase
from tests.backend.pages.conformity import block_differences, field_differences, wanted
from tests.backend.pages.factories import TYPES

BLOCKS = {kind.model_fields["type"].default: kind for kind in get_args(get_args(Block)[0])}


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_the_fields_of_a_page_type_take_what_its_document_takes(kind: str) -> None:
    document, page_type = DOCUMENT_TYPES[kind], TYPES[kind]
    own = set(document.model_fields) - set(DocumentBase.model_fields) - {"type"}
    found = [
        difference
        for name in sorted(own)
        for difference in field_differences(wanted(document.model_fields[name]), page_type._meta.get_field(name), name)
    ]
    assert found == []


def test_the_body_offers_every_block_of_the_contract_under_its_name() -> None:
    assert {name for name, _ in body_blocks()} == set(BLOCKS)


def test_a_story_offers_blocks_of_the_contract_and_a_place_for_local_ones() -> None:
    assert {name for name, _ in story_blocks()} <= set(BLOCKS)
    assert "local_slot" in dict(story_blocks())


@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_a_block_takes_what_the_contract_takes(kind: str) -> None:
    block = dict(body_blocks())[kind]
    assert list(block_differences(wanted(BLOCKS[kind].model_fields["value"]), block, kind)) == []
