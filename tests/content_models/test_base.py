"""One canonical form a value: the same bytes however it was written, so that a digest is a version."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models import ContractError, DocumentBase, canonical_bytes, digest, parse_document, to_json, walk
from content_models.contacts import Contact
from content_models.links import PageLink
from content_models.rich_text import RichText
from content_models.values import Area
from tests.content_models.strategies import documents


def shuffled(value: Any, backwards: bool) -> Any:
    """Return `value` with the keys of every object in another order."""
    if isinstance(value, dict):
        return {key: shuffled(value[key], backwards) for key in sorted(value, reverse=backwards)}
    return [shuffled(item, backwards) for item in value] if isinstance(value, list) else value


@given(documents())
def test_reading_canonical_bytes_and_writing_them_again_changes_nothing(document: DocumentBase) -> None:
    data = canonical_bytes(document)

    assert canonical_bytes(parse_document(data)) == data


@given(documents(), st.booleans())
def test_the_order_of_keys_and_white_space_do_not_matter(document: DocumentBase, backwards: bool) -> None:
    text = json.dumps(shuffled(to_json(document), backwards), indent=3)

    assert canonical_bytes(parse_document(text)) == canonical_bytes(document)


@given(documents())
def test_absent_values_leave_no_trace(document: DocumentBase) -> None:
    written = {**to_json(document), **({"change_note": None} if document.change_note is None else {})}

    data = canonical_bytes(parse_document(json.dumps(written)))

    assert digest(data) == digest(canonical_bytes(document))
    json.loads(data, object_pairs_hook=each_has_a_value)


def each_has_a_value(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Fail for a field without a value; words may well hold “null”."""
    found = dict(pairs)
    assert None not in found.values(), found
    return found


def test_canonical_bytes_are_plain_sorted_utf8_json() -> None:
    assert (
        canonical_bytes(Area(name="Pendrig – ŵ", code="W06000999"))
        == '{"code":"W06000999","name":"Pendrig – ŵ"}'.encode()
    )


def test_a_digest_is_the_sha256_of_the_bytes() -> None:
    assert digest(b"waymark") == hashlib.sha256(b"waymark").hexdigest()


def test_walk_finds_every_model_inside_in_field_order() -> None:
    contact = Contact.parse(
        '{"id":"00000000-0000-4000-8000-000000000001","kind":"other","label":"a","need":"b",'
        '"page":{"page":"00000000-0000-4000-8000-000000000002"}}'
    )

    assert [type(part) for part in walk(contact)] == [Contact, PageLink]
    assert list(walk((RichText(html="a"), "words", RichText(html="b")))) == [RichText(html="a"), RichText(html="b")]


@pytest.mark.parametrize("data", ["", "{", "[]", '{"code":"W06000999"}', '{"code":"W06000999","name":"x","more":1}'])
def test_what_does_not_follow_the_contract_is_refused_in_one_line(data: str) -> None:
    with pytest.raises(ContractError) as problem:
        Area.parse(data)

    assert "Area does not follow the contract" in str(problem.value)
    assert "\n" not in str(problem.value)


def test_an_error_never_quotes_what_was_written() -> None:
    with pytest.raises(ContractError) as problem:
        Area.parse('{"code":"secret words","name":"x"}')

    assert "code" in str(problem.value)
    assert "secret" not in str(problem.value)


def test_an_error_names_eight_fields_and_counts_the_rest() -> None:
    extra = {f"field{number}": 1 for number in range(11)}

    with pytest.raises(ContractError, match=r"and 3 more$"):
        Area.parse(json.dumps({"code": "W06000999", "name": "x", **extra}))
