"""Documents are told apart by type, refuse what they do not know, and keep their limits."""

import json
from typing import Any

import pytest

from content_models import DOCUMENT_TYPES, ContractError, parse_document, to_json
from content_models.documents import DocumentType, document_adapter
from content_models.examples import example_documents

EXAMPLES = {name: to_json(document) for name, document in example_documents().items()}


def changed(name: str, **fields: Any) -> str:
    """Return the JSON of an example with some fields changed; `None` takes a field away."""
    data = {**EXAMPLES[name], **fields}
    return json.dumps({key: value for key, value in data.items() if value is not None})


def test_the_union_the_literal_and_the_table_of_types_name_the_same_types() -> None:
    mapping = document_adapter.json_schema()["discriminator"]["mapping"]

    assert set(mapping) == set(DOCUMENT_TYPES) == set(DocumentType.__args__)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_a_field_that_nobody_knows_is_refused_when_written_and_ignored_by_a_lenient_reader(name: str) -> None:
    data = json.loads(changed(name, from_the_future=1))
    data["owner"] = {**data["owner"], "shape": "round"}
    text = json.dumps(data)

    with pytest.raises(ContractError, match=r"from_the_future.*not permitted"):
        parse_document(text)
    assert to_json(parse_document(text, lenient=True)) == EXAMPLES[name]


def test_a_lenient_reader_ignores_new_fields_in_blocks_too() -> None:
    data = json.loads(changed("standard/every-block.json"))
    for block in data["body"]:
        block["note"] = "new"
        block["value"]["more"] = {"deep": True}

    assert to_json(parse_document(json.dumps(data), lenient=True)) == EXAMPLES["standard/every-block.json"]


@pytest.mark.parametrize("lenient", [False, True])
def test_a_type_that_nobody_knows_is_refused(lenient: bool) -> None:
    with pytest.raises(ContractError, match="does not match any of the expected tags"):
        parse_document(changed("standard/minimal.json", type="podcast"), lenient=lenient)


@pytest.mark.parametrize("lenient", [False, True])
def test_a_block_that_nobody_knows_is_refused(lenient: bool) -> None:
    body = [{"type": "carousel", "id": "a", "value": {}}]

    with pytest.raises(ContractError, match="body"):
        parse_document(changed("standard/minimal.json", body=body), lenient=lenient)


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"title": "two\nlines"}, "title"),
        ({"title": "  "}, "title"),
        ({"summary": "x" * 321}, "summary"),
        ({"summary": None}, "summary"),
        ({"locale": "English"}, "locale"),
        ({"nations": []}, "nations"),
        ({"nations": ["france"]}, "nations"),
        ({"id": "not-a-uuid"}, "id"),
        ({"last_updated": "2026-11-12T09:30:00"}, "last_updated"),
        ({"review_due": "soon"}, "review_due"),
        ({"owner": {"slug": "No Slug", "name": "x"}}, "owner.slug"),
        ({"licence": {"name": "x"}}, "licence.holder"),
        ({"change_note": "x" * 4001}, "change_note"),
    ],
)
def test_the_common_fields_have_limits(fields: dict[str, Any], word: str) -> None:
    with pytest.raises(ContractError, match=word):
        parse_document(changed("standard/minimal.json", **fields))


@pytest.mark.parametrize(
    ("name", "fields", "word"),
    [
        ("home/minimal.json", {"worried": None}, "worried"),
        ("home/minimal.json", {"worried": {"heading": "a", "text": "b", "actions": []}}, "actions"),
        ("strategy/minimal.json", {"what_it_is": None}, "what_it_is"),
        ("signs/minimal.json", {"statement": None}, "statement"),
        ("signs/minimal.json", {"themes": []}, "themes"),
        ("guide/minimal.json", {"steps": []}, "steps"),
        ("guide/minimal.json", {"routes": [{"id": "a", "title": "b", "text": "c"}]}, "contact or a form"),
        ("case_study/minimal.json", {"story": []}, "story"),
        ("case_study/minimal.json", {"details_changed": None}, "details_changed"),
        ("signpost/minimal.json", {"contacts": []}, "contacts"),
        ("signpost/minimal.json", {"last_verified": None}, "last_verified"),
        ("signpost/minimal.json", {"coverage": {"national": False}}, "national or names the areas"),
        ("signpost/minimal.json", {"coverage": {"national": False, "areas": [{"code": "X1", "name": "a"}]}}, "code"),
        ("event/minimal.json", {"venue": None}, "venue or a way to join online"),
        ("event/minimal.json", {"ends": "2027-02-03T10:00:00+00:00"}, "end after it starts"),
        ("event/minimal.json", {"starts": "2027-02-03T10:00:00"}, "starts"),
        ("event/minimal.json", {"registration": {"note": "Just come."}}, "email or a web address"),
        ("event/minimal.json", {"status": "perhaps"}, "status"),
        ("event/minimal.json", {"timezone": "Europe/Colchester"}, "IANA"),
        ("event/minimal.json", {"timezone": "../etc/passwd"}, "IANA"),
        ("campaign/minimal.json", {"period": {"starts": "2026-02-01", "ends": "2026-01-31"}}, "before it starts"),
        ("toolkit/minimal.json", {"items": []}, "an item or a poster"),
        ("toolkit/minimal.json", {"audiences": ["everyone"]}, "audiences"),
        ("news/minimal.json", {"published_on": None}, "published_on"),
        ("standard/minimal.json", {"purpose": "fun"}, "purpose"),
    ],
)
def test_each_type_asks_for_what_it_cannot_do_without(name: str, fields: dict[str, Any], word: str) -> None:
    with pytest.raises(ContractError, match=word):
        parse_document(changed(name, **fields))


def test_an_event_ends_after_it_starts_whatever_the_offset() -> None:
    starts, ends = "2027-03-28T00:30:00+00:00", "2027-03-28T01:45:00+01:00"

    assert parse_document(changed("event/minimal.json", starts=starts, ends=ends)).type == "event"


def test_a_film_cannot_be_published_without_a_transcript() -> None:
    film = {**EXAMPLES["film/minimal.json"]["film"], "transcript": []}

    with pytest.raises(ContractError, match="transcript"):
        parse_document(changed("film/minimal.json", film=film))


def test_a_toolkit_item_holds_something_to_take_away() -> None:
    item = {key: value for key, value in EXAMPLES["toolkit/minimal.json"]["items"][0].items() if key != "text"}

    with pytest.raises(ContractError, match="a file, a text or a film"):
        parse_document(changed("toolkit/minimal.json", items=[item]))


def test_a_case_study_has_no_place_for_a_consent_record() -> None:
    for field in ("consent_held", "consent_role", "consent_expires"):
        with pytest.raises(ContractError, match=field):
            parse_document(changed("case_study/minimal.json", **{field: "x"}))


def test_two_blocks_never_share_an_id() -> None:
    block = EXAMPLES["standard/every-block.json"]["body"][0]

    with pytest.raises(ContractError, match="same id"):
        parse_document(changed("standard/minimal.json", body=[block, block]))


def test_a_row_has_as_many_cells_as_there_are_columns() -> None:
    table = {"caption": "a", "columns": ["b", "c"], "rows": [["d", "e"], ["f"]]}

    with pytest.raises(ContractError, match="row 2 has 1 cells, the table has 2 columns"):
        parse_document(changed("standard/minimal.json", body=[{"type": "table", "id": "t", "value": table}]))
