"""Lists that people type, and columns that migrations record simply."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import CharBlock

from backend.core.fields import ChoicesField, LinesField, LinesFormField, StreamField
from backend.core.values import Nation


@given(st.lists(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20), unique=True))
def test_what_is_shown_can_be_typed_back(lines: list[str]) -> None:
    field = LinesFormField(required=False)
    assert field.clean(field.prepare_value(lines)) == lines
    assert not field.has_changed(lines, field.prepare_value(lines))


def test_empty_lines_and_repeats_are_dropped() -> None:
    assert LinesFormField().clean(" CTP \n\n Prevent\r\nCTP") == ["CTP", "Prevent"]


def test_a_line_that_is_too_long_is_named() -> None:
    with pytest.raises(ValidationError, match="is 300 characters long"):
        LinesFormField().clean("short\n" + "x" * 300)


@pytest.mark.parametrize("value", ["text", [1], {"a": "b"}])
def test_a_list_of_texts_is_nothing_else(value: object) -> None:
    with pytest.raises(ValidationError, match="list of texts"):
        LinesField().clean(value, None)


def test_only_known_choices_can_be_stored() -> None:
    field = ChoicesField(options=Nation.choices, blank=True)
    assert field.clean(["wales"], None) == ["wales"]
    with pytest.raises(ValidationError, match="france"):
        field.clean(["wales", "france"], None)
    with pytest.raises(ValidationError, match="cannot be chosen"):
        field.clean("wales", None)


def test_choices_keep_the_order_of_their_set() -> None:
    form_field = ChoicesField(options=Nation.choices).formfield()
    assert [value for value, _ in form_field.choices] == Nation.values


def test_migrations_know_neither_blocks_nor_choices() -> None:
    stream = StreamField([("words", CharBlock())], blank=True)
    assert stream.deconstruct()[1:] == ("wagtail.fields.StreamField", [[]], {"blank": True, "block_lookup": {}})
    choices = ChoicesField(options=Nation.choices)
    assert choices.deconstruct()[1:] == ("django.db.models.JSONField", [], {"default": list})
