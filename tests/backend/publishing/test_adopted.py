"""Adopted pages: the owner's document byte for byte, the adopter's overlay beside it, and everything else as of one's own."""

from typing import Any

import pytest
from wagtail.models import Locale, Page, PageViewRestriction

from backend.organisations.models import Organisation
from backend.publishing import store
from backend.publishing.compile import compile_pages
from backend.publishing.drain import drain
from backend.publishing.errors import WithdrawnDocument, WithdrawnOverlay
from backend.publishing.models import CompiledPage, LiveEntry, ManifestReference, StoredDocument
from backend.publishing.reconcile import reconcile
from backend.publishing.trees import load_trees
from backend.sharing.models import AdoptedPage, Adoption, Mode, OfferState
from content_models import Entry, Manifest, Overlay, parse_document, parse_overlay
from tests.backend.pages.factories import make_contact, make_image, make_page
from tests.backend.publishing.adoptions import (
    adopt,
    fill,
    hidden,
    insertion,
    make_offer,
    make_source,
    republish,
    text,
)
from tests.backend.publishing.sites import document_json, drained, make_site, manifest, paths, publish_home, state


@pytest.fixture
def national(db: None) -> Organisation:
    """The owner of what is shared."""
    return make_site("national", kind="national")


def entry(organisation: Organisation, path: str) -> Entry:
    return next(entry for entry in manifest(organisation).entries if entry.path == path)


def overlay_of(page: AdoptedPage) -> Overlay:
    compiled = CompiledPage.objects.select_related("overlay").get(page_id=page.pk)
    assert compiled.overlay is not None, compiled.error
    return parse_overlay(bytes(compiled.overlay.body))


def adoption_of(page: Page) -> Adoption:
    return Adoption.objects.get(page_id=page.pk)


def test_an_adopted_page_is_its_owners_document_at_the_local_address(
    national: Organisation, marlshire: Organisation
) -> None:
    source = make_source(national)
    page = adopt(make_offer(source, national), marlshire, slug="help")
    shown = entry(marlshire, "/help/")
    assert shown.id == source.translation_key
    assert shown.digest == entry(national, "/listening/").digest
    assert shown.overlay is None
    assert shown.adopted is not None
    assert (shown.adopted.owner.slug, shown.adopted.mode) == ("national", "follow")
    assert shown.adopted.canonical == "https://national.example/listening/"
    assert StoredDocument.objects.filter(page_id=source.translation_key).count() == 1
    assert not StoredDocument.objects.filter(page_id=page.translation_key).exists()
    row = LiveEntry.objects.get(organisation=marlshire, path="/help/")
    assert row.adopted == {
        "owner": {"slug": "national", "name": "National"},
        "mode": "follow",
        "canonical": "https://national.example/listening/",
    }


def test_an_owner_that_wants_no_canonical_address_gets_none(national: Organisation, marlshire: Organisation) -> None:
    source = make_source(national)
    adopt(make_offer(source, national, canonical_here=False), marlshire)
    adopted = entry(marlshire, "/listening/").adopted
    assert adopted is not None
    assert adopted.canonical is None


def test_local_parts_become_an_overlay(national: Organisation, marlshire: Organisation) -> None:
    source = make_source(national)
    near = make_page("guide", marlshire, slug="near")
    contact = make_contact(marlshire, label="Our team")
    page = adopt(
        make_offer(source, national),
        marlshire,
        overlay=[
            fill("local-help", {"type": "contact", "id": "c", "value": contact.pk}),
            insertion("one", text("x", f'See <a linktype="page" id="{near.pk}">near you</a>')),
            insertion("one", text("y", "And this")),
            insertion("", text("z", "At the end")),
            hidden("two"),
            hidden("two"),
        ],
        own_summary="Help in Marlshire.",
        related=[{"type": "link", "id": "r", "value": {"text": "More", "target": {"page": near.pk, "url": ""}}}],
    )
    overlay = overlay_of(page)
    assert (overlay.id, overlay.locale, overlay.organisation.slug) == (source.translation_key, "en", "marlshire")
    assert [(part.after, [block.id for block in part.blocks]) for part in overlay.insertions] == [
        ("one", ["x", "y"]),
        (None, ["z"]),
    ]
    assert overlay.hidden == ("two",)
    assert overlay.summary == "Help in Marlshire."
    assert [contact.uuid] == [part.id for part in manifest(marlshire).contacts if part.label == "Our team"]
    assert entry(marlshire, "/listening/").overlay == CompiledPage.objects.get(page_id=page.pk).overlay_id
    assert str(near.translation_key) in overlay.model_dump_json()
    assert (adoption_of(page).unplaced, adoption_of(page).unfilled) == ([], [])


