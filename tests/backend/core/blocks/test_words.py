"""Single fields: limits, lines, languages."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.rich_text import RichText

from backend.core.blocks import (
    AreaBlock,
    HoursBlock,
    LineBlock,
    LinesBlock,
    LocalSlotBlock,
    PictureBlock,
    TextBlock,
    WordsBlock,
)
from backend.core.blocks.faults import fault_sentences
from backend.core.blocks.languages import LANGUAGES


def test_a_line_has_no_line_break() -> None:
    with pytest.raises(ValidationError, match="one line"):
        LineBlock().clean("two\nlines")


def test_a_line_has_at_most_255_characters() -> None:
    assert LineBlock().clean("a" * 255)
    with pytest.raises(ValidationError):
        LineBlock().clean("a" * 256)


def test_a_text_has_at_most_4000_characters() -> None:
    assert TextBlock().clean("a" * 4000)
    with pytest.raises(ValidationError):
        TextBlock().clean("a" * 4001)


def test_lines_are_kept_as_a_list_without_blank_ones() -> None:
    block = LinesBlock()
    typed = block.value_from_datadict({"lines": " 1 High Street \n\nColchester\n"}, {}, "lines")
    assert block.clean(typed) == ["1 High Street", "Colchester"]


def test_lines_return_to_the_form_as_they_were_typed() -> None:
    assert LinesBlock().get_form_state(["1 High Street", "Colchester"]) == "1 High Street\nColchester"


def test_lines_that_must_be_there_must_be_there() -> None:
    with pytest.raises(ValidationError):
        LinesBlock().clean([])
    assert LinesBlock(required=False).clean([]) == []


def test_no_line_is_longer_than_the_contract_takes() -> None:
    with pytest.raises(ValidationError, match="256"):
        LinesBlock().clean(["a" * 256])


@pytest.mark.parametrize("code", ["E0700071", "e07000071", "X07000071", "Colchester"])
def test_an_area_needs_an_ons_code(code: str) -> None:
    block = AreaBlock()
    with pytest.raises(ValidationError) as caught:
        block.clean(block.normalize({"code": code, "name": "Colchester"}))
    assert fault_sentences(caught.value)[0].startswith("code: An ONS code is")


@pytest.mark.parametrize("name", ["Local support", "local_support", "-local"])
def test_a_local_slot_has_a_name_that_others_can_rely_on(name: str) -> None:
    block = LocalSlotBlock()
    with pytest.raises(ValidationError):
        block.clean(block.normalize({"name": name, "accepts": "any", "guidance": ""}))


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        ({"always": True, "periods": [{"days": ["monday"], "opens": "09:00", "closes": "10:00"}]}, "always: Either"),
        (
            {"periods": [{"days": ["monday"], "opens": "18:00", "closes": "02:00"}]},
            "periods › 1 › closes: It must close",
        ),
        ({}, "note: Say when it is open"),
    ],
)
def test_opening_hours_make_sense(hours: dict[str, Any], sentence: str) -> None:
    block = HoursBlock()
    stored = {**hours, "periods": [{"type": "item", "id": "a", "value": period} for period in hours.get("periods", [])]}
    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python(stored))
    assert fault_sentences(caught.value)[0].startswith(sentence)


def test_the_description_of_a_picture_is_no_longer_than_the_contract_takes() -> None:
    assert PictureBlock().child_blocks["alt_text"].field.max_length == 255


@pytest.mark.parametrize("empty", ["", "<p></p>", "<p> &nbsp;</p><p></p>"])
def test_empty_paragraphs_are_no_words(empty: str) -> None:
    with pytest.raises(ValidationError):
        WordsBlock().clean(RichText(empty))
    assert WordsBlock(required=False).clean(RichText(empty)) is not None


def test_every_language_has_one_tag_and_one_name() -> None:
    assert len({tag for tag, _ in LANGUAGES}) == len({name for _, name in LANGUAGES}) == len(LANGUAGES)
