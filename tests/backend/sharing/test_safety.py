"""Safety-critical changes: they reach everybody at once, in every mode, and everybody learns of it."""

from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from backend.publishing.drain import drain
from backend.publishing.models import CompiledPage
from backend.publishing.schedule import run_schedule
from backend.sharing import safety
from backend.sharing.adopting import detach
from backend.sharing.attention import Kind, attention_of
from backend.sharing.models import Action, Adoption, Mode, SafetyChange, SharingRecord
from backend.sharing.safety import CARRIED, seen, spread
from backend.sharing.versions import versions_of
from tests.backend.pages.factories import make_image
from tests.backend.publishing.adoptions import republish, text
from tests.backend.publishing.sites import document_json, drained, paths, schedule
from tests.backend.sharing.neighbours import Neighbours, anew, own_page, person, shown, told, use, version

NOTE = "Ring the other number."


def endanger(world: Neighbours, **fields: Any) -> None:
    """Publish a safety-critical change."""
    republish(world.source, **({"summary": "Safe now."} | fields), safety_critical=True, change_note=NOTE)


def test_it_reaches_every_mode_at_once_and_is_recorded_for_each(world: Neighbours) -> None:
    follower = use(world.offer, world.essex, Mode.FOLLOW)
    reviewer = use(world.offer, world.colchester, Mode.REVIEW)
    endanger(world)
    for one in (world.essex, world.colchester):
        now = shown(one)
        assert now is not None
        assert now.digest == version(world.source)
    for adoption in (follower, reviewer):
        record = SharingRecord.objects.get(adoption=adoption, action=Action.SAFETY_CRITICAL)
        assert (record.digest, record.note) == (version(world.source), NOTE)
    assert sorted(told()) == [
        (slug, f"National sent a safety-critical change. {NOTE} It is on your site already.")
        for slug in ("colchester", "essex")
    ]
    assert not Adoption.objects.behind().exists()


def test_it_carries_along_what_was_not_accepted_and_says_so(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, Mode.REVIEW)
    use(world.offer, world.colchester, Mode.FOLLOW)
    before = anew(adoption).accepted_revision
    republish(world.source, title="Ordinary change")
    endanger(world)
    assert CARRIED in SharingRecord.objects.get(adoption=adoption, action=Action.SAFETY_CRITICAL).note
    assert {slug: CARRIED in words for slug, words in told()} == {"essex": True, "colchester": False}
    (item,) = attention_of(world.essex)
    assert (item.kind, CARRIED in item.sentence) == (Kind.SAFETY, True)
    found = versions_of(anew(adoption))
    assert before is not None
    assert (found.before.title, found.after.title, found.after.summary) == ("Listening", "Ordinary change", "Safe now.")
    seen(adoption, actor=person(world.essex))
    assert attention_of(world.essex) == []
    assert SharingRecord.objects.filter(adoption=adoption, action=Action.SEEN, actor_name="Sam Essex").exists()


def test_two_changes_that_nobody_compiled_between_are_told_as_two(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, Mode.REVIEW)
    world.source.refresh_from_db()
    world.source.title = "Ordinary change"
    world.source.save_revision().publish()
    endanger(world)
    assert CARRIED in anew(adoption).safety_note


def test_the_mark_is_for_one_publication(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, Mode.REVIEW)
    endanger(world)
    republish(world.source, summary="Ordinary again.", safety_critical=False)
    assert list(Adoption.objects.behind()) == [adoption]


def test_it_waits_for_the_version_that_holds_it(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, Mode.REVIEW)
    old = version(world.source)
    world.source.refresh_from_db()
    world.source.summary, world.source.safety_critical = "Safe now.", True
    world.source.save_revision().publish()
    # Somebody compiled the page just before, and tells of that only now.
    spread([world.source.pk])
    assert anew(adoption).accepted_digest == old
    assert SafetyChange.objects.filter(done=None).count() == 1
    drained()
    assert anew(adoption).accepted_digest == version(world.source) != old