def test_a_page_without_local_parts_has_no_overlay_and_loses_one_that_is_emptied(
    national: Organisation, marlshire: Organisation
) -> None:
    page = adopt(make_offer(make_source(national), national), marlshire, overlay=[insertion("one", text("x", "Here"))])
    before = CompiledPage.objects.get(page_id=page.pk).overlay_id
    assert before is not None
    assert bytes(store.overlay(before).body)
    republish(page, overlay=[])
    assert entry(marlshire, "/listening/").overlay is None


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


def json_of(organisation: Organisation, path: str) -> str:
    return bytes(store.document(entry(organisation, path).digest).body).decode()


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


def test_a_page_below_an_adopted_one_keeps_its_place(national: Organisation, marlshire: Organisation) -> None:
    page = adopt(make_offer(make_source(national), national), marlshire, slug="help")
    make_page("guide", page, slug="here")
    drained()
    assert paths(marlshire) == ["/", "/help/", "/help/here/"]


def test_each_language_shows_the_owners_page_in_it(db: None) -> None:
    welsh = Locale.objects.create(language_code="cy")
    national = make_site("national", kind="national", languages=["en", "cy"])
    marlshire = make_site("marlshire", languages=["en", "cy"])
    source = make_source(national)
    translated = source.copy_for_translation(welsh, copy_parents=True)
    translated.title = "Gwrando"
    translated.save_revision().publish()
    drained()
    offer = make_offer(source, national)
    page = adopt(offer, marlshire)
    home = marlshire.root_page
    assert home is not None
    there = home.get_translation_or_none(welsh) or home.copy_for_translation(welsh)
    publish_home(there)
    # The other language comes by itself: the page is followed, its owner publishes it, and there is a place for it.
    copy = there.get_children().get()
    assert copy.translation_key == page.translation_key
    assert {(one.path, one.locale, one.id) for one in manifest(marlshire).entries if one.adopted} == {
        ("/listening/", "en", source.translation_key),
        ("/cy/listening/", "cy", source.translation_key),
    }
    assert copy.title == "Gwrando"
    assert entry(marlshire, "/cy/listening/").digest != entry(marlshire, "/listening/").digest


def test_an_adopter_keeps_the_last_version_of_a_page_that_its_owner_takes_down_or_deletes(
    national: Organisation, marlshire: Organisation
) -> None:
    picture = make_image(national)
    value = {"image": {"image": picture.pk, "decorative": True, "alt_text": ""}, "caption": ""}
    source = make_source(national, body=[{"type": "image", "id": "i", "value": value}])
    page = adopt(make_offer(source, national), marlshire, overlay=[insertion("i", text("x", "Here"))])
    shown = entry(marlshire, "/listening/")
    document = store.document(shown.digest)
    media = list(document.media.values_list("digest", flat=True))
    Page.objects.get(pk=source.pk).specific.unpublish()
    drained()
    assert paths(national) == ["/"]
    after = entry(marlshire, "/listening/")
    assert (after.version, after.id) == (shown.version, shown.id)
    assert after.adopted is not None
    assert after.adopted.canonical is None
    assert [store.media(digest).digest for digest in media] == media
    Page.objects.get(pk=source.pk).specific.delete()
    drained()
    reconcile(full=True)
    assert entry(marlshire, "/listening/").version == shown.version
    assert store.document(shown.digest).digest == shown.digest
    page.refresh_from_db()
    page.unpublish()
    drained()
    with pytest.raises(WithdrawnDocument):
        store.document(shown.digest)
    with pytest.raises(WithdrawnOverlay):
        store.overlay(str(shown.overlay))


