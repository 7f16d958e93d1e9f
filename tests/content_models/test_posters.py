"""Posters of a toolkit: short words, each language once, contacts by role or by id, and nothing of it for an overlay to change."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models import ContractError, contact_ids, merge, page_ids, parse_document, to_json
from content_models.documents import Toolkit
from content_models.examples import example_documents
from content_models.overlay import Overlay

EXAMPLE = to_json(example_documents()["toolkit/posters-and-leaflets.json"])
HOTLINE = "909b9371-c140-53c6-a47b-bfa36873f58f"


def with_poster(**fields: Any) -> Toolkit:
    """Return the example with one poster, some of whose fields are changed."""
    document = parse_document(json.dumps({**EXAMPLE, "posters": [{**EXAMPLE["posters"][0], **fields}]}))
    assert isinstance(document, Toolkit)
    return document


def words(**fields: Any) -> dict[str, Any]:
    return {"locale": "en", "headline": "Worried?", "lines": ["Ring us."], "call_to_action": "Ring.", **fields}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"words": [words(headline="x" * 61)]}, "headline"),
        ({"words": [words(headline="Two\nlines")]}, "headline"),
        ({"words": [words(lines=["one", "two", "three", "four"])]}, "lines"),
        ({"words": [words(lines=["x" * 121])]}, "lines"),
        ({"words": [words(lines=[])]}, "lines"),
        ({"words": [words(call_to_action="x" * 71)]}, "call_to_action"),
        ({"words": []}, "words"),
        ({"words": [words(), words()]}, "two sets of words in the same language"),
        ({"contacts": []}, "contacts"),
        ({"contacts": [{"role": "emergency"}]}, "role"),
        ({"contacts": [{}]}, "a role or one contact"),
        ({"contacts": [{"role": "referral", "contact": {"contact": HOTLINE}}]}, "a role or one contact"),
        ({"contacts": [{"role": "referral"}, {"role": "referral"}]}, "the same contact twice"),
        ({"contacts": [{"contact": {"contact": HOTLINE}}] * 2}, "the same contact twice"),
        ({"contacts": [{"role": "referral"}, {"role": "support_line"}, {"role": "local_team"}, {"role": "report_online"}]}, "contacts"),
        ({"layout": "billboard"}, "layout"),
        ({"id": "poster-ur"}, "the same id"),
    ],
)  # fmt: skip
def test_a_poster_keeps_its_limits(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ContractError, match=sentence):
        with_poster(**fields)


def test_a_toolkit_may_hold_posters_alone() -> None:
    assert parse_document(json.dumps({**EXAMPLE, "items": []})).type == "toolkit"


def test_a_reader_of_a_document_from_before_there_were_posters_finds_none() -> None:
    before = {name: value for name, value in EXAMPLE.items() if name != "posters"}
    document = parse_document(json.dumps(before))
    assert isinstance(document, Toolkit)
    assert document.posters == ()


def test_what_a_poster_refers_to_is_known_like_any_reference() -> None:
    document = with_poster(contacts=[{"contact": {"contact": HOTLINE}}])
    assert HOTLINE in map(str, contact_ids(document))
    assert EXAMPLE["posters"][0]["leads_to"]["page"] in map(str, page_ids(document))


LINE = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60)


@given(st.lists(st.tuples(LINE, LINE), min_size=1, max_size=4), st.text(min_size=1, max_size=80).filter(str.strip))
def test_no_overlay_changes_a_word_of_a_poster(said: list[tuple[str, str]], summary: str) -> None:
    locales = ("en", "cy", "ur", "ar")
    several = [
        words(locale=locale, headline=head, lines=[line]) for locale, (head, line) in zip(locales, said, strict=False)
    ]
    document = with_poster(words=several)
    text = {"id": "worried", "type": "rich_text", "value": {"html": "<p>Ours</p>"}}
    overlay = Overlay.model_validate(
        {
            "id": document.id, "locale": "en", "organisation": {"slug": "pendrick", "name": "Pendrick"},
            "insertions": [{"blocks": [text]}], "hidden": ["worried"], "summary": summary,
            "last_updated": "2026-11-12T09:30:00Z",
        }
    )  # fmt: skip
    merged = merge(document, overlay).document
    assert isinstance(merged, Toolkit)
    assert merged.posters == document.posters
