"""What differs between two versions: every kind of change, in words, and nothing that is not public."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.sharing.differences import BlockDifference, Change, FieldDifference, _longest_in_order, differences
from backend.sharing.shown import as_page
from tests.backend.pages.factories import item, make_contact, make_organisation, make_page


@pytest.fixture
def organisation(db: None) -> Any:
    return make_organisation("national-body")


def compare(page: Any, **changes: Any) -> list[FieldDifference]:
    """Publish `page` with changes and return what differs."""
    before = page.live_revision
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    page.refresh_from_db()
    return differences(as_page(before), as_page(page.live_revision))


def text(key: str, words: str) -> dict[str, Any]:
    return {"type": "rich_text", "id": key, "value": f"<p>{words}</p>"}


@pytest.fixture
def page(organisation: Any) -> Any:
    body = [text("a", "First words."), text("b", "Second words."), text("c", "Third words."), text("d", "Fourth.")]
    made = make_page("standard", organisation, body=body)
    made.owner_organisation = organisation
    return made


def body_of(found: list[FieldDifference]) -> dict[str, BlockDifference]:
    """Return the blocks of the body by id."""
    (field,) = found
    assert field.name == "body"
    return {block.id: block for block in field.blocks}


def changes_of(found: list[FieldDifference]) -> list[tuple[str, Change]]:
    return [(block.id, block.change) for block in body_of(found).values()]


def test_a_page_that_is_published_again_unchanged_has_no_difference(page: Any) -> None:
    assert compare(page) == []


def test_changed_words_are_marked_by_elements(page: Any) -> None:
    body = [text("a", "First words."), text("b", "Other words."), text("c", "Third words."), text("d", "Fourth.")]
    found = body_of(compare(page, body=body))
    assert found["b"].change is Change.CHANGED
    assert found["b"].html == "<p><del>Second</del> <ins>Other</ins> words.</p>"
    assert found["a"].change is Change.SAME


def test_an_added_a_removed_and_a_moved_block_are_told_where_they_stand(page: Any) -> None:
    body = [text("d", "Fourth."), text("a", "First words."), text("new", "New words."), text("c", "Third words.")]
    assert changes_of(compare(page, body=body)) == [
        ("d", Change.MOVED),
        ("a", Change.SAME),
        ("new", Change.ADDED),
        ("b", Change.REMOVED),
        ("c", Change.SAME),
    ]


def test_a_block_can_be_moved_and_changed_at_once(page: Any) -> None:
    body = [
        text("d", "Fourth and more."),
        text("a", "First words."),
        text("b", "Second words."),
        text("c", "Third words."),
    ]
    assert body_of(compare(page, body=body))["d"].change is Change.MOVED_AND_CHANGED


def test_a_block_that_became_another_kind_is_a_new_one(page: Any) -> None:
    heading = {"type": "heading", "id": "a", "value": {"text": "First words.", "level": "2"}}
    body = [heading, text("b", "Second words."), text("c", "Third words."), text("d", "Fourth.")]
    (field,) = compare(page, body=body)
    assert [block.change for block in field.blocks][:2] == [Change.ADDED, Change.REMOVED]


def test_words_of_an_owner_are_escaped(page: Any) -> None:
    quote = {"type": "quote", "id": "q", "value": {"text": "<script>alert(1)</script>", "attribution": ""}}
    found = compare(page, body=[quote], summary="<img src=x onerror=alert(1)> & more")
    everything = "".join(field.html + "".join(block.html for block in field.blocks) for field in found)
    assert "<script>" not in everything
    assert "<img" not in everything


def test_a_summary_and_a_title_are_compared_word_by_word(page: Any) -> None:
    before = page.title
    found = {field.name: field.html for field in compare(page, title=f"{page.title} again", summary="Quite new.")}
    assert found.keys() == {"title", "summary"}
    assert found["title"] == f"<p>{before} <ins>again</ins></p>"


def test_a_private_record_is_never_compared(organisation: Any) -> None:
    story = make_page("case_study", organisation)
    story.owner_organisation = organisation
    assert compare(story, consent_role="Zebrasecret coordinator") == []


def test_a_changed_contact_of_a_route_is_told(organisation: Any) -> None:
    guide = make_page("guide", organisation)
    guide.owner_organisation = organisation
    route = {
        "title": "By phone",
        "text": "At any time.",
        "contact": make_contact(organisation, label="New line", phone="0800 111 111").pk,
        "form_url": "",
        "form_text": "",
    }
    (field,) = compare(guide, routes=[item(route)])
    assert "New" in field.blocks[0].html
    assert field.blocks[0].change is Change.CHANGED


def test_lists_dates_and_choices_read_as_words(organisation: Any) -> None:
    story = make_page("case_study", organisation)
    story.owner_organisation = organisation
    (themes,) = compare(story, themes=["Gaming", "Family"])
    assert themes.html == "<ul><li>Gaming</li><li><ins>Family</ins></li></ul>"
    event = make_page("event", organisation)
    event.owner_organisation = organisation
    (status,) = compare(event, status="cancelled")
    assert "<ins>Cancelled</ins>" in status.html


@given(st.permutations(range(8)))
def test_the_blocks_that_did_not_move_are_the_longest_run_in_order(order: list[int]) -> None:
    kept = _longest_in_order(order, range(8))
    standing = [number for number in order if number in kept]
    assert standing == sorted(standing)
    # As long as any: the classic quadratic way agrees.
    longest = [1] * len(order)
    for here in range(len(order)):
        for there in range(here):
            if order[there] < order[here]:
                longest[here] = max(longest[here], longest[there] + 1)
    assert len(kept) == max(longest)