def test_a_recalled_page_leaves_every_site_at_once_and_comes_back_when_restored(
    national: Organisation, marlshire: Organisation
) -> None:
    offer = make_offer(make_source(national), national)
    adopt(offer, marlshire)
    offer.state, offer.reason = OfferState.RECALLED, "The number is wrong."
    offer.save()
    drained()
    assert paths(marlshire) == ["/"]
    assert "/listening/" in manifest(marlshire).gone
    offer.state, offer.reason = OfferState.OFFERED, ""
    offer.save()
    drained()
    assert paths(marlshire) == ["/", "/listening/"]


def test_a_page_that_stands_for_nothing_never_passes_for_ones_own(
    national: Organisation, marlshire: Organisation
) -> None:
    page = adopt(make_offer(make_source(national), national), marlshire)
    Adoption.objects.filter(page_id=page.pk).delete()
    problems = drained().problems
    assert paths(marlshire) == ["/"]
    assert any("stands for no page of the library" in sentence for sentence in problems)


def test_a_page_whose_owner_has_published_nothing_yet_appears_when_it_does(
    national: Organisation, marlshire: Organisation
) -> None:
    draft = make_page("standard", national, slug="soon", published=False)
    page = adopt(make_offer(draft, national), marlshire, slug="soon")
    assert "published nothing" in CompiledPage.objects.get(page_id=page.pk).error
    assert paths(marlshire) == ["/"]
    draft.save_revision().publish()
    drained()
    assert paths(marlshire) == ["/", "/soon/"]
    assert CompiledPage.objects.get(page_id=page.pk).error == ""


def test_a_private_page_moves_no_follower(national: Organisation, marlshire: Organisation) -> None:
    source = make_source(national)
    adopt(make_offer(source, national), marlshire)
    before = entry(marlshire, "/listening/").digest
    PageViewRestriction.objects.create(page=source, restriction_type=PageViewRestriction.LOGIN)
    republish(source, summary="For staff only.")
    assert entry(marlshire, "/listening/").digest == before
    reconcile(full=True)
    assert entry(marlshire, "/listening/").digest == before
    PageViewRestriction.objects.all().delete()
    drained()
    reconcile()
    assert "For staff only." in json_of(marlshire, "/listening/")


def test_locked_blocks_are_named_in_the_document_and_change_with_the_offer(
    national: Organisation, marlshire: Organisation
) -> None:
    section = make_page("section", national, slug="all", body=[text("s", "All of it")])
    source = make_source(section)
    make_offer(section, national, whole_section=True, locked_blocks=["two", "s"])
    drained()
    assert [block.get("locked") for block in document_json(source)["body"]] == [None, None, True]
    assert [block.get("locked") for block in document_json(section)["body"]] == [True]
    offer = make_offer(source, national, locked_blocks=["one"])
    drained()
    assert [block.get("locked") for block in document_json(source)["body"]] == [True, None, True]
    page = adopt(offer, marlshire, overlay=[hidden("one"), insertion("two", text("x", "Lost words"))])
    assert [part["reason"] for part in adoption_of(page).unplaced] == ["locked"]
    offer.locked_blocks = []
    offer.save()
    drained()
    assert [block.get("locked") for block in document_json(source)["body"]] == [None, None, True]
    assert adoption_of(page).unplaced == []


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


