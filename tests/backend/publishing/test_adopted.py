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
from backend.sharing.models import Adoption, OfferState
from content_models import Manifest, parse_document
from tests.backend.pages.factories import make_image, make_page
from tests.backend.publishing.adoptions import adopt, hidden, insertion, make_offer, make_source, republish, text
from tests.backend.publishing.sites import drained, entry, json_of, make_site, manifest, paths, publish_home, state


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
