"""What an organisation adds to a page that it adopted: how it becomes an overlay, and what is told when it finds no place."""

from backend.organisations.models import Organisation
from backend.publishing import store
from backend.publishing.models import CompiledPage
from backend.sharing.models import AdoptedPage, Adoption
from tests.backend.pages.factories import make_contact, make_image, make_page
from tests.backend.publishing.adoptions import (
    adopt,
    adoption_of,
    fill,
    hidden,
    insertion,
    make_offer,
    make_source,
    overlay_of,
    republish,
    text,
)
from tests.backend.publishing.sites import document_json, drained, entry, manifest


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