def test_local_parts_that_make_no_overlay_keep_the_last_good_version(
    national: Organisation, marlshire: Organisation
) -> None:
    page = adopt(make_offer(make_source(national), national), marlshire, overlay=[insertion("one", text("x", "Here"))])
    before = entry(marlshire, "/listening/").version
    AdoptedPage.objects.filter(pk=page.pk).update(own_summary="x" * 400)
    Adoption.objects.get(page_id=page.pk).save()
    problems = drained().problems
    assert any("summary" in sentence for sentence in problems), problems
    assert entry(marlshire, "/listening/").version == before


def test_a_picture_of_the_local_parts_that_changes_changes_them(
    national: Organisation, marlshire: Organisation
) -> None:
    picture = make_image(marlshire)
    value = {"image": {"image": picture.pk, "decorative": False, "alt_text": ""}, "caption": ""}
    page = adopt(
        make_offer(make_source(national), national),
        marlshire,
        overlay=[insertion("one", {"type": "image", "id": "i", "value": value})],
    )
    compiled = CompiledPage.objects.get(page_id=page.pk)
    assert compiled.overlay is not None
    (file,) = compiled.overlay.media.values_list("digest", flat=True)
    assert store.media(file).digest == file
    picture.description = "The library of Marlshire"
    picture.save()
    drained()
    assert "The library of Marlshire" in overlay_of(page).model_dump_json()
    assert entry(marlshire, "/listening/").overlay != compiled.overlay_id


def test_parts_that_lost_their_place_are_told_with_their_words_and_the_page_is_published_all_the_same(
    national: Organisation, marlshire: Organisation
) -> None:
    source = make_source(national)
    page = adopt(
        make_offer(source, national),
        marlshire,
        overlay=[
            insertion("two", text("x", "Come to the library on Mondays " * 9)),
            fill("local-help", text("y", "Here")),
        ],
    )
    assert adoption_of(page).unplaced == []
    republish(source, body=[text("one", "Listen first.")], title="Listening well")
    lost = {part["at"]: part for part in adoption_of(page).unplaced}
    assert set(lost) == {"two", "local-help"}
    assert lost["two"]["reason"] == "gone"
    assert lost["two"]["words"].startswith("come to the library")
    assert len(lost["two"]["words"]) <= 120
    shown = entry(marlshire, "/listening/")
    assert shown.digest == entry(national, "/listening/").digest
    assert shown.overlay is not None
    page.refresh_from_db()
    assert (page.title, page.draft_title) == ("Listening well", "Listening well")


def test_reconciling_repairs_whatever_differs(national: Organisation, marlshire: Organisation) -> None:
    source = make_source(national)
    page = adopt(make_offer(source, national), marlshire, overlay=[hidden("one")])
    right = state()
    old = CompiledPage.objects.get(page_id=page.pk)
    republish(source, summary="Another.")
    CompiledPage.objects.filter(page_id=page.pk).update(document_id=old.document_id, overlay=None, stamp="")
    Adoption.objects.filter(page_id=page.pk).update(unplaced=[{"part": "slot"}])
    ManifestReference.objects.all().delete()
    LiveEntry.objects.filter(organisation=marlshire, path="/listening/").update(overlay=None, adopted=None)
    assert reconcile().compiled.keys() >= {page.pk}
    assert entry(marlshire, "/listening/").overlay == old.overlay_id
    assert state() != right
    assert entry(marlshire, "/listening/").digest == entry(national, "/listening/").digest
    assert reconcile().compiled == {}
    assert ManifestReference.objects.filter(organisation=marlshire, target=source.translation_key).exists()


def test_nothing_is_compiled_that_is_as_it_should_be(national: Organisation, marlshire: Organisation) -> None:
    page = adopt(make_offer(make_source(national), national), marlshire)
    trees: Any = load_trees()
    assert compile_pages([page.pk], trees, only_stale=True).done == set()
    assert drain().finished == []
    assert isinstance(manifest(marlshire), Manifest)
    assert parse_document(bytes(store.document(entry(marlshire, "/listening/").digest).body)).title == "Listening"
