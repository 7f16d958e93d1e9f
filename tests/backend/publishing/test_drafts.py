"""Previews of drafts: one token shows one draft on one site for some minutes, and nothing of it becomes public."""

import json
import time
from datetime import timedelta
from typing import Any

import pytest
from django.core.signing import TimestampSigner
from django.utils import timezone
from wagtail.models import Page
from wagtail_headless_preview.models import PagePreview
from wagtail_headless_preview.signals import preview_update

from backend.organisations.models import Organisation
from backend.pages.preview import MAX_AGE, PreviewRefused, signer
from backend.publishing.drafts import read_draft, read_file
from backend.publishing.errors import PageNotCompiled
from backend.publishing.models import CompiledDraft, LiveEntry, PublishIntent, StoredDocument
from backend.publishing.nearest import gap
from content_models import Manifest, parse_document
from tests.backend.pages.factories import TYPES, make_image, make_organisation, make_page
from tests.backend.publishing.sites import drained


def previewed(page: Any) -> str:
    """Do what the admin does when a page is previewed; returns the token."""
    kept = page.create_page_preview()
    preview_update.send(sender=type(page), token=kept.token)
    return str(kept.token)


def unsaved(kind: str, parent: Page, **fields: Any) -> Any:
    """Return a page as the form of a new one gives it: without a key, and below its parent only in thought."""
    page = TYPES[kind](title="", slug="", **fields)
    page.path = Page._get_children_path_interval(parent.path)[1]
    page.depth = parent.depth + 1
    page.locale = parent.locale
    return page


def pictured(image: Any) -> list[dict[str, Any]]:
    """Return a body that shows `image`."""
    picture = {"image": image.pk, "alt_text": "A path", "decorative": False}
    return [{"type": "image", "id": "a", "value": {"image": picture, "caption": ""}}]


def published(answer: dict[str, Any]) -> tuple[Any, Manifest]:
    return parse_document(json.dumps(answer["document"])), Manifest.parse(json.dumps(answer["manifest"]))


def test_a_draft_shows_what_was_not_saved_in_its_place_on_the_site(marlshire: Organisation) -> None:
    page = make_page("guide", marlshire, title="As published", slug="tell-us")
    drained()
    page.title = "As typed"
    answer = read_draft(previewed(page), "marlshire")
    document, manifest = published(answer)
    assert document.title == "As typed"
    assert answer["path"] == "/tell-us/"
    assert [entry.path for entry in manifest.entries].count("/tell-us/") == 1
    assert manifest.site.organisation.slug == "marlshire"


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_a_new_page_of_every_type_is_shown_before_anything_is_written(marlshire: Organisation, kind: str) -> None:
    home = marlshire.root_page
    page = home if kind == "home" else unsaved(kind, home)
    if kind == "home":
        page.summary = ""
        page.worried = []
    document, manifest = published(read_draft(previewed(page), "marlshire"))
    assert document.type == kind
    assert document.summary == gap("summary")
    assert document.id in {entry.id for entry in manifest.entries}


def test_nothing_of_a_draft_reaches_the_content_store(marlshire: Organisation) -> None:
    page = make_page("guide", marlshire)
    drained()
    before = (StoredDocument.objects.count(), LiveEntry.objects.count(), PublishIntent.objects.count())
    page.title = "Secret"
    previewed(page)
    assert before == (StoredDocument.objects.count(), LiveEntry.objects.count(), PublishIntent.objects.count())


def test_pictures_of_a_draft_are_read_by_signed_names_only(marlshire: Organisation, client: Any) -> None:
    image = make_image(marlshire)
    page = make_page("standard", marlshire, published=False)
    page.body = pictured(image)
    answer = read_draft(previewed(page), "marlshire")
    (digest, name), *_ = answer["files"].items()
    assert read_file(name).digest == digest
    assert client.get(f"/api/v1/media/{digest}").status_code == 410
    for forged in (digest, f"{digest}:x:y", TimestampSigner(salt="other").sign(digest)):
        with pytest.raises(PreviewRefused):
            read_file(forged)


@pytest.mark.parametrize("wrong", ["", "x", "marlshire:1:abc", "marlshire:1:abc:1:forged"])
def test_a_forged_token_is_refused(marlshire: Organisation, wrong: str) -> None:
    with pytest.raises(PreviewRefused, match="no address of a preview"):
        read_draft(wrong, "marlshire")


def test_a_token_of_one_site_shows_nothing_on_another(marlshire: Organisation, colchester: Organisation) -> None:
    token = previewed(make_page("guide", marlshire))
    with pytest.raises(PreviewRefused, match="another site"):
        read_draft(token, "colchester")


def test_a_token_signed_for_something_else_is_refused(marlshire: Organisation) -> None:
    token = previewed(make_page("guide", marlshire))
    other = TimestampSigner(salt="headlesspreview.token").sign(signer().unsign(token))
    with pytest.raises(PreviewRefused):
        read_draft(other, "marlshire")


def test_a_token_that_was_never_given_a_draft_shows_nothing(marlshire: Organisation) -> None:
    with pytest.raises(PreviewRefused, match="not there any more"):
        read_draft(signer().sign("marlshire:1:abc"), "marlshire")


def test_a_token_is_too_old_after_its_minutes(marlshire: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    token = previewed(make_page("guide", marlshire))
    later = time.time() + MAX_AGE.total_seconds() + 1
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    with pytest.raises(PreviewRefused, match="older than 15 minutes"):
        read_draft(token, "marlshire")


def test_drafts_are_forgotten_when_their_token_is_too_old(marlshire: Organisation) -> None:
    page = make_page("guide", marlshire)
    old = previewed(page)
    CompiledDraft.objects.filter(token=old).update(created=timezone.now() - MAX_AGE - timedelta(seconds=1))
    new = previewed(page)
    assert list(CompiledDraft.objects.values_list("token", flat=True)) == [new]
    assert list(PagePreview.objects.values_list("token", flat=True)) == [new]


def test_a_page_that_stands_on_no_site_says_so(db: None) -> None:
    root = Page.get_first_root_node()
    assert root
    page = TYPES["standard"](title="Lost", slug="lost", summary="x")
    root.add_child(instance=page)
    with pytest.raises(PageNotCompiled, match="stands on no site"):
        read_draft(previewed(page), "-")


def test_a_site_without_help_contacts_says_what_is_missing(db: None) -> None:
    organisation = make_organisation("newshire")
    token = previewed(organisation.root_page)
    with pytest.raises(PageNotCompiled, match="help panel"):
        read_draft(token, "newshire")


def test_reading_a_draft_takes_one_query(marlshire: Organisation, django_assert_num_queries: Any) -> None:
    token = previewed(make_page("guide", marlshire))
    with django_assert_num_queries(1):
        read_draft(token, "marlshire")
