"""What is not public never comes out, whatever is asked for."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from backend.organisations.models import Organisation
from backend.publishing import store
from backend.publishing.errors import Unknown, UnknownPage, Withdrawn, WithdrawnPage
from backend.publishing.models import LiveEntry, StoredDocument, StoredMedia
from backend.publishing.reconcile import reconcile
from tests.backend.pages.factories import item, make_document, make_page
from tests.backend.publishing.sites import document_json, drained, manifest, stored

SECRET = "Zweihundertsiebzehn"


def everything_served() -> str:
    """Return all that the store gives for every site."""
    parts = []
    for row in store.sites():
        found = store.manifest_of(row.organisation.slug)
        parts.append(bytes(found.body).decode())
        parts += [body.decode() for body in store.bodies_of(found)]
        parts += [f"{entry.path} {entry.document.title} {entry.document.summary}" for entry in store.entries(found)]
    return "\n".join(parts)


def test_a_draft_never_comes_out(marlshire: Organisation) -> None:
    draft = make_page("news", marlshire, title=f"{SECRET} draft", published=False)
    other = make_page("guide", marlshire, slug="guide")
    body = [{"type": "rich_text", "id": "r", "value": f'<p><a linktype="page" id="{draft.pk}">x</a></p>'}]
    make_page("standard", marlshire, body=body)
    links: Any = [("link", {"text": "Soon", "page": draft, "url": ""})]
    marlshire.header_links = links
    marlshire.save()
    drained()
    reconcile(full=True)
    assert SECRET not in everything_served()
    with pytest.raises(UnknownPage):
        store.entry(stored(marlshire), draft.translation_key, "en")
    assert not StoredDocument.objects.filter(page_id=draft.translation_key).exists()
    assert store.entry(stored(marlshire), other.translation_key, "en").path == "/guide/"


def test_a_newer_draft_of_a_live_page_never_comes_out(marlshire: Organisation) -> None:
    page = make_page("news", marlshire)
    page.summary = f"{SECRET} draft"
    page.save_revision()
    drained()
    reconcile(full=True)
    assert SECRET not in everything_served()


def test_a_scheduled_version_never_comes_out_before_its_time(marlshire: Organisation) -> None:
    page = make_page("news", marlshire)
    page.summary = f"{SECRET} later"
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    drained()
    reconcile(full=True)
    assert SECRET not in everything_served()


def take_down(page: Any, how: str) -> None:
    page = Page.objects.get(pk=page.pk).specific
    if how == "unpublished":
        page.unpublish()
    elif how == "deleted":
        page.delete()
    elif how == "expired":
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
        from backend.publishing.schedule import run_schedule

        assert run_schedule() == []
    elif how == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    elif how == "below a private page":
        PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="password", password="x")
    elif how == "moved out of the site":
        page.move(Page.get_first_root_node(), pos="last-child")
    drained()


WAYS = ["unpublished", "deleted", "expired", "private", "below a private page", "moved out of the site"]


@pytest.mark.parametrize("how", WAYS)
def test_a_page_that_was_taken_down_is_withdrawn_with_its_versions_and_files(how: str, marlshire: Organisation) -> None:
    file = make_document(marlshire)
    body = [{"type": "document", "id": "d", "value": file.pk}]
    section = make_page("section", marlshire)
    page = make_page("news", section, slug="launch", summary=f"{SECRET} first", body=body)
    drained()
    first = LiveEntry.objects.get(page_id=page.translation_key).document_id
    media = document_json(page)["body"][0]["value"]["file"]["digest"]
    page.refresh_from_db()
    page.summary = f"{SECRET} second"
    page.save_revision().publish()
    drained()
    second = LiveEntry.objects.get(page_id=page.translation_key).document_id
    assert first != second
    for digest in (first, second):
        assert SECRET.encode() in bytes(store.document(digest).body)
    assert store.media(media).media_type == "application/pdf"
    take_down(page, how)
    assert SECRET not in everything_served()
    for digest in (first, second):
        with pytest.raises(Withdrawn):
            store.document(digest)
    with pytest.raises(Withdrawn):
        store.media(media)
    with pytest.raises(WithdrawnPage):
        store.entry(stored(marlshire), page.translation_key, "en")
    assert manifest(marlshire).gone[0].endswith("/") or how == "moved out of the site"


def test_a_file_that_another_page_still_offers_stays(marlshire: Organisation) -> None:
    file = make_document(marlshire)
    body = [{"type": "document", "id": "d", "value": file.pk}]
    pages = [make_page("news", marlshire, body=body) for _ in range(2)]
    drained()
    media = document_json(pages[0])["body"][0]["value"]["file"]["digest"]
    take_down(pages[0], "unpublished")
    assert store.media(media).digest == media
    take_down(pages[1], "unpublished")
    with pytest.raises(Withdrawn):
        store.media(media)


def test_a_page_that_comes_back_is_served_again(marlshire: Organisation) -> None:
    page = make_page("news", marlshire, slug="launch")
    drained()
    digest = LiveEntry.objects.get(path="/launch/").document_id
    take_down(page, "private")
    PageViewRestriction.objects.all().delete()
    drained()
    assert store.document(digest).digest == digest


def test_pages_of_another_organisation_are_not_in_the_site(marlshire: Organisation, colchester: Organisation) -> None:
    page = make_page("news", colchester, slug="launch")
    drained()
    ours = stored(marlshire)
    assert list(store.entries(ours, path="/launch/")) == []
    with pytest.raises(UnknownPage):
        store.entry(ours, page.translation_key, "en")
    assert page.title not in bytes(ours.body).decode()


def test_a_contact_of_another_organisation_that_is_not_shared_does_not_come_out(
    marlshire: Organisation, colchester: Organisation
) -> None:
    from tests.backend.pages.factories import make_contact

    secret = make_contact(colchester, label=SECRET, phone="01999 000 000")
    make_page("standard", marlshire, body=[{"type": "contact", "id": "c", "value": secret.pk}])
    drained()
    assert SECRET not in everything_served()


def test_the_consent_record_of_a_case_study_does_not_come_out(marlshire: Organisation) -> None:
    make_page("case_study", marlshire, consent_role=f"{SECRET} coordinator")
    drained()
    assert SECRET not in everything_served()
    assert not StoredDocument.objects.filter(words__contains=SECRET.lower()).exists()


def test_an_original_picture_is_not_in_the_store(marlshire: Organisation) -> None:
    make_page("news", marlshire)
    drained()
    assert set(StoredMedia.objects.values_list("media_type", flat=True)) == {"image/webp"}


@pytest.mark.parametrize("wrong", ["", "0" * 64, "x", "' OR 1=1 --", "%", "../../etc/passwd"])
def test_what_never_was_is_unknown(wrong: str, marlshire: Organisation) -> None:
    for ask in (store.document, store.media, store.manifest_of):
        with pytest.raises(Unknown):
            ask(wrong)


def test_an_organisation_that_was_never_public_is_unknown(db: None) -> None:
    from tests.backend.pages.factories import make_organisation

    make_organisation("not-yet")
    drained()
    with pytest.raises(Unknown):
        store.manifest_of("not-yet")
    assert "not-yet" not in {one.organisation.slug for one in store.sites()}


def test_search_finds_pages_by_all_their_words_and_takes_nothing_as_a_pattern(marlshire: Organisation) -> None:
    make_page("guide", marlshire, slug="guide", routes=[item({"title": "Our FORM", "text": "At 100% any_time.",
        "contact": None, "form_url": "https://www.example.org/", "form_text": "x"})])  # fmt: skip
    drained()
    ours = stored(marlshire)
    assert [entry.path for entry in store.entries(ours, q="form 100%")] == ["/guide/"]
    assert [entry.path for entry in store.entries(ours, q="form nothing")] == []
    assert [entry.path for entry in store.entries(ours, q="any%time")] == []
    assert [entry.path for entry in store.entries(ours, type="guide", locale="en")] == ["/guide/"]
    assert list(store.entries(ours, locale="cy")) == []


def test_documents_always_fit_the_manifest_that_was_read(marlshire: Organisation) -> None:
    page = make_page("news", marlshire, summary="First.")
    drained()
    before = store.manifest_of("marlshire")
    page.refresh_from_db()
    page.summary = "Second."
    page.save_revision().publish()
    drained()
    wanted = {entry["digest"] for entry in json.loads(bytes(before.body))["entries"]}
    assert {json.loads(body)["summary"] for body in store.bodies_of(before)} >= {"First."}
    assert len(list(store.bodies_of(before))) == len(wanted)
