"""Groups: optional as a whole, spared in drafts, faults bound to fields."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import RichText

from backend.core.blocks import ActionBlock, Group, LineBlock, Problem, TargetBlock, WordsBlock
from backend.core.blocks.faults import fault_sentences


class Pair(Group):
    first = LineBlock()
    second = LineBlock(required=False)
    style = blocks.ChoiceBlock(choices=[("plain", "Plain"), ("loud", "Loud")], default="plain")
    words = WordsBlock(required=False)
    several = blocks.ListBlock(LineBlock(), default=[])

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        if value["first"] == value["second"]:
            yield "second", "Write something else here."


def faults(block: blocks.Block, value: Any) -> list[str]:
    with pytest.raises(StructBlockValidationError) as caught:
        block.clean(block.normalize(value))
    return fault_sentences(caught.value)


def test_an_optional_group_may_be_left_empty() -> None:
    block = Pair(required=False)
    assert block.clean(block.get_default()).is_empty


def test_an_optional_group_that_was_begun_must_be_finished() -> None:
    assert faults(Pair(required=False), {"second": "b"}) == ["first: This field is required."]


def test_a_compulsory_group_must_be_filled_in() -> None:
    assert faults(Pair(), {}) == ["first: This field is required."]


@pytest.mark.parametrize(
    "begun", [{"second": "b"}, {"style": "loud"}, {"words": RichText("<p>Hello</p>")}, {"several": ["one"]}]
)
def test_whatever_is_entered_counts(begun: dict[str, Any]) -> None:
    assert not Pair().normalize(begun).is_empty


def test_none_stands_for_an_empty_group() -> None:
    assert Pair().to_python(None).is_empty
    assert Pair().normalize(None).is_empty
    assert [value.is_empty for value in Pair().bulk_to_python([None, {"first": "a"}])] == [True, False]


def test_a_field_that_does_not_exist_is_not_swallowed() -> None:
    with pytest.raises(KeyError):
        Pair().normalize({"frist": "a"})


def test_what_is_wrong_between_fields_is_said_at_one_of_them() -> None:
    assert faults(Pair(), {"first": "a", "second": "a"}) == ["second: Write something else here."]


def test_a_draft_is_spared_both() -> None:
    block = Pair()
    for value in ({}, {"first": "a", "second": "a"}):
        assert block.clean_deferred(block.normalize(value)) is not None
    assert faults(block, {}) == ["first: This field is required."]


def test_a_group_inside_a_group_may_be_left_empty() -> None:
    class Outer(Group):
        name = LineBlock()
        action = ActionBlock(required=False)

    block = Outer()
    assert block.clean(block.normalize({"name": "a"}))["action"].is_empty
    begun = {"name": "a", "action": block.child_blocks["action"].normalize({"text": "Go"})}
    assert faults(block, begun) == ["action › target › page: Choose a page, or give an outside address below."]


@pytest.mark.parametrize("address", ["ftp://example.org/a", "https://example.org/a b", "javascript:alert(1)"])
def test_a_link_leads_to_a_web_address_only(address: str) -> None:
    (sentence,) = faults(TargetBlock(), {"url": address})
    assert sentence.startswith("url: ")


def test_a_scheme_that_was_left_out_is_added() -> None:
    block = TargetBlock()
    assert block.clean(block.normalize({"url": "www.example.org"}))["url"] == "https://www.example.org"


def test_a_link_leads_somewhere() -> None:
    assert len(faults(TargetBlock(), {})) == 1


def test_a_link_to_an_outside_address_is_kept_as_typed() -> None:
    block = TargetBlock()
    address = "https://www.example.org/help?topic=a%20b#top"
    assert block.clean(block.normalize({"url": address}))["url"] == address
