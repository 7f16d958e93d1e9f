"""A copy of one's own: where it stands, what it says, and that nothing in it belongs to anybody else."""

from typing import Any

import pytest
from django.db.models import ProtectedError
from wagtail.models import Page, ReferenceIndex

from backend.media.models import CustomImage, Film
from backend.organisations.models import Contact, Organisation
from backend.sharing.adopting import detach
from backend.sharing.errors import SharingRefused
from backend.sharing.models import Action, Adoption, KeptVersion, Mode, SharingRecord
from backend.sharing.offering import offer
from tests.backend.pages.factories import make_contact, make_film, make_image, make_page
from tests.backend.publishing.adoptions import fill, hidden, insertion, republish, slot, text
from tests.backend.publishing.sites import document_json, drained, manifest, paths, schedule
from tests.backend.sharing.neighbours import (
    Neighbours,
    adopted_page,
    anew,
    own_page,
    person,
    shown,
    use,
    version,
)


def picture(image: CustomImage) -> dict[str, Any]:
    value = {"image": {"image": image.pk, "decorative": True, "alt_text": ""}, "caption": ""}
    return {"type": "image", "id": "picture", "value": value}


def contact(record: Contact, key: str = "line") -> dict[str, Any]:
    return {"type": "contact", "id": key, "value": record.pk}


def referred(page: Any, model: Any) -> list[Any]:
    """Return the records of one kind that the reference index knows of a page."""
    rows = ReferenceIndex.get_references_for_object(page).filter(to_content_type__model=model._meta.model_name)
    return list(model.objects.filter(pk__in={row.to_object_id for row in rows}).order_by("pk"))


def test_it_keeps_place_number_address_and_says_where_it_comes_from(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, slug="advice")
    digest = version(world.source)
    page = detach(adoption, actor=person(world.essex))
    drained()
    assert (page.pk, paths(world.essex)) == (adoption.page_id, ["/", "/advice/"])
    found = shown(world.essex, "/advice/")
    assert found is not None
    assert (found.adopted, found.id, found.id != world.source.translation_key) == (None, page.translation_key, True)
    based_on = document_json(page)["based_on"]
    assert (based_on["id"], based_on["owner"]["slug"], based_on["version"]) == (
        str(world.source.translation_key), "national", digest,
    )  # fmt: skip
    record = SharingRecord.objects.get(adoption=adoption, action=Action.DETACHED)
    assert (record.digest, record.actor_name) == (digest, "Sam Essex")


