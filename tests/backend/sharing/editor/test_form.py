"""The editor of an adopted page, as its form is sent: every kind of part, faults at their places, nothing lost."""

import json
import re
from html import unescape
from typing import Any

import pytest
from wagtail.models import Locale, ReferenceIndex

from backend.organisations.models import Role
from backend.sharing.editor.faults import BETWEEN, LOCKED, NEEDED, NOT_TAKEN, STORY, UNFILLED
from tests.backend.pages.factories import make_contact, make_organisation, make_page
from tests.backend.sharing.forms import Editor
from tests.backend.sharing.worlds import BODY, Shared, make_shared

pytestmark = pytest.mark.django_db


def text(words: str, key: str = "l-1") -> dict[str, Any]:
    """Return a raw block of text."""
    return {"type": "rich_text", "id": key, "value": f'<p data-block-key="abcde">{words}</p>'}


def insertion(at: str, words: str, key: str = "p-1") -> dict[str, Any]:
    """Return a raw stored insertion."""
    return {"type": "insertion", "id": key, "value": {"after": at, "blocks": [text(words, f"{key}-1")]}}


def slot_fill(name: str, words: str, key: str = "p-2") -> dict[str, Any]:
    """Return a raw stored filled slot."""
    return {"type": "slot", "id": key, "value": {"slot": name, "blocks": [text(words, f"{key}-1")]}}


def hidden(block: str, key: str = "p-3") -> dict[str, Any]:
    """Return a raw stored block that is left out."""
    return {"type": "hidden", "id": key, "value": {"block": block}}


def raw(shared: Shared) -> list[dict[str, Any]]:
    """Return the overlay of the newest draft as it is stored."""
    found: list[dict[str, Any]] = json.loads(json.dumps(shared.page.overlay.get_prep_value()))
    return found


def edit(shared: Shared, **who: Any) -> Editor:
    """Open the editor."""
    return Editor(shared.browser(**who), shared.adoption.page_id)


def test_the_owners_words_stand_in_order_around_the_places_for_own_content() -> None:
    editor = edit(make_shared())
    words = [
        "If you are worried",
        "Talk to <b>somebody</b>",
        "Ring 999",
        "safeguarding lead",
        "at your library",
        "change your",
    ]
    positions = [editor.html.index(word) for word in words]
    assert positions == sorted(positions)
    assert editor.places() == [
        ("insertion", "n-1"),
        ("insertion", "n-2"),
        # Nothing between the two locked blocks.
        ("insertion", "n-4"),
        ("slot", "local-support"),
        ("insertion", "n-5"),
        ("slot", "nearby"),
        ("insertion", "n-6"),
        ("insertion", ""),
    ]


def test_locked_blocks_and_slots_that_must_be_filled_offer_no_way_to_leave_them_out() -> None:
    editor = edit(make_shared())
    assert editor.data.getlist("overlay-hideable") == ["n-1", "n-2", "n-6", "n-7"]
    assert "Locked by The National Body" in editor.html
    assert "Your local team&#x27;s line" in editor.html
    assert "Takes: heading, text, contact." in editor.html


def test_every_kind_of_part_comes_back_as_it_was_written() -> None:
    shared = make_shared()
    contact = make_contact(shared.adopter)
    editor = edit(shared)
    editor.write("slot", "local-support", [{"type": "contact", "id": "l-1", "value": contact.pk}])
    editor.write("insertion", "n-2", [text("Come on Mondays.", "l-2"), text("Or ring.", "l-3")])
    editor.write("insertion", "", [text("At the end.", "l-4")])
    editor.leave_out("n-7")
    editor.data["own_summary"] = "What Colchester does."
    assert editor.send(action_publish="yes").status_code == 302
    assert shared.live.live
    assert shared.live.own_summary == "What Colchester does."
    stored = {(part["type"], *list(part["value"].values())[:1]): part for part in raw(shared)}
    assert stored["slot", "local-support"]["value"]["blocks"] == [{"type": "contact", "id": "l-1", "value": contact.pk}]
    assert [block["id"] for block in stored["insertion", "n-2"]["value"]["blocks"]] == ["l-2", "l-3"]
    assert stored["insertion", ""]["value"]["blocks"][0]["id"] == "l-4"
    assert ("hidden", "n-7") in stored

    again = edit(shared)
    assert again.data.getlist("overlay-hidden") == ["n-7"]
    assert "Come on Mondays." in unescape(again.html)


