"""Every block of the contract has a function, and carries what its editor wrote."""

from typing import Any, get_args

import pytest

from backend.core.blocks import body_blocks, story_blocks
from backend.organisations.models import Organisation
from backend.publishing.compile import compile_pages
from backend.publishing.presenters.blocks import BLOCKS
from backend.publishing.presenters.sources import Sources
from backend.publishing.trees import load_trees
from content_models.blocks import Block
from tests.backend.pages.factories import action, item, make_contact, make_document, make_film, make_image, make_page
from tests.backend.publishing.sites import document_json, drained


def contract_types() -> set[str]:
    union = get_args(Block)[0]
    return {kind.model_fields["type"].default for kind in get_args(union)}


def show(organisation: Organisation, kind: str, value: Any) -> list[dict[str, Any]]:
    """Return the body of a published page that holds one block."""
    page = make_page("standard", organisation, body=[{"type": kind, "id": "the-block", "value": value}])
    assert drained().problems == []
    body: list[dict[str, Any]] = document_json(page)["body"]
    return body


def test_every_block_type_of_the_contract_has_a_function() -> None:
    assert BLOCKS.keys() == contract_types()


def test_every_block_that_editors_can_add_has_a_function() -> None:
    assert {name for name, _ in (*body_blocks(), *story_blocks())} == BLOCKS.keys()


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("heading", {"text": "Write", "level": "3"}, {"text": "Write", "level": 3}),
        ("rich_text", "<p>Hello <b>you</b></p>", {"html": "<p>Hello <strong>you</strong></p>"}),
        (
            "callout",
            {"kind": "urgent", "title": "Now", "text": "<p>Call 999.</p>"},
            {"kind": "urgent", "title": "Now", "text": {"html": "<p>Call 999.</p>"}},
        ),
        ("quote", {"text": "They listened.", "attribution": ""}, {"text": "They listened."}),
        (
            "table",
            {"caption": "Hours", "columns": ["Day", "Time"], "rows": [["Mon", "9"], ["Tue", ""]], "row_headings": False},
            {"caption": "Hours", "columns": ["Day", "Time"], "rows": [["Mon", "9"], ["Tue", ""]], "row_headings": False},
        ),
        ("expandable", {"title": "More", "text": "<p>x</p>"}, {"title": "More", "text": {"html": "<p>x</p>"}}),
        (
            "local_slot",
            {"name": "local-help", "accepts": "contacts", "guidance": ""},
            {"name": "local-help", "accepts": "contacts", "content": []},
        ),
    ],
)  # fmt: skip
def test_blocks_of_words(kind: str, value: Any, shown: Any, marlshire: Organisation) -> None:
    assert show(marlshire, kind, value) == [{"type": kind, "id": "the-block", "value": shown}]


def test_a_table_from_the_table_editor_is_presented_like_one_from_an_import(marlshire: Organisation) -> None:
    grid = {
        "columns": [{"type": "text", "heading": "Day"}, {"type": "text", "heading": " Time "}],
        "rows": [{"values": ["Mon", None]}],
        "caption": "",
    }
    value = show(marlshire, "table", {"caption": "Hours", "grid": grid, "row_headings": True})[0]["value"]
    assert (value["columns"], value["rows"]) == (["Day", "Time"], [["Mon", ""]])


def test_lists_of_steps_and_of_myths_keep_the_ids_of_their_items(marlshire: Organisation) -> None:
    steps = {"heading": "How", "steps": [item({"title": "Listen", "text": ""}, 7)]}
    value = show(marlshire, "step_list", steps)[0]["value"]
    assert value == {"heading": "How", "steps": [{"id": item(None, 7)["id"], "title": "Listen"}]}
    myths = {"heading": "", "items": [item({"claim": "A", "fact": "B", "source": {"text": "", "url": ""}}, 8)]}
    value = show(marlshire, "myth_fact", myths)[0]["value"]
    assert value == {"items": [{"id": item(None, 8)["id"], "claim": "A", "fact": "B"}]}


