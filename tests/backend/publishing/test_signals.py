"""Whatever changes a public site writes an intent, and nothing else does."""

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from backend.media.models import FilmCaptions
from backend.organisations.models import HelpContact, Organisation
from backend.publishing.models import PublishIntent
from content_models.site import SiteWords
from tests.backend.pages.factories import (
    item,
    make_contact,
    make_document,
    make_film,
    make_image,
    make_page,
    make_partner,
)
from tests.backend.publishing.sites import document_json, drained, manifest, paths, set_stream


@contextmanager
def noted() -> Any:
    """Fail unless what happens inside writes an intent."""
    before = PublishIntent.objects.count()
    yield
    assert PublishIntent.objects.count() > before


@contextmanager
def not_noted() -> Any:
    """Fail if what happens inside writes an intent."""
    before = PublishIntent.objects.count()
    yield
    assert PublishIntent.objects.count() == before


def test_drafts_and_autosaves_write_nothing(marlshire: Organisation) -> None:
    page = make_page("standard", marlshire)
    with not_noted():
        page.title = "Unfinished"
        page.save_revision()
        make_page("standard", marlshire, published=False)


def test_an_intent_is_written_in_the_transaction_of_the_publish(marlshire: Organisation) -> None:
    page = make_page("news", marlshire)

    def click_that_fails() -> None:
        with transaction.atomic():
            page.save_revision().publish()
            raise RuntimeError("after all")

    with not_noted(), pytest.raises(RuntimeError):
        click_that_fails()


def test_the_task_runs_when_the_transaction_is_committed(marlshire: Organisation, commit: Callable[..., Any]) -> None:
    with commit():
        make_page("news", marlshire, slug="launch")
        assert paths(marlshire) == ["/"]
    assert paths(marlshire) == ["/", "/launch/"]


def test_taking_down_moving_and_deleting_reach_the_manifest(marlshire: Organisation) -> None:
    section = make_page("section", marlshire, slug="stories")
    make_page("case_study", section, slug="danny")
    other = make_page("section", marlshire, slug="more")
    drained()
    with noted():
        Page.objects.get(pk=section.pk).specific.move(Page.objects.get(pk=other.pk), pos="last-child")
    drained()
    assert paths(marlshire) == ["/", "/more/", "/more/stories/", "/more/stories/danny/"]
    with noted():
        Page.objects.get(pk=section.pk).specific.delete()
    drained()
    assert paths(marlshire) == ["/", "/more/"]
    with noted():
        Page.objects.get(pk=other.pk).specific.unpublish()
    drained()
    assert paths(marlshire) == ["/"]
    assert "/more/stories/danny/" in manifest(marlshire).gone


def test_deleting_a_tree_of_pages_at_once_reaches_the_manifest(marlshire: Organisation) -> None:
    section = make_page("section", marlshire, slug="stories")
    make_page("case_study", section, slug="danny")
    drained()
    Page.objects.filter(pk=section.pk).delete()
    drained()
    assert paths(marlshire) == ["/"]


@pytest.mark.parametrize("kind", ["password", "login", "groups"])
def test_making_a_page_private_takes_it_and_all_below_it_down(kind: str, marlshire: Organisation) -> None:
    section = make_page("section", marlshire, slug="stories")
    make_page("case_study", section, slug="danny")
    drained()
    restriction = PageViewRestriction(page=section, restriction_type=kind, password="only for us")
    with noted():
        restriction.save()
    if kind == "groups":
        restriction.groups.add(Group.objects.create(name="Insiders"))
    drained()
    assert paths(marlshire) == ["/"]
    with noted():
        restriction.delete()
    drained()
    assert paths(marlshire) == ["/", "/stories/", "/stories/danny/"]


def test_a_changed_picture_changes_the_pages_that_show_it(marlshire: Organisation) -> None:
    image = make_image(marlshire, description="A path")
    raw = {"image": {"image": image.pk, "decorative": False, "alt_text": "x"}, "caption": ""}
    page = make_page("standard", marlshire, body=[{"type": "image", "id": "i", "value": raw}])
    drained()
    with noted():
        image.credit = "Essex Police"
        image.save()
    drained()
    assert document_json(page)["body"][0]["value"]["image"]["credit"] == "Essex Police"