def test_a_form_that_is_sent_untouched_or_without_scripts_changes_nothing() -> None:
    overlay = [
        slot_fill("local-support", "Ring us."),
        insertion("n-1", "Here."),
        hidden("n-7"),
        insertion("gone", "Kept.", "p-4"),
    ]
    shared = make_shared(overlay=overlay)
    before = raw(shared)
    assert edit(shared).send().status_code == 302
    assert {part["id"]: part for part in raw(shared)} == {part["id"]: part for part in before}


def test_saving_twice_gives_the_same_ids() -> None:
    shared = make_shared()
    editor = edit(shared)
    editor.write("insertion", "n-1", [text("Here.")])
    editor.leave_out("n-7")
    editor.send()
    once = raw(shared)
    # The browser keeps its form when a draft is saved by itself.
    editor.send()
    assert raw(shared) == once


def test_a_part_that_somebody_empties_is_gone() -> None:
    shared = make_shared(overlay=[insertion("n-1", "Here."), hidden("n-7")])
    editor = edit(shared)
    editor.write("insertion", "n-1", [])
    editor.leave_out("n-7", yes=False)
    editor.send()
    assert raw(shared) == []


def test_parts_whose_block_has_gone_are_shown_on_top_and_kept() -> None:
    overlay = [insertion("gone", "Kept words."), slot_fill("old-slot", "Old slot words."), hidden("vanished")]
    shared = make_shared(overlay=overlay)
    editor = edit(shared)
    assert "Local parts that have lost their place" in editor.html
    assert editor.places()[:2] == [("insertion", "gone"), ("slot", "old-slot")]
    assert editor.html.index("Kept words.") < editor.html.index("If you are worried")
    editor.write("insertion", "n-1", [text("New.", "l-9")])
    editor.send()
    assert {part["id"] for part in raw(shared)} >= {"p-1", "p-2", "p-3"}


def test_a_part_without_a_place_is_moved_behind_what_stands_where_it_goes() -> None:
    shared = make_shared(overlay=[insertion("gone", "Moved."), insertion("n-1", "Already here.", "p-8")])
    editor = edit(shared)
    editor.data[f"{editor.prefix('insertion', 'gone')}-to"] = "insertion:n-1"
    editor.send()
    (part,) = raw(shared)
    assert part["value"]["after"] == "n-1"
    assert [block["id"] for block in part["value"]["blocks"]] == ["p-8-1", "p-1-1"]


def test_a_part_without_a_place_is_removed_only_on_request() -> None:
    shared = make_shared(overlay=[insertion("gone", "Away."), hidden("vanished")])
    editor = edit(shared)
    editor.data[f"{editor.prefix('insertion', 'gone')}-to"] = "remove"
    editor.leave_out("vanished", yes=False)
    editor.send()
    assert raw(shared) == []


def test_what_a_place_that_nobody_opened_holds_survives_a_form_that_does_not_know_the_place() -> None:
    shared = make_shared(overlay=[insertion("n-1", "Here."), hidden("n-2")])
    editor = edit(shared)
    editor.data["overlay-count"] = "0"
    editor.data.setlist("overlay-hideable", [])
    editor.data.setlist("overlay-hidden", [])
    editor.send()
    assert {part["id"] for part in raw(shared)} == {"p-1", "p-3"}


