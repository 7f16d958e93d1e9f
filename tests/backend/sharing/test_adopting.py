"""Adopting, accepting, keeping, changing the mode, leaving: what is refused and why, and what exactly is recorded."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from backend.publishing.compile import compile_pages
from backend.publishing.models import CompiledPage
from backend.publishing.trees import load_trees
from backend.sharing.adopting import accept, adopt, change_mode, detach, keep, leave
from backend.sharing.errors import SharingRefused
from backend.sharing.models import Action, AdoptedPage, Adoption, Mode, SharingRecord
from backend.sharing.offering import offer
from backend.sharing.shown import live_version
from backend.sharing.versions import versions_of
from tests.backend.pages.factories import make_page
from tests.backend.publishing.adoptions import republish
from tests.backend.publishing.sites import drained, paths
from tests.backend.sharing.neighbours import (
    Neighbours,
    actions,
    adopted_page,
    anew,
    home,
    own_page,
    person,
    shown,
    use,
    version,
)


def test_the_record_of_adopting_has_the_version_and_the_person(world: Neighbours) -> None:
    actor = person(world.essex)
    adoption = use(world.offer, world.essex, actor=actor)
    record = SharingRecord.objects.get(adoption=adoption, action=Action.ADOPTED)
    assert (record.actor, record.digest, record.owner) == (actor, version(world.source), world.national)
    assert adoption.accepted_revision_id == world.source.live_revision_id


def test_ones_own_page_is_not_adopted(world: Neighbours) -> None:
    with pytest.raises(SharingRefused, match="your organisation's own"):
        use(world.offer, world.national)


def test_a_page_is_adopted_once(world: Neighbours) -> None:
    use(world.offer, world.essex)
    with pytest.raises(SharingRefused, match="Your site uses “Listening” already"):
        use(world.offer, world.essex, slug="again")
    assert Adoption.objects.count() == 1


def test_an_address_that_is_taken_or_reserved_is_refused_for_its_site_alone(world: Neighbours) -> None:
    make_page("standard", world.essex, slug="help")
    with pytest.raises(SharingRefused, match="There is a page with the address “help”"):
        use(world.offer, world.essex)
    with pytest.raises(SharingRefused, match="made by the site itself"):
        use(world.offer, world.essex, slug="a-z")
    assert use(world.offer, world.colchester).pk
    assert not Adoption.objects.filter(organisation=world.essex).exists()


def test_a_private_version_is_never_adopted_or_accepted(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, Mode.REVIEW)
    before = version(world.source)
    PageViewRestriction.objects.create(page=world.source, restriction_type=PageViewRestriction.LOGIN)
    republish(world.source, summary="For staff only.")
    assert version(world.source) != before
    with pytest.raises(SharingRefused, match="does not publish this page any more"):
        accept(anew(adoption), digest=version(world.source), actor=None)
    assert versions_of(anew(adoption)).after is None
    change_mode(anew(adoption), Mode.FOLLOW, actor=None)
    drained()
    kept = shown(world.essex)
    assert kept is not None
    assert (kept.digest, anew(adoption).accepted_digest) == (before, before)


def test_accepting_records_the_version_and_the_revision_that_it_was_made_from(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, Mode.REVIEW)
    republish(world.source, summary="Second.")
    second = world.source.live_revision_id
    compared = version(world.source)
    # The owner publishes again, and nobody has compiled that yet.
    world.source.refresh_from_db()
    world.source.summary = "Third."
    world.source.save_revision().publish()
    world.source.refresh_from_db()
    assert live_version(anew(adoption)).summary == "Second.", "what is compared is what can be accepted"
    accept(anew(adoption), digest=compared, actor=None)
    after = anew(adoption)
    assert after.accepted_digest == compared
    assert after.accepted_revision is not None
    assert after.accepted_revision.as_object().summary == "Second."
    assert after.accepted_revision_id != second or second != world.source.live_revision_id
    drained()
    assert Adoption.objects.behind().get() == adoption
    assert anew(adoption).behind_since is not None


def test_a_version_that_is_not_the_newest_any_more_is_not_accepted(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, Mode.REVIEW)
    republish(world.source, summary="Second.")
    compared = version(world.source)
    republish(world.source, summary="Third.")
    with pytest.raises(SharingRefused, match="changed again since you compared it"):
        accept(adoption, digest=compared, actor=None)
    with pytest.raises(SharingRefused, match="changed again"):
        accept(adoption, digest="", actor=None)


def test_there_is_nothing_to_accept_twice(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, Mode.REVIEW)
    republish(world.source, summary="Second.")
    accept(adoption, digest=version(world.source), actor=None)
    with pytest.raises(SharingRefused, match="shows this version already"):
        accept(adoption, digest=version(world.source), actor=None)
    assert actions(adoption=adoption).count(Action.ACCEPTED) == 1


def test_a_stale_adoption_overwrites_nothing(world: Neighbours) -> None:
    stale = use(world.offer, world.essex, Mode.FOLLOW)
    republish(world.source, summary="Second.")
    change_mode(stale, Mode.REVIEW, actor=None)
    assert anew(stale).accepted_digest == version(world.source)


def test_keeping_records_what_is_kept_and_asks_for_a_day_to_come(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, Mode.REVIEW)
    before = version(world.source)
    republish(world.source, summary="Second.")
    actor = person(world.essex)
    with pytest.raises(SharingRefused, match="still to come"):
        keep(adoption, remind_on=timezone.localdate(), actor=actor)
    keep(adoption, remind_on=timezone.localdate() + timedelta(days=1), actor=actor)
    record = SharingRecord.objects.get(adoption=adoption, action=Action.KEPT)
    assert (record.digest, record.actor) == (before, actor)


def test_changing_the_mode_is_recorded_and_following_begins_with_the_newest(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, Mode.REVIEW)
    republish(world.source, summary="Second.")
    change_mode(adoption, Mode.FOLLOW, actor=person(world.essex))
    record = SharingRecord.objects.get(adoption=adoption, action=Action.CHANGED_MODE)
    assert (record.digest, record.actor_name) == (version(world.source), "Sam Essex")
    assert anew(adoption).behind_since is None


def test_leaving_is_recorded_and_the_page_can_be_adopted_again(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    leave(adoption, actor=person(world.essex))
    drained()
    assert paths(world.essex) == ["/"]
    record = SharingRecord.objects.get(action=Action.LEFT)
    assert (record.title, record.digest, record.organisation) == ("Listening", version(world.source), world.essex)
    with pytest.raises(SharingRefused, match="not there any more"):
        leave(adoption, actor=None)
    use(world.offer, world.essex)
    assert paths(world.essex) == ["/", "/help/"]


def test_pages_of_ones_own_below_keep_a_page_from_being_left(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    make_page("standard", own_page(adoption), slug="ours")
    with pytest.raises(SharingRefused, match="pages of your own below"):
        leave(adoption, actor=None)
    assert adopted_page(adoption).live


def test_a_copy_of_ones_own_is_not_left_and_not_taken_along(world: Neighbours) -> None:
    section = make_page("section", world.national, slug="stories")
    make_page("standard", section, slug="first")
    drained()
    root = use(offer(section, actor=None, whole_section=True), world.essex, slug="stories")
    copy = Adoption.objects.get(root=root)
    detach(copy, actor=None)
    with pytest.raises(SharingRefused, match="copy of your own"):
        leave(copy, actor=None)
    with pytest.raises(SharingRefused, match="pages of your own below"):
        leave(root, actor=None)


def test_leaving_a_section_takes_what_came_with_it_wherever_it_stands_now(world: Neighbours) -> None:
    section = make_page("section", world.national, slug="stories")
    make_page("standard", section, slug="first")
    drained()
    root = use(offer(section, actor=None, whole_section=True), world.essex, slug="stories")
    Page.objects.get(slug="first", pk__in=AdoptedPage.objects.values("pk")).move(home(world.essex), pos="last-child")
    leave(root, actor=None)
    drained()
    assert paths(world.essex) == ["/"]
    assert not AdoptedPage.objects.exists()


def test_a_section_whose_head_is_deleted_leaves_what_stands_elsewhere_in_step(world: Neighbours) -> None:
    section = make_page("section", world.national, slug="stories")
    first = make_page("standard", section, slug="first")
    drained()
    root = use(offer(section, actor=None, whole_section=True), world.essex, slug="stories")
    Page.objects.get(slug="first", pk__in=AdoptedPage.objects.values("pk")).move(home(world.essex), pos="last-child")
    Page.objects.get(pk=root.page_id).specific.delete()
    republish(first, summary="Better.")
    kept = shown(world.essex, "/first/")
    assert kept is not None
    assert kept.digest == version(first)


def test_an_owner_with_pages_in_use_is_not_deleted(world: Neighbours) -> None:
    from django.db.models import ProtectedError

    use(world.offer, world.essex)
    with pytest.raises(ProtectedError):
        world.national.delete()


def test_a_source_that_is_compiled_and_not_published_yet_is_told_apart(world: Neighbours) -> None:
    # A document of a revision that is not the live one any more: what counts is what it was made from.
    compile_pages([world.source.pk], load_trees())
    compiled = CompiledPage.objects.get(page_id=world.source.pk)
    assert compiled.revision_id == world.source.live_revision_id


@pytest.mark.parametrize("mode", list(Mode))
def test_what_is_not_adopted_as_a_copy_begins_in_step(world: Neighbours, mode: Mode) -> None:
    home: Any = world.essex.root_page
    if mode == Mode.DETACHED:
        with pytest.raises(SharingRefused, match="Use the page first"):
            adopt(world.offer, parent=home, slug="help", mode=mode, actor=None, publish=True)
    else:
        assert adopt(world.offer, parent=home, slug="help", mode=mode, actor=None, publish=True).mode == mode
