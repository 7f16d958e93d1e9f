"""What a manifest has beside its documents: settings, contacts, pages elsewhere."""

from typing import Any
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Page

from backend.organisations.models import Area, HelpContact, Organisation
from backend.publishing.errors import SiteNotCompiled
from backend.publishing.models import LiveEntry, StoredManifest
from backend.publishing.record import record
from content_models.links import PageLink, UrlLink
from content_models.site import NeutralNames, SecurityContact
from tests.backend.pages.factories import item, make_contact, make_organisation, make_page
from tests.backend.publishing.sites import drained, link_to, manifest, paths, publish_home, stored, with_new_address


def set_stream(organisation: Organisation, name: str, blocks: list[Any]) -> None:
    """Set a StreamField, which takes lists although its type does not say so."""
    setattr(organisation, name, blocks)


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
