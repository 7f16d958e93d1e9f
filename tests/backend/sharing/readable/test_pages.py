"""Pages as people read them in the admin: every type and every block, safe, and without what is private."""

from typing import Any

import pytest

from backend.core.blocks import body_blocks
from backend.organisations.models import Organisation
from backend.sharing.readable.blocks import THUMBNAIL, excerpt, readable, words
from backend.sharing.readable.pages import public_fields, section
from tests.backend.pages.factories import (
    TYPES,
    make_contact,
    make_document,
    make_film,
    make_image,
    make_organisation,
    make_page,
    outside,
)

PRIVATE = {"consent_held", "consent_role", "consent_expires"}


@pytest.fixture
def organisation(db: None) -> Organisation:
    return make_organisation()


def read(page: Any) -> str:
    """Return everything that is readable of a page."""
    return "".join(section(page, name, label).html for name, label in public_fields(page))


@pytest.mark.parametrize("kind", sorted(TYPES.keys() - {"home"}))
def test_a_page_of_every_type_is_readable_and_shows_nothing_private(organisation: Organisation, kind: str) -> None:
    page = make_page(kind, organisation)
    names = [name for name, _ in public_fields(page)]
    assert (names[0], names[-1]) == ("title", "body")
    assert not PRIVATE & set(names)
    html = read(page)
    assert page.summary in html
    assert "object at 0x" not in html
    assert "{&#x27;" not in html


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("guide", ["Listen first", "Take time.", "I am here.", "Support line", "The same day"]),
        ("signpost", ["Between Us", "Monday, Friday", "1 High Street", "Urdu", "Colchester", "Free"]),
        ("case_study", ["It began with a game.", "They listened.", "Back at college", "Gaming"]),
        ("strategy", ["It helps people early.", "It is about spying.", "Action plan", "Marlshire Youth"]),
        ("signs", ["There is no checklist.", "Withdrawn", "Could be exams."]),
        ("film", ["What happens when you call"]),
    ],
)
def test_what_a_type_says_in_fields_of_its_own_is_readable(
    organisation: Organisation, kind: str, expected: list[str]
) -> None:
    html = read(make_page(kind, organisation))
    assert [words for words in expected if words not in html] == []


def values(organisation: Organisation) -> dict[str, Any]:
    """Return a raw value of every block."""
    page = make_page("news", organisation)
    picture = {"image": make_image(organisation).pk, "alt_text": "A path", "decorative": False}
    return {
        "heading": {"text": "Words 1", "level": "2"},
        "rich_text": "<p>Words 2</p>",
        "quote": {"text": "Words 3", "attribution": "Danny"},
        "table": {"caption": "Words 4", "columns": ["A", "B"], "rows": [["1", "2"]], "row_headings": True},
        "expandable": {"title": "Words 5", "text": "<p>More</p>"},
        "callout": {"kind": "urgent", "title": "Words 6", "text": "<p>Ring</p>"},
        "action_link": {"text": "Words 7", "target": outside(), "style": "primary"},
        "contact": make_contact(organisation, label="Words 8").pk,
        "step_list": {
            "heading": "Words 9",
            "steps": [{"type": "item", "id": "s", "value": {"title": "Go", "text": ""}}],
        },
        "myth_fact": {
            "heading": "Words 10",
            "items": [{"type": "item", "id": "m", "value": {"claim": "A", "fact": "B"}}],
        },
        "image": {"image": picture, "caption": "Words 11"},
        "film": {"film": make_film(organisation, title="Words 12").pk, "page": None},
        "document": make_document(organisation, title="Words 13").pk,
        "card_grid": {
            "heading": "Words 14",
            "cards": [{"type": "item", "id": "c", "value": {"link": page.pk, "text": ""}}],
        },
        "related_links": {
            "heading": "Words 15",
            "links": [{"type": "item", "id": "l", "value": {"text": "Go", "target": outside()}}],
        },
        "local_slot": {"name": "words-16", "accepts": "any"},
    }


def test_every_block_is_readable(organisation: Organisation) -> None:
    raw = values(organisation)
    assert raw.keys() == dict(body_blocks()).keys()
    body = [{"type": kind, "id": kind, "value": value} for kind, value in raw.items()]
    page = make_page("standard", organisation, body=body)
    for number, child in enumerate(page.body, start=1):
        assert f"ords {number}" in readable(child.block, child.value)


def test_a_picture_comes_with_the_page_as_its_owners_files_stay_closed(organisation: Organisation) -> None:
    body = [{"type": "image", "id": "i", "value": values(organisation)["image"]}]
    page = make_page("standard", organisation, body=body)
    html = read(page)
    assert 'src="data:image/webp;base64,' in html
    assert 'alt="A path"' in html
    copy = page.body[0].value["image"].get_rendition(THUMBNAIL)
    copy.file.storage.delete(copy.file.name)
    assert "The file of this picture is missing." in read(type(page).objects.get(pk=page.pk))


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<p onclick="alert(1)">x</p>',
        '<a href="javascript:alert(1)">x</a>',
        '<img src="x" onerror="alert(1)">',
        '<iframe src="https://example.org"></iframe>',
        '<p style="position:fixed">x</p>',
    ],
)
def test_hostile_words_do_nothing(hostile: str) -> None:
    html = words(f"<p>Before</p>{hostile}<p>After</p>")
    assert "Before" in html
    assert "After" in html
    for trace in ("<script", "onclick", "javascript:", "<img", "<iframe", "style="):
        assert trace not in html


def test_headings_inside_a_text_stand_below_those_of_the_page() -> None:
    assert words("<h3>One</h3><h4>Two</h4>") == "<h5>One</h5><h6>Two</h6>"


def test_an_excerpt_is_plain_and_short() -> None:
    assert excerpt("<h4>One</h4><p>two &amp; three</p>") == "One two & three"
    assert len(excerpt("<p>" + "word " * 100 + "</p>")) <= 70