def test_a_changed_logo_of_a_partner_changes_the_pages_that_show_it(marlshire: Organisation) -> None:
    image = make_image(marlshire)
    partner = make_partner(marlshire, logo=image)
    page = make_page("campaign", marlshire, partners=[item({"partner": partner.pk, "role": ""})])
    drained()
    image.credit = "Between Us"
    image.save()
    drained()
    assert document_json(page)["partners"][0]["logo"]["credit"] == "Between Us"
    partner.name = "Between Us CIC"
    partner.save()
    drained()
    assert document_json(page)["partners"][0]["name"] == "Between Us CIC"


def test_a_changed_film_or_its_captions_change_the_pages_that_show_it(marlshire: Organisation) -> None:
    film = make_film(marlshire)
    page = make_page("film", marlshire, film=film)
    drained()
    film.duration_seconds = 120
    film.save()
    file = ContentFile(b"WEBVTT\n\n00:01.000 --> 00:02.000\nHelo\n", name="cy.vtt")
    FilmCaptions.objects.create(film=film, language="cy", file=file)
    drained()
    data = document_json(page)["film"]
    assert (data["duration_seconds"], len(data["captions"])) == (120, 1)


def test_a_deleted_picture_leaves_the_pages_that_showed_it(marlshire: Organisation) -> None:
    image = make_image(marlshire)
    raw = {"image": {"image": image.pk, "decorative": True, "alt_text": ""}, "caption": ""}
    page = make_page("standard", marlshire, body=[{"type": "image", "id": "i", "value": raw}])
    drained()
    with noted():
        image.delete()
    drained()
    assert document_json(page)["body"] == []


def test_a_changed_document_changes_the_pages_that_offer_it(marlshire: Organisation) -> None:
    file = make_document(marlshire)
    page = make_page("standard", marlshire, body=[{"type": "document", "id": "d", "value": file.pk}])
    drained()
    file.title = "Plan 2027"
    file.save()
    drained()
    assert document_json(page)["body"][0]["value"]["title"] == "Plan 2027"


def test_a_changed_contact_changes_the_manifest_and_no_document(marlshire: Organisation) -> None:
    contact = make_contact(marlshire, phone="101")
    page = make_page("standard", marlshire, body=[{"type": "contact", "id": "c", "value": contact.pk}])
    drained()
    before = document_json(page)
    contact.phone = "0800 111 222"
    contact.save()
    drained()
    assert document_json(page) == before
    assert "0800 111 222" in {one.phone for one in manifest(marlshire).contacts}


def test_settings_of_the_organisation_reach_manifest_and_documents(marlshire: Organisation) -> None:
    page = make_page("news", marlshire)
    drained()
    marlshire.name = "Marlshire Constabulary"
    marlshire.save()
    drained()
    assert manifest(marlshire).site.organisation.name == "Marlshire Constabulary"
    assert document_json(page)["owner"]["name"] == "Marlshire Constabulary"


def test_a_translated_strapline_changes_the_manifest_and_no_document(marlshire: Organisation) -> None:
    page = make_page("news", marlshire)
    marlshire.languages = ["en", "cy"]
    marlshire.save()
    drained()
    before, sequence = document_json(page), manifest(marlshire).sequence
    with noted():
        set_stream(marlshire, "translations", [("words", {"locale": "cy", "strapline": "Yn gynnar"})])
        marlshire.save()
    drained()
    assert manifest(marlshire).sequence > sequence
    assert manifest(marlshire).site.translations == (SiteWords(locale="cy", strapline="Yn gynnar"),)
    assert document_json(page) == before


def test_the_help_panel_areas_redirects_and_the_site_reach_the_manifest(marlshire: Organisation) -> None:
    contact = make_contact(marlshire)
    drained()
    with noted():
        HelpContact.objects.create(organisation=marlshire, contact=contact, sort_order=9)
    with noted():
        Redirect.objects.create(old_path="/old", site=marlshire.site, redirect_link="https://www.example.org/")
    with noted():
        assert marlshire.site is not None
        marlshire.site.save()
    drained()
    assert len(manifest(marlshire).site.help.contacts) == 2
    assert len(manifest(marlshire).redirects) == 1


def test_a_page_outside_every_site_needs_nothing(marlshire: Organisation) -> None:
    root = Page.get_first_root_node()
    assert root is not None
    page = Page(title="Nowhere", slug="nowhere")
    root.add_child(instance=page)
    page.save_revision().publish()
    page.unpublish()
    assert drained().problems == []
