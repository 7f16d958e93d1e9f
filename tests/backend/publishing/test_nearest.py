"""Drafts that lack or break anything still become documents, with a mark where something is missing."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.publishing.nearest import CLOSE, OPEN, gap, nearest
from content_models import DOCUMENT_TYPES, DocumentBase, canonical_bytes, parse_document, to_json
from content_models.documents import Event, Guide
from content_models.examples import example_documents
from tests.content_models.strategies import documents

EXAMPLES = example_documents()
KINDS = sorted(DOCUMENT_TYPES)
PROPERTY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def base(kind: str) -> dict[str, Any]:
    """Return what a presenter gives of a page in which nothing has been written."""
    return {
        "type": kind,
        "id": "00000000-0000-4000-8000-000000000001",
        "locale": "en",
        "nations": ["england"],
        "owner": {"slug": "marlshire", "name": "Marlshire Police"},
        "licence": {"name": "OGL", "holder": "Marlshire Police"},
        "first_published": datetime(2026, 11, 1, tzinfo=UTC),
        "last_updated": datetime(2026, 11, 1, tzinfo=UTC),
        "body": [],
    }


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_what_is_valid_stays_as_it_is(name: str) -> None:
    document = EXAMPLES[name]
    assert nearest(type(document), to_json(document)) == document


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_page_of_every_type_becomes_a_document_with_marks(kind: str) -> None:
    document = nearest(DOCUMENT_TYPES[kind], base(kind))
    assert document.title == gap("title")
    assert document.summary == gap("summary")
    assert parse_document(canonical_bytes(document)) == document


@PROPERTY
@given(documents(), st.data())
def test_any_field_may_be_missing_and_the_rest_is_kept(document: DocumentBase, data: st.DataObject) -> None:
    given_ = to_json(document)
    lost = data.draw(st.sampled_from([name for name in given_ if name not in {"type", "id", "locale"}]))
    found = nearest(type(document), {name: value for name, value in given_.items() if name != lost})
    assert parse_document(canonical_bytes(found)) == found
    kept = to_json(found)
    # An event without a start has no end either that could stay.
    related = {"starts", "ends", "venue", "online"} if isinstance(document, Event) else set()
    for name in given_.keys() - {lost} - related:
        assert kept[name] == given_[name]


@PROPERTY
@given(documents(), st.data())
def test_any_value_may_be_nonsense(document: DocumentBase, data: st.DataObject) -> None:
    broken = json.loads(json.dumps(to_json(document)))
    name = data.draw(st.sampled_from([name for name in broken if name not in {"type", "id", "locale"}]))
    broken[name] = data.draw(st.sampled_from([0, "", "x" * 9000, [], [{}], {}, {"a": 1}, [None], None, True]))
    found = nearest(type(document), broken)
    assert parse_document(canonical_bytes(found)) == found


def test_an_item_with_a_gap_stays_and_shows_it() -> None:
    step = {"id": "one", "title": "", "text": {"html": "<p>Ring us.</p>"}}
    guide = nearest(Guide, base("guide") | {"steps": [step]})
    assert guide.steps[0].title == gap("title")
    assert guide.steps[0].text.html == "<p>Ring us.</p>"


def test_words_that_are_too_long_are_shortened_and_not_lost() -> None:
    document = nearest(DOCUMENT_TYPES["standard"], base("standard") | {"title": "word " * 60, "summary": "x"})
    assert document.title.startswith("word word")
    assert document.title.endswith("…")
    assert OPEN not in document.title


def test_an_event_that_ends_before_it_starts_is_shown_with_an_end() -> None:
    starts = datetime(2027, 5, 14, 18, tzinfo=UTC)
    times = {"starts": starts, "ends": starts - timedelta(hours=1), "timezone": "Europe/London"}
    event = nearest(Event, base("event") | times)
    assert event.starts == starts
    assert event.ends > starts
    assert event.venue
    assert event.venue.name == f"{OPEN}venue{CLOSE}"