def test_a_private_page_reaches_nobody_until_it_is_public(world: Neighbours) -> None:
    use(world.offer, world.essex, Mode.REVIEW)
    before = shown(world.essex)
    restriction = PageViewRestriction.objects.create(page=world.source, restriction_type=PageViewRestriction.LOGIN)
    endanger(world)
    assert before is not None
    now = shown(world.essex)
    assert now is not None
    assert now.digest == before.digest
    restriction.delete()
    republish(world.source)
    now = shown(world.essex)
    assert now is not None
    assert now.digest == version(world.source)


def test_it_reaches_the_public_words_of_a_copy_and_leaves_its_draft_a_draft(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    page: Any = detach(adoption, actor=None)
    page.title = "Our draft title"
    page.save_revision()
    endanger(world, body=[text("one", "Ring 999."), *list(world.source.body.raw_data)[1:]])
    data = str(document_json(page))
    assert ("Ring 999." in data, "Our draft title" in data) == (True, False)
    draft = own_page(adoption).get_latest_revision_as_object()
    assert (draft.title, "Ring 999." in str(draft.body.get_prep_value())) == ("Our draft title", True)
    assert anew(adoption).unapplied == []


def test_what_a_copy_is_scheduled_to_say_holds_it_too(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    page: Any = detach(adoption, actor=None)
    page.title = "Later title"
    schedule(page)
    endanger(world, body=[text("one", "Ring 999."), *list(world.source.body.raw_data)[1:]])
    own_page(adoption).revisions.filter(approved_go_live_at__isnull=False)
    assert run_schedule() == []
    drained()
    assert "Ring 999." in str(document_json(page))


def test_what_a_team_changed_itself_is_told_and_not_overwritten(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    page: Any = detach(adoption, actor=None)
    republish(page, body=[text("one", "Our words."), *list(page.body.get_prep_value())[1:]])
    endanger(world, body=[text("one", "Ring 999."), *list(world.source.body.raw_data)[1:]])
    assert "Our words." in str(document_json(page))
    assert anew(adoption).unapplied == ["a part of “content” that you changed yourselves"]
    assert "It could not take over" in told(organisation=world.essex)[-1][1]
    assert [item.kind for item in attention_of(world.essex)] == [Kind.UNAPPLIED]


def test_a_picture_that_a_copy_has_as_its_own_is_no_change_of_the_teams(world: Neighbours) -> None:
    def body(image: Any, words: str) -> list[Any]:
        value = {"image": {"image": image.pk, "decorative": True, "alt_text": ""}, "caption": words}
        return [{"type": "image", "id": "i", "value": value}]

    first, second = make_image(world.national), make_image(world.national, title="Other")
    republish(world.source, body=body(first, "Before"))
    adoption = use(world.offer, world.essex)
    detach(adoption, actor=None)
    endanger(world, body=body(second, "After"))
    assert anew(adoption).unapplied == []
    (block,) = own_page(adoption).body
    assert (block.value["caption"], block.value["image"].collection) == ("After", world.essex.collection)


def test_it_is_carried_out_once_however_often_a_process_dies(
    world: Neighbours, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(world.offer, world.essex, Mode.REVIEW)
    copy = use(world.offer, world.colchester)
    detach(copy, actor=None)
    drained()
    world.source.refresh_from_db()
    world.source.summary, world.source.safety_critical = "Safe now.", True
    world.source.save_revision().publish()

    def dying(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    for part in ("_accept_for", "_record", "_tell"):
        with monkeypatch.context() as patched:
            patched.setattr(safety, part, dying)
            with pytest.raises(KeyboardInterrupt):
                drain()
        from django.utils import timezone

        from backend.publishing.models import PublishIntent

        PublishIntent.objects.filter(done=None).update(due=timezone.now())
    drained()
    spread([world.source.pk])
    assert [slug for slug, _ in told()] == ["colchester", "essex"]
    actions = SharingRecord.objects.filter(action=Action.SAFETY_CRITICAL)
    assert actions.filter(adoption__isnull=False).count() == 2
    assert CompiledPage.objects.get(page_id=world.source.pk).document_id == version(world.source)


def test_a_page_that_is_not_public_here_is_not_said_to_be(world: Neighbours) -> None:
    use(world.offer, world.essex, Mode.REVIEW, publish=False)
    endanger(world)
    ((_, words),) = told()
    assert words.endswith("Your page has it, and is not published.")
    assert paths(world.essex) == ["/"]