def test_its_words_are_those_that_were_shown_with_what_was_local(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    local = [fill("local-help", text("x", "Near you")), insertion("one", text("y", "And this")), hidden("two")]
    republish(adopted_page(adoption), overlay=local, own_summary="Ours.")
    page: Any = detach(anew(adoption), actor=None)
    assert [(block.block_type, block.id) for block in page.body] == [
        ("rich_text", "one"), ("rich_text", "y"), ("rich_text", "x"),
    ]  # fmt: skip
    assert page.summary == "Ours."


def test_a_draft_of_local_parts_stays_a_draft(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    draft: Any = adopted_page(adoption)
    draft.overlay = [fill("local-help", text("x", "Not agreed yet"))]
    draft.save_revision()
    page: Any = detach(anew(adoption), actor=None)
    drained()
    assert "Not agreed yet" not in str(document_json(page))
    assert page.has_unpublished_changes
    assert "Not agreed yet" in str(page.get_latest_revision_as_object().body.get_prep_value())


def test_what_was_never_published_becomes_a_draft(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, publish=False)
    page: Any = detach(adoption, actor=None)
    drained()
    assert (page.live, paths(world.essex)) == (False, ["/"])


def test_pictures_and_contacts_of_the_owner_become_ones_own_and_shared_ones_stay_shared(world: Neighbours) -> None:
    image, line = make_image(world.national), make_contact(world.national, label="Duty officer")
    hotline = make_contact(world.national, label="Hotline", shared=True)
    mine = make_contact(world.essex, label="Our team")
    body = [picture(image), contact(line), contact(hotline, "hotline"), slot()]
    republish(world.source, body=body)
    adoption = use(world.offer, world.essex)
    republish(adopted_page(adoption), overlay=[fill("local-help", contact(mine, "mine"))])
    page = detach(anew(adoption), actor=None)
    drained()
    (copy,) = referred(page, CustomImage)
    assert (copy.collection, copy.title, copy.file.name != image.file.name) == (
        world.essex.collection, image.title, True,
    )  # fmt: skip
    owners = {one.label: one.organisation for one in referred(page, Contact)}
    assert owners == {"Duty officer": world.essex, "Hotline": world.national, "Our team": world.essex}
    assert {"Duty officer", "Hotline", "Our team"} <= {one.label for one in manifest(world.essex).contacts}
    assert not ReferenceIndex.get_references_to(image).filter(object_id=str(page.pk)).exists()
    image.delete()
    line.delete()
    drained()
    assert "Duty officer" in {one.label for one in manifest(world.essex).contacts}
    assert copy.file.storage.exists(copy.file.name)


def test_a_film_of_the_owner_becomes_ones_own_with_its_captions(world: Neighbours) -> None:
    film = make_film(world.national, poster=make_image(world.national))
    source = make_page("film", world.national, film=film)
    drained()
    adoption = use(offer(source, actor=None), world.essex)
    page: Any = detach(adoption, actor=None)
    drained()
    assert (page.film.collection, page.film.uuid != film.uuid) == (world.essex.collection, True)
    assert page.film.poster.collection == world.essex.collection
    assert page.film.transcript.get_prep_value() == film.transcript.get_prep_value()
    type(source).objects.get(pk=source.pk).delete()
    Film.objects.get(pk=film.pk).delete()
    with pytest.raises(ProtectedError):
        page.film.delete()


@pytest.mark.parametrize("kind", ["strategy", "guide", "campaign", "toolkit", "news", "signpost"])
def test_no_kind_of_page_takes_anything_of_another_organisation_along(world: Neighbours, kind: str) -> None:
    adoption = use(offer(make_page(kind, world.national), actor=None), world.essex)
    page = detach(adoption, actor=None)
    drained()
    for row in ReferenceIndex.get_references_for_object(page).select_related("to_content_type"):
        record: Any = row.to_content_type.get_object_for_this_type(pk=row.to_object_id)
        if hasattr(record, "collection"):
            assert record.collection == world.essex.collection, record
        elif hasattr(record, "organisation"):
            assert record.organisation == world.essex, record
    assert paths(world.essex) == ["/", "/help/"]


def test_a_story_takes_no_consent_record_along_but_its_end(world: Neighbours) -> None:
    story = make_page("case_study", world.national, consent_role="Prevent coordinator")
    drained()
    page: Any = detach(use(offer(story, actor=None), world.essex), actor=None)
    assert (page.consent_role, page.consent_expires) == ("National", story.consent_expires)
    assert page.expire_at is not None


def test_a_page_whose_owner_deleted_it_can_still_be_made_ones_own(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, Mode.REVIEW)
    use(world.offer, world.colchester)
    Page.objects.get(pk=world.source.pk).specific.delete()
    drained()
    assert paths(world.essex) == ["/", "/help/"]
    assert KeptVersion.objects.count() == 1, "one version, however many show it"
    page: Any = detach(anew(adoption), actor=None)
    drained()
    assert [block.id for block in page.body] == ["one", "two"]
    assert paths(world.essex) == ["/", "/help/"]


def test_the_version_that_is_shown_outlives_a_clear_out_of_revisions(world: Neighbours) -> None:
    from django.core.management import call_command

    adoption = use(world.offer, world.essex, Mode.REVIEW)
    republish(world.source, summary="Not accepted.")
    call_command("purge_revisions", verbosity=0)
    page: Any = detach(anew(adoption), actor=None)
    assert page.summary != "Not accepted."


def test_a_scheduled_version_of_the_shared_page_is_not_published_over_the_copy(world: Neighbours) -> None:
    from backend.publishing.schedule import run_schedule

    adoption = use(world.offer, world.essex)
    schedule(adopted_page(adoption))
    page = detach(anew(adoption), actor=None)
    assert run_schedule() == []
    assert type(own_page(adoption)) is type(page)


def test_a_copy_is_made_once_and_its_source_can_be_used_anew(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    detach(adoption, actor=None)
    with pytest.raises(SharingRefused, match="copy of your own already"):
        detach(adoption, actor=None)
    use(world.offer, world.essex, slug="again")
    assert paths(world.essex) == ["/", "/help/", "/again/"]
    assert Adoption.objects.filter(organisation=world.essex).count() == 2


def test_what_is_below_it_and_what_leads_to_it_stays(world: Neighbours) -> None:
    from wagtail.contrib.redirects.models import Redirect

    adoption = use(world.offer, world.essex)
    make_page("standard", own_page(adoption), slug="ours")
    essex: Organisation = world.essex
    Redirect.objects.create(old_path="/old", site=essex.site, redirect_page_id=adoption.page_id)
    page = detach(adoption, actor=None)
    drained()
    assert paths(essex) == ["/", "/help/", "/help/ours/"]
    (redirect,) = manifest(essex).redirects
    assert redirect.target.kind == "page"
    assert redirect.target.page == page.translation_key