def test_blocks_that_refer_to_pages_carry_their_ids(marlshire: Organisation) -> None:
    other = make_page("guide", marlshire)
    key = {"kind": "page", "page": str(other.translation_key)}
    link = {"text": "Guide", "target": {"page": other.pk, "url": ""}}
    assert show(marlshire, "action_link", link | {"style": "quiet"})[0]["value"] == {
        "text": "Guide",
        "target": key,
        "style": "quiet",
    }
    related = show(marlshire, "related_links", {"heading": "More", "links": [item(link)]})[0]["value"]
    assert related == {"heading": "More", "links": [{"text": "Guide", "target": key}]}
    grid = {"heading": "", "cards": [item({"link": other.pk, "text": "Start"}, 3)]}
    cards = show(marlshire, "card_grid", grid)[0]["value"]["cards"]
    assert cards == [{"id": item(None, 3)["id"], "link": key, "text": "Start"}]
    html = show(marlshire, "rich_text", f'<p><a linktype="page" id="{other.pk}">Guide</a></p>')[0]["value"]["html"]
    assert html == f'<p><a href="page:{other.translation_key}">Guide</a></p>'


def test_blocks_that_show_records_carry_them_or_their_ids(marlshire: Organisation) -> None:
    contact = make_contact(marlshire)
    assert show(marlshire, "contact", contact.pk)[0]["value"] == {"contact": str(contact.uuid)}
    film = make_film(marlshire)
    assert show(marlshire, "film", {"film": film.pk, "page": None})[0]["value"]["film"]["id"] == str(film.uuid)
    file = make_document(marlshire, title="Plan")
    assert show(marlshire, "document", file.pk)[0]["value"]["title"] == "Plan"


def test_an_image_has_the_words_of_its_place_its_own_words_or_none(marlshire: Organisation) -> None:
    image = make_image(marlshire, description="A path", credit="Essex Police")

    def value(**picture: Any) -> Any:
        raw = {"image": {"image": image.pk, "decorative": False, "alt_text": ""} | picture, "caption": "The hill"}
        return show(marlshire, "image", raw)[0]["value"]

    described = value(alt_text="Asha on a path")
    assert (described["image"]["alt"], described["caption"]) == ("Asha on a path", "The hill")
    assert described["image"]["credit"] == "Essex Police"
    assert value(decorative=True, alt_text="unused")["image"]["alt"] == ""


def test_a_block_whose_object_was_deleted_is_left_out(marlshire: Organisation) -> None:
    contact, other = make_contact(marlshire), make_page("guide", marlshire)
    body = [
        {"type": "contact", "id": "b1", "value": contact.pk},
        {"type": "action_link", "id": "b2", "value": {"text": "x", "target": {"page": other.pk, "url": ""}}},
        {"type": "rich_text", "id": "b3", "value": f'<p><a linktype="page" id="{other.pk}">kept words</a></p>'},
        {"type": "action_link", "id": "b4", "value": action()},
    ]
    page = make_page("standard", marlshire, body=body)
    contact.delete()
    other.delete()
    compile_pages([page.pk], load_trees())
    assert [block["id"] for block in document_json(page)["body"]] == ["b3", "b4"]
    assert document_json(page)["body"][0]["value"] == {"html": "<p>kept words</p>"}


QUOTE = {"type": "quote", "id": "q", "value": {"text": "They listened."}}


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ({"name": "help", "required": True, "content": [QUOTE]}, {"name": "help", "required": True}),
        ({"name": "help", "required": False, "content": [QUOTE]}, {"name": "help", "content": [QUOTE]}),
        ({"name": "help", "accepts": "text", "content": []}, {"name": "help", "accepts": "text"}),
    ],
)
def test_a_slot_that_must_be_filled_has_no_content_of_its_own(raw: Any, shown: Any) -> None:
    assert BLOCKS["local_slot"](raw, Sources()) == shown
