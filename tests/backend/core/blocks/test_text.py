"""Tables: edited in a grid, read as the contract names them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from backend.core.blocks import TableBlock
from backend.core.blocks.faults import fault_sentences

CONTRACT = {
    "caption": "Whom to call",
    "columns": ["When", "Number"],
    "rows": [["Danger", "999"], ["A worry", ""]],
    "row_headings": True,
}


def faults(value: dict[str, Any]) -> list[str]:
    block = TableBlock()
    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python(value))
    return fault_sentences(caught.value)


def test_a_table_in_the_form_of_the_contract_is_taken_and_given_back() -> None:
    value = TableBlock().to_python(CONTRACT)
    assert value.columns == ("When", "Number")
    assert value.rows == (("Danger", "999"), ("A worry", ""))


def test_a_table_is_the_same_after_it_was_stored() -> None:
    block = TableBlock()
    value = block.clean(block.normalize(CONTRACT))
    again = block.to_python(block.get_prep_value(value))
    assert (again.columns, again.rows, again["caption"]) == (value.columns, value.rows, value["caption"])


def test_several_tables_are_read_at_once() -> None:
    assert [value.columns for value in TableBlock().bulk_to_python([CONTRACT, CONTRACT])] == [("When", "Number")] * 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"columns": ["When", " "]}, "grid: Give every column a heading"),
        ({"columns": [str(n) for n in range(9)], "rows": [["x"] * 9]}, "grid: A table has one to 8 columns."),
        ({"columns": [], "rows": []}, "grid: A table has one to 8 columns."),
        ({"columns": ["a" * 256, "b"]}, "grid: A column heading has at most 255 characters."),
        ({"rows": []}, "grid: Add at least one row"),
        ({"caption": ""}, "caption: This field is required."),
    ],
)
def test_a_table_that_the_contract_would_refuse_is_refused(change: dict[str, Any], sentence: str) -> None:
    assert faults({**CONTRACT, **change})[0].startswith(sentence)


def test_the_words_of_a_table_are_found_by_search() -> None:
    block = TableBlock()
    assert {"When", "999"} <= set(block.get_searchable_content(block.to_python(CONTRACT)))
