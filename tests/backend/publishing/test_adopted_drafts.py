"""Previews of adopted pages, and looks at pages of the library on one's own site."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from backend.organisations.models import Organisation, Role
from backend.publishing.drafts import read_draft
from backend.publishing.errors import PageNotCompiled
from backend.publishing.models import LiveEntry, PublishIntent, StoredDocument, StoredOverlay
from backend.sharing.models import OfferState
from content_models import Document, Manifest, parse_document
from tests.backend.pages.factories import make_contact, make_organisation, make_page
from tests.backend.pages.test_admin import member
from tests.backend.publishing.adoptions import adopt, fill, hidden, insertion, make_offer, make_source, republish, text
from tests.backend.publishing.sites import make_site
from tests.backend.publishing.test_drafts import previewed
from tests.backend.sharing.forms import Editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def national() -> Organisation:
    return make_site("national-body")


@pytest.fixture
def council() -> Organisation:
    return make_site("colchester")


def shown(answer: dict[str, Any]) -> tuple[Document, Manifest]:
    return parse_document(json.dumps(answer["document"])), Manifest.parse(json.dumps(answer["manifest"]))


def body(document: Document) -> list[str]:
    return [block.id for block in document.body]


def test_a_draft_of_local_parts_is_shown_in_the_owners_words_before_anything_is_saved(
    national: Organisation, council: Organisation
) -> None:
    page: Any = adopt(make_offer(make_source(national), national), council)
    contact = make_contact(council, label="Colchester line")
    page.overlay = [
        fill("local-help", {"type": "contact", "id": "own-1", "value": contact.pk}),
        insertion("one", text("own-2", "Come on Mondays.")),
        hidden("two"),
    ]
    before = (StoredDocument.objects.count(), StoredOverlay.objects.count(), LiveEntry.objects.count())
    answer = read_draft(previewed(page), "colchester")
    document, manifest = shown(answer)
    assert body(document) == ["one", "own-2", "local-help"]
    assert document.body[2].value.filled
    assert answer["path"] == "/listening/"
    (entry,) = [entry for entry in manifest.entries if entry.path == "/listening/"]
    assert entry.adopted is not None
    assert entry.adopted.owner.slug == "national-body"
    assert contact.uuid in {found.id for found in manifest.contacts}
    assert (StoredDocument.objects.count(), StoredOverlay.objects.count(), LiveEntry.objects.count()) == before


def test_unfinished_local_parts_are_shown_as_far_as_they_go(national: Organisation, council: Organisation) -> None:
    page: Any = adopt(make_offer(make_source(national), national), council)
    page.overlay = [
        insertion("one", {"type": "heading", "id": "own-1", "value": {"text": "", "level": "2"}}),
        insertion("two", {"type": "contact", "id": "own-2", "value": None}),
        insertion("gone", text("own-3", "Without a place.")),
    ]
    document, _ = shown(read_draft(previewed(page), "colchester"))
    assert {"one", "local-help", "two"} <= set(body(document))
    assert "own-3" not in body(document)


def test_a_preview_under_review_shows_the_accepted_version(national: Organisation, council: Organisation) -> None:
    source = make_source(national)
    page = adopt(make_offer(source, national), council, mode="review")
    republish(source, body=[text("new", "Newer.")])
    document, _ = shown(read_draft(previewed(page), "colchester"))
    assert body(document) == ["one", "local-help", "two"]


def test_a_preview_of_a_page_whose_owner_has_published_nothing_says_so(
    national: Organisation, council: Organisation
) -> None:
    source = make_page("standard", national, published=False)
    page = adopt(make_offer(source, national), council)
    with pytest.raises(PageNotCompiled, match="published nothing"):
        read_draft(previewed(page), "colchester")


def look(client: Any, offer: Any, organisation: Organisation, **query: Any) -> Any:
    return client.get(reverse("sharing:look", args=[offer.pk, organisation.slug]), query)


def test_a_page_of_the_library_is_shown_on_ones_own_site(national: Organisation, council: Organisation) -> None:
    offer = make_offer(make_source(national), national)
    before = (LiveEntry.objects.count(), PublishIntent.objects.count())
    answer = look(member(council), offer, council)
    address = urlsplit(answer["Location"])
    assert (answer.status_code, address.netloc, address.path) == (302, "preview.example", "/colchester/")
    document, manifest = shown(read_draft(parse_qs(address.query)["token"][0], "colchester"))
    assert document.title == "Listening"
    assert manifest.site.organisation.slug == "colchester"
    assert (LiveEntry.objects.count(), PublishIntent.objects.count()) == before


@pytest.mark.parametrize("role", list(Role))
def test_nobody_looks_at_what_is_not_offered_to_them_or_in_the_name_of_others(
    national: Organisation, council: Organisation, role: Role
) -> None:
    offer = make_offer(make_source(national), national)
    pendrick = make_organisation("pendrick")
    assert look(member(pendrick, role), offer, council).status_code == 404
    offer.everybody = False
    offer.kinds = ["council"]
    offer.save()
    assert look(member(council, role), offer, council).status_code == 404
    offer.everybody = True
    offer.state = OfferState.RECALLED
    offer.save()
    assert look(member(council, Role.EDITOR if role != Role.EDITOR else Role.AUTHOR), offer, council).status_code == 404


def test_a_section_shows_its_pages_and_no_others(national: Organisation, council: Organisation) -> None:
    section = make_page("section", national)
    inside = make_page("standard", section, title="Inside")
    outside = make_page("standard", national, title="Outside")
    offer = make_offer(section, national, whole_section=True)
    client = member(council)
    assert look(client, offer, council, page=inside.pk).status_code == 302
    assert look(client, offer, council, page=outside.pk).status_code == 404


def test_the_panel_beside_the_editor_shows_what_is_in_the_form(national: Organisation, council: Organisation) -> None:
    page = adopt(make_offer(make_source(national), national), council)
    editor = Editor(member(council), page.pk)
    editor.write("insertion", "one", [text("own-1", "Typed and not saved.")])
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor.client.post(preview, dict(editor.data.lists())).json()["is_valid"]
    address = urlsplit(editor.client.get(preview)["Location"])
    document, _ = shown(read_draft(parse_qs(address.query)["token"][0], "colchester"))
    assert body(document)[:2] == ["one", "own-1"]
    page.refresh_from_db()
    assert len(page.overlay) == 0
