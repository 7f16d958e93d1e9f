"""Recording a site: order, paths, languages, sequences, tombstones."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page

from backend.organisations.models import HelpContact, Organisation
from backend.publishing.models import LiveEntry, ManifestChange
from backend.publishing.record import record
from content_models import digest
from tests.backend.pages.factories import make_contact, make_organisation, make_page
from tests.backend.publishing.sites import drained, manifest, paths, publish_home, stored


def test_the_home_page_of_a_new_site_is_recorded(marlshire: Organisation) -> None:
    assert paths(marlshire) == ["/"]
    assert manifest(marlshire).sequence == 1
    assert stored(marlshire).digest == digest(bytes(stored(marlshire).body))


def test_pages_stand_in_tree_order_below_their_parents(marlshire: Organisation) -> None:
    section = make_page("section", marlshire, slug="stories")
    make_page("news", marlshire, slug="news")
    make_page("case_study", section, slug="danny")
    drained()
    assert paths(marlshire) == ["/", "/stories/", "/stories/danny/", "/news/"]
    assert list(LiveEntry.objects.values_list("path", flat=True)) == paths(marlshire)


def test_a_page_below_an_unpublished_one_keeps_its_place(marlshire: Organisation) -> None:
    section = make_page("section", marlshire, slug="stories")
    make_page("case_study", section, slug="danny")
    section.unpublish()
    drained()
    assert paths(marlshire) == ["/", "/stories/danny/"]


def test_the_sequence_grows_only_when_something_changed(marlshire: Organisation) -> None:
    before = stored(marlshire)
    assert not record(marlshire.pk).changed
    assert stored(marlshire).sequence == before.sequence
    page = make_page("news", marlshire)
    drained()
    assert stored(marlshire).sequence == before.sequence + 1
    page.save_revision()
    drained()
    assert stored(marlshire).sequence == before.sequence + 1


def test_every_change_is_appended_with_its_sequence(marlshire: Organisation) -> None:
    page = make_page("news", marlshire, slug="launch")
    drained()
    page.unpublish()
    drained()
    rows = ManifestChange.objects.filter(path="/launch/").order_by("pk")
    assert [(row.sequence, row.digest is None) for row in rows] == [(2, False), (3, True)]
    assert manifest(marlshire).gone == ("/launch/",)


def test_a_new_order_of_siblings_changes_the_manifest_but_no_document(marlshire: Organisation) -> None:
    first, second = make_page("news", marlshire, slug="a"), make_page("news", marlshire, slug="b")
    drained()
    before = {entry.path: entry.digest for entry in manifest(marlshire).entries}
    Page.objects.get(pk=second.pk).move(Page.objects.get(pk=first.pk), pos="left")
    drained()
    assert paths(marlshire) == ["/", "/b/", "/a/"]
    assert {entry.path: entry.digest for entry in manifest(marlshire).entries} == before
    assert ManifestChange.objects.filter(sequence=stored(marlshire).sequence).count() == 0
    assert list(LiveEntry.objects.values_list("path", flat=True)) == ["/", "/b/", "/a/"]


def test_two_pages_can_exchange_their_addresses(marlshire: Organisation) -> None:
    first, second = make_page("news", marlshire, slug="a"), make_page("news", marlshire, slug="b")
    drained()
    for page, slug in ((first, "c"), (second, "a"), (first, "b")):
        page.refresh_from_db()
        page.slug = slug
        page.save_revision().publish()
    drained()
    found = {entry.path: entry.id for entry in manifest(marlshire).entries}
    assert (found["/a/"], found["/b/"]) == (second.translation_key, first.translation_key)
    assert "/a/" not in manifest(marlshire).gone


class TestLanguages:
    @pytest.fixture
    def bilingual(self, db: None) -> Organisation:
        organisation = make_organisation("gwent", languages=["en", "cy"])
        HelpContact.objects.create(organisation=organisation, contact=make_contact(organisation))
        publish_home(organisation.root_page)
        welsh = organisation.root_page.get_translation(Locale.objects.get(language_code="cy"))
        publish_home(welsh.specific)
        drained()
        return organisation

    def test_other_languages_live_below_their_code(self, bilingual: Organisation) -> None:
        page = make_page("news", bilingual, slug="launch")
        page.copy_for_translation(Locale.objects.get(language_code="cy")).save_revision().publish()
        drained()
        entries = manifest(bilingual).entries
        assert [(entry.path, entry.locale) for entry in entries] == [
            ("/", "en"),
            ("/launch/", "en"),
            ("/cy/", "cy"),
            ("/cy/launch/", "cy"),
        ]
        assert entries[1].id == entries[3].id
        assert manifest(bilingual).site.locales == ("en", "cy")

    def test_a_language_that_the_organisation_gave_up_goes(self, bilingual: Organisation) -> None:
        bilingual.languages = ["en"]
        bilingual.save()
        drained()
        assert paths(bilingual) == ["/"]
        assert manifest(bilingual).gone == ("/cy/",)

    def test_paths_agree_with_what_wagtail_says(self, bilingual: Organisation) -> None:
        page = make_page("news", bilingual, slug="launch")
        page.copy_for_translation(Locale.objects.get(language_code="cy")).save_revision().publish()
        drained()
        for entry in manifest(bilingual).entries:
            live = Page.objects.get(translation_key=entry.id, locale__language_code=entry.locale).specific
            assert live.get_url_parts()[2] == entry.path


def test_an_expired_page_goes_even_before_the_schedule_took_it_down(marlshire: Organisation) -> None:
    page = make_page("news", marlshire, slug="launch")
    drained()
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    record(marlshire.pk)
    assert paths(marlshire) == ["/"]


def test_a_page_whose_language_differs_from_its_tree_is_left_out_and_said(marlshire: Organisation) -> None:
    page = make_page("news", marlshire, slug="launch")
    drained()
    welsh = Locale.objects.get_or_create(language_code="cy")[0]
    Page.objects.filter(pk=page.pk).update(locale=welsh)
    recorded = record(marlshire.pk)
    assert paths(marlshire) == ["/"]
    assert any(str(page.pk) in problem for problem in recorded.problems)


def test_addresses_are_lower_case_and_a_clash_is_said(marlshire: Organisation) -> None:
    first, second = make_page("news", marlshire, slug="launch"), make_page("news", marlshire, slug="launch-2")
    drained()
    home = marlshire.root_page
    Page.objects.filter(pk=second.pk).update(slug="Launch", url_path=f"{home.url_path}Launch/")
    recorded = record(marlshire.pk)
    assert paths(marlshire) == ["/", "/launch/"]
    assert manifest(marlshire).entries[1].id == first.translation_key
    assert any("same address" in problem for problem in recorded.problems)