def faults(answer: Any) -> dict[str, str]:
    """Return the faults of a refused form by their places."""
    return dict(answer.context["form"].errors.as_data()["overlay"][0].places)


def test_publishing_with_an_unfilled_slot_is_refused_at_that_slot_and_a_draft_is_not() -> None:
    shared = make_shared()
    editor = edit(shared)
    assert editor.send().status_code == 302
    editor = edit(shared)
    answer = editor.send(action_publish="yes")
    assert faults(answer) == {"slot:local-support": UNFILLED}
    place = editor.html.index('value="local-support"')
    assert editor.html.index(UNFILLED) < place < editor.html.rindex(UNFILLED) < editor.html.index('value="nearby"')
    assert '<a href="#overlay-block-n-5">Local support</a>' in editor.html
    assert not shared.live.live


def test_a_fault_inside_of_a_block_is_shown_in_its_editor() -> None:
    shared = make_shared(overlay=[slot_fill("local-support", "Ring us.")])
    editor = edit(shared)
    editor.write("insertion", "n-1", [{"type": "heading", "id": "l-1", "value": {"text": "", "level": "2"}}])
    answer = editor.send(action_publish="yes")
    assert answer.status_code == 200
    again = unescape(editor.html)
    at = again.index('data-prefix="overlay-0-blocks"')
    error = again[again.index('data-error="', at) :][:400]
    assert "This field is required." in error
    assert '"blockErrors": {"0"' in error


def test_a_slot_refuses_a_block_that_it_does_not_take() -> None:
    shared = make_shared()
    editor = edit(shared)
    quote = {"type": "quote", "id": "l-1", "value": {"text": "Words", "attribution": ""}}
    editor.write("slot", "local-support", [text("Fine.", "l-0"), quote])
    assert editor.send().status_code == 200
    assert NOT_TAKEN in unescape(editor.html)
    assert raw(shared) == []


@pytest.mark.parametrize(("block", "sentence"), [("n-3", LOCKED), ("n-5", NEEDED)])
def test_a_forged_form_cannot_leave_out_what_its_owner_keeps(block: str, sentence: str) -> None:
    shared = make_shared()
    editor = edit(shared)
    editor.leave_out(block)
    answer = editor.send()
    assert faults(answer) == {f"hidden:{block}": sentence}
    assert sentence in unescape(editor.html)
    assert raw(shared) == []


def test_a_forged_form_cannot_put_anything_between_locked_blocks() -> None:
    shared = make_shared()
    editor = edit(shared)
    number = editor.count
    editor.data["overlay-count"] = str(number + 1)
    editor.data[f"overlay-{number}-kind"], editor.data[f"overlay-{number}-at"] = "insertion", "n-3"
    editor.write_at(f"overlay-{number}", [text("In between.")])
    assert faults(editor.send()) == {"insertion:n-3": BETWEEN}
    assert raw(shared) == []


def test_what_was_left_out_before_its_owner_locked_it_is_shown_and_publishing_goes_on() -> None:
    shared = make_shared(
        overlay=[hidden("n-3"), insertion("n-3", "In between."), slot_fill("local-support", "Us.", "p-9")]
    )
    editor = edit(shared)
    assert "The owner has locked the block that you left out, so it is shown." in editor.html
    assert editor.send(action_publish="yes").status_code == 302
    assert {part["id"] for part in raw(shared)} == {"p-1", "p-3", "p-9"}


def test_a_story_keeps_a_block_of_its_owners() -> None:
    shared = make_shared("case_study")
    editor = edit(shared)
    editor.leave_out("story-1")
    editor.leave_out("story-2")
    assert faults(editor.send()) == {"hidden:story-1": STORY}


def test_own_content_stands_between_the_blocks_of_a_story() -> None:
    shared = make_shared("case_study")
    assert ("insertion", "story-1") in edit(shared).places()


