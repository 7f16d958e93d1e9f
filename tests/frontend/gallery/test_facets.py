"""What the contract leaves open, found in the types themselves."""

from typing import Annotated, Literal

from pydantic import Field

from content_models.base import Model
from content_models.blocks import ActionLinkBlock, CalloutBlock, StepListBlock
from content_models.blocks.base import BlockBase
from content_models.blocks.local import LocalSlotBlock
from content_models.examples import example_documents
from frontend.gallery.facets import facets_of, facets_of_type
from frontend.gallery.variants import BLOCK_MODELS


class Inner(Model):
    mood: Literal["calm", "urgent"]


class Other(Model):
    name: str


class Value(Model):
    note: str | None = None
    part: Annotated[Inner | Other, Field()]
    parts: tuple[Inner, ...] = ()
    some: Annotated[tuple[str, ...], Field(min_length=1)]
    wide: bool = False


class NewBlock(BlockBase):
    type: Literal["new"] = "new"
    value: Value


NEW = {
    *("value.note=given", "value.note=none"),
    *("value.part=Inner", "value.part=Other", "value.part.mood=calm", "value.part.mood=urgent"),
    *("value.parts=empty", "value.parts=filled", "value.parts.mood=calm", "value.parts.mood=urgent"),
    *("value.wide=yes", "value.wide=no"),
}


def test_choices_options_lists_and_kinds_of_parts_are_facets() -> None:
    assert facets_of_type(NewBlock) == NEW


def test_a_block_has_the_facets_that_it_shows() -> None:
    value = Value(part=Other(name="x"), parts=(Inner(mood="calm"),), some=("a",), wide=True)
    shown = {"value.note=none", "value.part=Other", "value.parts=filled", "value.parts.mood=calm", "value.wide=yes"}
    assert facets_of(NewBlock(id="a", value=value)) == shown


def test_the_contracts_choices_are_among_them() -> None:
    assert facets_of_type(CalloutBlock) == {f"value.kind={kind}" for kind in ("information", "warning", "urgent")}
    assert {"value.style=quiet", "value.target=PageLink", "value.target=UrlLink"} <= facets_of_type(ActionLinkBlock)
    assert {"value.heading=none", "value.steps.text=none"} <= facets_of_type(StepListBlock)


def test_what_nobody_sees_is_no_facet_nor_what_is_in_the_blocks_of_a_slot() -> None:
    expected = {f"value.{facet}" for facet in ("content=empty", "content=filled", "filled=none", "filled=given")}
    assert facets_of_type(LocalSlotBlock) == expected


def test_no_example_has_a_facet_that_its_type_has_not() -> None:
    for block in example_documents()["standard/every-block.json"].body:
        assert facets_of(block) <= facets_of_type(BLOCK_MODELS[block.type])
