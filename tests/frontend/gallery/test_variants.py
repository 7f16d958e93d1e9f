"""Which blocks are shown: those of examples that show something new, and what can be made from them."""

from typing import Literal

import pytest

from content_models.base import Model
from content_models.blocks import CalloutBlock, QuoteBlock
from content_models.blocks.base import BlockBase
from content_models.blocks.text import QuoteValue
from content_models.examples import example_documents
from content_models.links import UrlLink
from frontend.gallery import variants
from frontend.gallery.errors import GalleryIncomplete
from frontend.gallery.facets import facets_of
from frontend.gallery.variants import Found, Variants

EVERY = "standard/every-block.json"


def of_every_block() -> Variants:
    return Variants([Found(EVERY, example_documents()[EVERY])])


def test_blocks_that_show_nothing_new_are_left_out() -> None:
    one, same = (QuoteBlock(id=each, value=QuoteValue(text="x", attribution="y")) for each in "ab")
    other = QuoteBlock(id="c", value=QuoteValue(text="x"))
    found = Variants([Found("a", one), Found("b", same), Found("c", other)]).of("quote")
    assert [(each.origin, each.made) for each in found] == [("a", False), ("c", False)]
    assert found[1].news == {"value.attribution=none"}


def test_what_no_example_lacks_is_taken_away_from_one() -> None:
    one = QuoteBlock(id="a", value=QuoteValue(text="x", attribution="y"))
    first, made = Variants([Found("a", one)]).of("quote")
    assert not first.made
    assert made.made
    assert made.block == QuoteBlock(id="a", value=QuoteValue(text="x"))


def test_a_choice_that_no_example_makes_is_made() -> None:
    block = next(each for each in example_documents()[EVERY].body if isinstance(each, CalloutBlock))
    found = Variants([Found("a", block)]).of("callout")
    assert {each.block.value.kind for each in found if isinstance(each.block, CalloutBlock)} == {
        "information",
        "warning",
        "urgent",
    }


def test_a_part_that_stands_elsewhere_in_the_examples_is_put_in() -> None:
    film = Found("film", example_documents()["film/at-a-provider.json"])
    found = Variants([Found(EVERY, example_documents()[EVERY]), film]).of("film")
    assert any("value.film.source=FilmProvider" in facets_of(each.block) for each in found if each.made)


def test_a_block_type_without_an_example_is_named() -> None:
    with pytest.raises(GalleryIncomplete, match="No example holds a block “quote”: add one to content_models/examples"):
        Variants([]).of("quote")


def test_a_new_part_of_a_block_that_no_example_has_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Value(Model):
        link: UrlLink | None = None

    class Poll(BlockBase):
        type: Literal["poll"] = "poll"
        value: Value

    monkeypatch.setitem(variants.BLOCK_MODELS, "poll", Poll)
    with pytest.raises(GalleryIncomplete, match=r"the block “poll” with value\.link=given.*add one to content_models"):
        Variants([Found("a", Poll(id="a", value=Value()))]).of("poll")


def test_every_other_block_type_of_the_contract_can_be_made_from_one_example_page_or_says_what_is_missing() -> None:
    for block_type in variants.BLOCK_MODELS.keys() - {"local_slot", "film", "myth_fact"}:
        assert of_every_block().of(block_type)