def test_a_consent_record_is_not_shown_to_those_who_adopt_the_story() -> None:
    shared = make_shared("case_study", consent_role="Zebrasecret coordinator")
    assert "Zebrasecret" not in edit(shared).html


def test_the_steps_of_a_guide_are_readable() -> None:
    html = edit(make_shared("guide")).html
    assert "Listen first" in html
    assert "Take time." in html


def test_nobody_can_slip_in_a_contact_of_another_organisation() -> None:
    shared = make_shared()
    secret = make_contact(make_organisation("pendrick"), label="Zebrasecret line")
    editor = edit(shared)
    editor.write("slot", "local-support", [{"type": "contact", "id": "l-1", "value": secret.pk}])
    answer = editor.send()
    assert answer.status_code in {302, 403}
    assert "Zebrasecret" not in answer.content.decode()
    assert raw(shared) == []


def test_nobody_can_slip_in_a_draft_of_another_organisation_by_a_link_in_words() -> None:
    shared = make_shared()
    secret = make_page("news", make_organisation("pendrick"), published=False)
    editor = edit(shared)
    link = {"text": "More", "target": {"page": secret.pk, "url": ""}, "style": "primary"}
    editor.write("insertion", "n-1", [{"type": "action_link", "id": "l-1", "value": link}])
    assert editor.send().status_code in {302, 403}
    assert raw(shared) == []


def test_what_the_local_parts_refer_to_counts_as_used() -> None:
    shared = make_shared()
    contact = make_contact(shared.adopter)
    editor = edit(shared)
    editor.write("slot", "local-support", [{"type": "contact", "id": "l-1", "value": contact.pk}])
    editor.send()
    (use,) = ReferenceIndex.get_references_to(contact)
    assert use.base_content_type.model_class() is not None
    assert str(use.object_id) == str(shared.adoption.page_id)


def test_the_title_is_the_owners_and_cannot_be_changed() -> None:
    shared = make_shared(overlay=[slot_fill("local-support", "Us.")])
    editor = edit(shared)
    editor.data["title"] = "Mine now"
    editor.send(action_publish="yes")
    assert shared.live.title == "Talk to somebody"


@pytest.mark.parametrize("role", list(Role))
def test_another_organisations_people_have_no_editor_of_it(role: Role) -> None:
    shared = make_shared()
    client = shared.browser(make_organisation("pendrick"), role)
    answer = client.get(f"/admin/pages/{shared.adoption.page_id}/edit/")
    assert answer.status_code in {302, 403, 404}
    assert "Talk to somebody" not in answer.content.decode()


def test_an_adopted_page_shows_the_accepted_version_not_a_newer_one() -> None:
    shared = make_shared()
    shared.publish_source(body=[*BODY, {"type": "rich_text", "id": "n-8", "value": "<p>Brand new words.</p>"}])
    assert "Brand new words." not in edit(shared).html


def test_an_adoption_whose_source_is_gone_keeps_its_parts() -> None:
    shared = make_shared(overlay=[insertion("n-1", "Kept words.")])
    shared.source.delete()
    editor = edit(shared)
    assert "You can change your mind later." in editor.html
    editor.send()
    assert [part["id"] for part in raw(shared)] == ["p-1"]


def test_an_adoption_of_which_no_version_is_left_keeps_its_parts() -> None:
    shared = make_shared(overlay=[insertion("n-1", "Kept words.")])
    shared.source.delete()
    type(shared.adoption).objects.update(accepted_revision=None, kept_version=None)
    editor = edit(shared)
    assert "There is nothing to show" in editor.html
    editor.send()
    assert [part["id"] for part in raw(shared)] == ["p-1"]


def test_a_page_in_a_language_from_right_to_left_is_marked_so() -> None:
    shared = make_shared()
    urdu = Locale.objects.create(language_code="ur")
    type(shared.source).objects.filter(pk=shared.source.pk).update(locale=urdu)
    assert re.search(r'lang="ur"\s+dir="rtl"', edit(shared).html)
