"""Recording a site: order, paths, sequences, tombstones, contacts, references to others."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from backend.organisations.models import Area, HelpContact, Organisation
from backend.publishing.errors import SiteNotCompiled
from backend.publishing.models import LiveEntry, ManifestChange, StoredManifest
from backend.publishing.record import record
from content_models import digest
from content_models.links import PageLink, UrlLink
from content_models.site import HeadingWords, NeutralNames, SecurityContact, SiteWords
from tests.backend.pages.factories import item, make_contact, make_organisation, make_page
from tests.backend.publishing.sites import drained, manifest, paths, publish_home, set_stream, stored


def link_to(page: Page) -> list[dict[str, Any]]:
    """Return a body with one link to `page`."""
    return [{"type": "rich_text", "id": "r1", "value": f'<p><a linktype="page" id="{page.pk}">x</a></p>'}]


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


class TestOldPaths:
    def test_a_page_that_gets_another_address_leaves_a_redirect(self, marlshire: Organisation) -> None:
        section = make_page("section", marlshire, slug="stories")
        story = make_page("case_study", section, slug="danny")
        drained()
        with_new_address(section, "lives")
        found = {redirect.path: redirect.target for redirect in manifest(marlshire).redirects}
        assert found["/stories/"] == PageLink(page=section.translation_key)
        assert found["/stories/danny/"] == PageLink(page=story.translation_key)
        assert manifest(marlshire).gone == ()
        assert "/lives/danny/" in paths(marlshire)

    def test_a_page_that_moves_leaves_a_redirect(self, marlshire: Organisation, commit: Any) -> None:
        section = make_page("section", marlshire, slug="stories")
        story = make_page("case_study", marlshire, slug="danny")
        drained()
        with commit():
            Page.objects.get(pk=story.pk).specific.move(Page.objects.get(pk=section.pk), pos="last-child")
        drained()
        assert [redirect.path for redirect in manifest(marlshire).redirects] == ["/danny/"]

    def test_a_redirect_stops_when_its_path_is_live_again(self, marlshire: Organisation) -> None:
        page = make_page("news", marlshire, slug="old")
        drained()
        with_new_address(page, "new")
        make_page("news", marlshire, slug="old")
        drained()
        assert manifest(marlshire).redirects == ()
        assert paths(marlshire) == ["/", "/new/", "/old/"]

    def test_redirects_lead_to_addresses_and_normal_paths(self, marlshire: Organisation) -> None:
        news = make_page("news", marlshire, slug="news")
        for old, link in (
            ("/Old-Page", "https://www.example.org/a"),
            ("/short", "/news/"),
            ("/full", "https://marlshire.example/news"),
            ("/file.html", "https://www.example.org/"),
            ("/query?a=1", "https://www.example.org/"),
            ("/nowhere", "/does-not-exist/"),
            ("/script", "javascript:alert(1)"),
        ):
            Redirect.objects.create(old_path=old, site=marlshire.site, redirect_link=link, is_permanent=False)
        drained()
        found = {redirect.path: redirect.target for redirect in manifest(marlshire).redirects}
        assert found == {
            "/old-page/": UrlLink(url="https://www.example.org/a"),
            "/short/": PageLink(page=news.translation_key),
            "/full/": PageLink(page=news.translation_key),
        }
        assert not manifest(marlshire).redirects[0].permanent

    def test_redirects_of_other_sites_do_not_come_along(
        self, marlshire: Organisation, colchester: Organisation
    ) -> None:
        Redirect.objects.create(old_path="/theirs", site=colchester.site, redirect_link="https://www.example.org/")
        Redirect.objects.create(old_path="/everybody", site=None, redirect_link="https://www.example.org/all")
        Redirect.objects.create(
            old_path="/everybody", site=marlshire.site, redirect_link="https://www.example.org/ours"
        )
        drained()
        ours = {redirect.path: redirect.target for redirect in manifest(marlshire).redirects}
        theirs = {redirect.path: redirect.target for redirect in manifest(colchester).redirects}
        assert ours == {"/everybody/": UrlLink(url="https://www.example.org/ours")}
        assert set(theirs) == {"/theirs/", "/everybody/"}

    def test_a_redirect_to_a_page_that_was_taken_down_makes_the_path_gone(self, marlshire: Organisation) -> None:
        page = make_page("news", marlshire, slug="old")
        drained()
        with_new_address(page, "new")
        page.refresh_from_db()
        page.unpublish()
        drained()
        assert manifest(marlshire).redirects == ()
        assert manifest(marlshire).gone == ("/new/", "/old/")


def with_new_address(page: Any, slug: str) -> None:
    """Give a page another slug, as the editor does."""
    from django.test import TestCase

    with TestCase.captureOnCommitCallbacks(execute=True):
        page.refresh_from_db()
        page.slug = slug
        page.save_revision().publish()
    drained()


class TestSettings:
    def test_the_site_carries_what_the_organisation_says(self, marlshire: Organisation) -> None:
        page = make_page("standard", marlshire, purpose="privacy", slug="privacy")
        contact = make_contact(marlshire, label="Our office", phone="01234 567 890")
        marlshire.areas.add(Area.objects.create(code="E07000071", name="Colchester"))
        set_stream(marlshire, "header_links", [("link", {"text": "Privacy", "page": page, "url": ""})])
        group = {"heading": "Elsewhere", "links": [{"text": "GOV.UK", "page": None, "url": "https://www.gov.uk/"}]}
        set_stream(marlshire, "footer_groups", [("group", group)])
        marlshire.footer_contact = contact
        marlshire.contact_note = "In five days"
        marlshire.logo = ContentFile(b'<svg xmlns="http://www.w3.org/2000/svg"/>', name="logo.svg")
        marlshire.demonstration = "Not real."
        marlshire.save()
        drained()
        site = manifest(marlshire).site
        assert site.organisation.areas[0].code == "E07000071"
        assert site.header[0].target == PageLink(page=page.translation_key)
        assert site.footer[0].links[0].target == UrlLink(url="https://www.gov.uk/")
        assert site.footer_contact is not None
        assert site.footer_contact.contact.contact == contact.uuid
        assert site.legal.privacy == PageLink(page=page.translation_key)
        assert site.brand.logo is not None
        assert site.brand.logo.media_type == "image/svg+xml"
        assert site.demonstration == "Not real."
        assert stored(marlshire).media.get().digest == site.brand.logo.digest

    def test_what_keeps_visitors_safe_is_carried(self, marlshire: Organisation) -> None:
        site = manifest(marlshire).site
        assert (site.exit_off, site.neutral, site.security) == ((), None, None)
        marlshire.exit_off = ["event", "news"]
        marlshire.neutral_titles = True
        marlshire.security_policy = "https://marlshire.example/security"
        marlshire.save()
        drained()
        site = manifest(marlshire).site
        assert site.exit_off == ("event", "news")
        assert site.neutral == NeutralNames()
        assert site.security == SecurityContact(policy="https://marlshire.example/security")
        marlshire.neutral_title = "Notes"
        marlshire.security_contact = "security@marlshire.example"
        marlshire.save()
        drained()
        site = manifest(marlshire).site
        assert site.neutral == NeutralNames(title="Notes")
        assert site.security is not None
        assert site.security.contact == "security@marlshire.example"

    def test_words_in_the_languages_of_the_site_are_carried(self, marlshire: Organisation) -> None:
        assert manifest(marlshire).site.translations == ()
        words = [
            {
                "locale": "cy",
                "strapline": "Yn gynnar",
                "demonstration": "Nid yw’n go iawn.",
                "contact_note": "Bob dydd.",
            },
            {"locale": "ur", "strapline": "جلد", "demonstration": "", "contact_note": ""},
            {"locale": "pl", "strapline": "Wcześnie", "demonstration": "", "contact_note": ""},
        ]
        set_stream(marlshire, "translations", [("words", each) for each in words])
        links = [{"text": "GOV.UK", "page": None, "url": "https://www.gov.uk/"}]
        headings = [{"locale": "cy", "heading": "Mwy"}, {"locale": "pl", "heading": "Więcej"}]
        group = {"heading": "More", "links": links, "translations": headings}
        set_stream(marlshire, "footer_groups", [("group", group)])
        marlshire.languages = ["en", "cy", "ur"]
        marlshire.save()
        drained()
        assert manifest(marlshire).site.translations == (
            SiteWords(locale="cy", strapline="Yn gynnar", demonstration="Nid yw’n go iawn.", contact_note="Bob dydd."),
            SiteWords(locale="ur", strapline="جلد"),
        )
        assert manifest(marlshire).site.footer[0].translations == (HeadingWords(locale="cy", heading="Mwy"),)

    def test_help_contacts_keep_their_order_and_their_records_are_carried(self, marlshire: Organisation) -> None:
        second = make_contact(marlshire, label="Hotline", phone="0800 789 321")
        HelpContact.objects.create(organisation=marlshire, contact=second, sort_order=5)
        drained()
        found = manifest(marlshire)
        assert found.site.help.contacts[1].contact == second.uuid
        assert {contact.id for contact in found.contacts} == {link.contact for link in found.site.help.contacts}

    def test_opening_hours_of_a_contact_are_carried_by_weekday(self, marlshire: Organisation) -> None:
        times = {"days": ["tuesday", "monday"], "opens": "09:00:00", "closes": "17:00:00"}
        contact = make_contact(
            marlshire,
            hours_times=[item(times) | {"type": "times"}],
            hours_note="Closed on bank holidays",
            address_lines=["1 High Street"],
            postcode="CO1 1AA",
        )
        marlshire.footer_contact = contact
        marlshire.save()
        drained()
        carried = next(one for one in manifest(marlshire).contacts if one.id == contact.uuid)
        assert carried.hours is not None
        assert [period.day for period in carried.hours.periods] == ["monday", "tuesday"]
        assert carried.address is not None

    def test_without_a_help_contact_there_is_no_site_yet(self, db: None) -> None:
        organisation = make_organisation("new-body")
        publish_home(organisation.root_page)
        problems = drained().problems
        assert len(problems) == 1
        assert "help panel" in problems[0]
        assert not StoredManifest.objects.filter(sequence__gt=0, organisation=organisation).exists()

    def test_settings_that_went_wrong_do_not_keep_a_page_from_being_taken_down(self, marlshire: Organisation) -> None:
        page = make_page("news", marlshire, slug="launch")
        drained()
        HelpContact.objects.filter(organisation=marlshire).delete()
        Organisation.objects.filter(pk=marlshire.pk).update(help_introduction="")
        page.unpublish()
        problems = drained().problems
        assert any("last good settings stay" in problem for problem in problems)
        assert paths(marlshire) == ["/"]
        assert manifest(marlshire).contacts

    def test_one_broken_contact_is_left_out_and_said(self, marlshire: Organisation) -> None:
        contact = make_contact(marlshire, phone="", email="")
        marlshire.footer_contact = contact
        marlshire.save()
        problems = drained().problems
        assert any(contact.label in problem for problem in problems)
        assert contact.uuid not in {one.id for one in manifest(marlshire).contacts}

    def test_an_organisation_without_a_home_page_is_no_site(self, db: None) -> None:
        organisation = make_organisation("empty")
        Organisation.objects.filter(pk=organisation.pk).update(site=None)
        with pytest.raises(SiteNotCompiled):
            record(organisation.pk)


class TestOthers:
    def test_a_page_of_another_organisation_is_named_with_its_public_address(
        self, marlshire: Organisation, colchester: Organisation
    ) -> None:
        theirs = make_page("guide", colchester, slug="guide")
        make_page("standard", marlshire, body=link_to(theirs))
        drained()
        external = manifest(marlshire).external
        assert [page.url for page in external] == ["https://colchester.example/guide/"]
        assert external[0].owner.slug == "colchester"

    def test_it_follows_when_the_other_moves_renames_or_withdraws(
        self, marlshire: Organisation, colchester: Organisation
    ) -> None:
        theirs = make_page("guide", colchester, slug="guide")
        make_page("standard", marlshire, body=link_to(theirs))
        drained()
        with_new_address(theirs, "steps")
        assert manifest(marlshire).external[0].url == "https://colchester.example/steps/"
        colchester.refresh_from_db()
        colchester.public_address = "https://prevent.colchester.example"
        colchester.save()
        drained()
        assert manifest(marlshire).external[0].url == "https://prevent.colchester.example/steps/"
        theirs.refresh_from_db()
        theirs.unpublish()
        drained()
        assert manifest(marlshire).external == ()
        theirs.refresh_from_db()
        theirs.save_revision().publish()
        drained()
        assert len(manifest(marlshire).external) == 1

    def test_a_draft_of_another_organisation_is_not_named(
        self, marlshire: Organisation, colchester: Organisation
    ) -> None:
        secret = make_page("guide", colchester, title="Secret plan", published=False)
        make_page("standard", marlshire, body=link_to(secret))
        drained()
        assert manifest(marlshire).external == ()
        assert b"Secret" not in bytes(stored(marlshire).body)

    def test_a_shared_contact_can_be_used_and_changes_everywhere(
        self, marlshire: Organisation, colchester: Organisation
    ) -> None:
        hotline = make_contact(colchester, label="Hotline", phone="0800 789 321", shared=True)
        HelpContact.objects.create(organisation=marlshire, contact=hotline, sort_order=9)
        drained()
        hotline.phone = "0800 111 222"
        hotline.save()
        drained()
        carried = {contact.id: contact.phone for contact in manifest(marlshire).contacts}
        assert carried[hotline.uuid] == "0800 111 222"

    def test_a_contact_that_is_not_shared_any_more_is_not_carried(
        self, marlshire: Organisation, colchester: Organisation
    ) -> None:
        hotline = make_contact(colchester, label="Hotline", shared=True)
        make_page("standard", marlshire, body=[{"type": "contact", "id": "c", "value": hotline.pk}])
        drained()
        assert hotline.uuid in {contact.id for contact in manifest(marlshire).contacts}
        hotline.shared = False
        hotline.save()
        drained()
        assert hotline.uuid not in {contact.id for contact in manifest(marlshire).contacts}
        hotline.shared = True
        hotline.save()
        drained()
        assert hotline.uuid in {contact.id for contact in manifest(marlshire).contacts}

    def test_a_page_that_moves_to_another_organisation_changes_its_owner(
        self, marlshire: Organisation, colchester: Organisation
    ) -> None:
        page = make_page("news", marlshire, slug="launch")
        drained()
        Page.objects.get(pk=page.pk).specific.move(colchester.root_page, pos="last-child")
        drained()
        assert paths(marlshire) == ["/"]
        assert manifest(marlshire).gone == ("/launch/",)
        assert paths(colchester) == ["/", "/launch/"]
        assert LiveEntry.objects.get(path="/launch/").document.owner == colchester


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


def test_deleting_an_organisation_leaves_the_others_alone(marlshire: Organisation, colchester: Organisation) -> None:
    theirs = make_page("guide", colchester, slug="guide")
    make_page("standard", marlshire, body=link_to(theirs))
    drained()
    before: set[UUID] = {page.id for page in manifest(marlshire).external}
    assert before == {theirs.translation_key}
    HelpContact.objects.filter(organisation=colchester).delete()
    colchester.delete()
    drained()
    assert manifest(marlshire).external == ()
