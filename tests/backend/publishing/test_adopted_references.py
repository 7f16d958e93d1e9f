"""What refers to an adopted page, and what that page refers to."""

from typing import Any

from wagtail.models import Page

from backend.organisations.models import Organisation
from backend.sharing.models import Adoption, Mode
from tests.backend.pages.factories import make_contact, make_page
from tests.backend.publishing.adoptions import adopt, adoption_of, insertion, make_offer, make_source, overlay_of, text
from tests.backend.publishing.sites import document_json, drained, entry, json_of, manifest, paths


def test_links_to_an_adopted_page_lead_to_it_by_its_owners_id(national: Organisation, marlshire: Organisation) -> None:
    source = make_source(national)
    page = adopt(make_offer(source, national), marlshire)
    make_page("section", marlshire, slug="all", body=[text("t", f'<a linktype="page" id="{page.pk}">x</a>')])
    settings: Any = marlshire
    settings.header_links = [("link", {"text": "Listen", "page": page, "url": ""})]
    settings.save()
    drained()
    found = manifest(marlshire)
    assert str(source.translation_key) in json_of(marlshire, "/all/")
    assert [str(link.target.page) for link in found.site.header if link.target.kind == "page"] == [
        str(source.translation_key)
    ]
    assert found.external == ()


def test_a_link_of_a_third_site_leads_to_the_owner_and_never_to_an_adopter(
    national: Organisation, marlshire: Organisation, colchester: Organisation
) -> None:
    source = make_source(national)
    # The adopter's number in the database is lower than the owner's would be, were it asked for any.
    adopt(make_offer(source, national), marlshire)
    make_page("section", colchester, slug="all", body=[text("t", f'<a linktype="page" id="{source.pk}">x</a>')])
    drained()
    assert [page.url for page in manifest(colchester).external] == ["https://national.example/listening/"]
    Page.objects.get(pk=source.pk).specific.unpublish()
    drained()
    assert manifest(colchester).external == ()
    assert paths(marlshire) == ["/", "/listening/"]


def test_a_redirect_to_an_adopted_page_carries_its_owners_id(national: Organisation, marlshire: Organisation) -> None:
    from wagtail.contrib.redirects.models import Redirect

    source = make_source(national)
    page = adopt(make_offer(source, national), marlshire)
    Redirect.objects.create(old_path="/old", site=marlshire.site, redirect_page=page)
    drained()
    (redirect,) = manifest(marlshire).redirects
    assert redirect.target.kind == "page"
    assert redirect.target.page == source.translation_key


def test_contacts_that_the_owners_page_names_come_with_it_and_no_others_do(
    national: Organisation, marlshire: Organisation
) -> None:
    line, secret = make_contact(national, label="National line"), make_contact(national, label="Duty officer")
    source = make_source(national, body=[{"type": "contact", "id": "c", "value": line.pk}])
    # What somebody forged into an overlay is not the owner's page.
    page = adopt(
        make_offer(source, national),
        marlshire,
        overlay=[insertion("c", {"type": "contact", "id": "d", "value": secret.pk})],
    )
    assert str(secret.uuid) in overlay_of(page).model_dump_json()
    assert {contact.label for contact in manifest(marlshire).contacts} == {"Emergency", "National line"}
    line.phone = "0800 111 1111"
    line.save()
    drained()
    assert "0800 111 1111" in manifest(marlshire).model_dump_json()


def test_a_detached_page_says_what_it_was_copied_from(national: Organisation, marlshire: Organisation) -> None:
    source = make_source(national)
    offer = make_offer(source, national)
    copy = make_page("standard", marlshire, slug="ours")
    version = entry(national, "/listening/").digest
    Adoption.objects.create(
        organisation=marlshire, offer=offer, page=copy, source=source, source_key=source.translation_key, locale="en",
        mode=Mode.DETACHED, accepted_digest=version,
    )  # fmt: skip
    drained()
    assert document_json(copy)["based_on"] == {
        "id": str(source.translation_key),
        "owner": {"slug": "national", "name": "National"},
        "version": version,
    }
    assert entry(marlshire, "/ours/").adopted is None
    assert entry(marlshire, "/ours/").id == copy.translation_key


def test_a_page_that_refers_to_one_that_was_detached_refers_to_it_by_its_own_id(
    national: Organisation, marlshire: Organisation
) -> None:
    source = make_source(national)
    page = adopt(make_offer(source, national), marlshire)
    other = make_page("standard", marlshire, slug="x", body=[text("t", f'<a linktype="page" id="{page.pk}">x</a>')])
    drained()
    adoption = adoption_of(page)
    adoption.mode = Mode.DETACHED
    adoption.save()
    drained()
    assert str(page.translation_key) in str(document_json(other))
