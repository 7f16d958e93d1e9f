"""The day on which a withdrawn page leaves the sites that still show it, and stays away."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from backend.sharing import ending
from backend.sharing.adopting import accept, detach, switch_to_successor
from backend.sharing.ending import end_withdrawn
from backend.sharing.errors import SharingRefused
from backend.sharing.going_live import PublishingRefused
from backend.sharing.models import Action, Adoption, Mode, Offer, SharingRecord
from backend.sharing.offering import offer, replace, withdraw
from tests.backend.pages.factories import make_page
from tests.backend.publishing.adoptions import insertion, republish, text
from tests.backend.publishing.sites import drained, paths
from tests.backend.sharing.neighbours import Neighbours, actions, adopted_page, anew, shown, use, version

TODAY = timezone.localdate()
DAY = TODAY + timedelta(days=7)


def ended(world: Neighbours, mode: Mode = Mode.FOLLOW) -> Adoption:
    """Return an adoption whose page was withdrawn, and the day is today."""
    adoption = use(world.offer, world.essex, mode)
    withdraw(world.offer, ends_on=DAY, reason="Old.", actor=None)
    Offer.objects.filter(pk=world.offer.pk).update(ends_on=TODAY)
    return anew(adoption)


def test_on_the_day_it_leaves_and_the_local_parts_stay_in_a_draft(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    republish(adopted_page(adoption), overlay=[insertion("one", text("x", "Near you"))])
    withdraw(world.offer, ends_on=DAY, reason="Old.", actor=None)
    assert end_withdrawn(DAY - timedelta(days=1)) == 0
    assert (end_withdrawn(DAY), end_withdrawn(DAY)) == (1, 0)
    drained()
    assert paths(world.essex) == ["/"]
    assert "Near you" in str(adopted_page(adoption).overlay.raw_data[0])
    left = SharingRecord.objects.get(adoption=adoption, action=Action.LEFT)
    assert (left.actor, left.digest) == (None, version(world.source))


def test_it_leaves_even_where_nobody_has_taken_the_page_down_yet(world: Neighbours) -> None:
    ended(world)
    world.essex.save()
    drained()
    assert paths(world.essex) == ["/"]


def test_once_it_has_left_nothing_brings_it_back(world: Neighbours) -> None:
    adoption = ended(world, Mode.REVIEW)
    end_withdrawn(TODAY)
    republish(world.source, summary="Better.", safety_critical=True)
    for decide in (
        lambda: accept(adoption, digest=version(world.source), actor=None),
        lambda: detach(adoption, actor=None),
    ):
        with pytest.raises(SharingRefused, match="National withdrew this page until"):
            decide()
    with pytest.raises(PublishingRefused, match="National withdrew this page until"):
        adopted_page(adoption).save_revision().publish()
    drained()
    assert paths(world.essex) == ["/"]


def test_a_process_that_dies_on_the_way_leaves_none_half_ended(
    world: Neighbours, monkeypatch: pytest.MonkeyPatch
) -> None:
    adoption = ended(world)

    def dying(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(ending, "note", dying)
        with pytest.raises(KeyboardInterrupt):
            end_withdrawn(TODAY)
    assert adopted_page(adoption).live
    assert end_withdrawn(TODAY) == 1
    assert actions(adoption=adoption).count(Action.LEFT) == 1


def test_a_team_switches_to_the_successor_before_the_day_and_after_it(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    republish(adopted_page(adoption), overlay=[insertion("one", text("x", "Near you"))])
    other = make_page("standard", world.national, title="Listening better", body=[text("one", "Listen."), text("two", "Wait.")])  # fmt: skip
    drained()
    replace(world.offer, offer(other, actor=None), ends_on=DAY, reason="Clearer.", actor=None)
    switch_to_successor(adoption, actor=None)
    drained()
    now = shown(world.essex)
    assert now is not None
    assert (now.id, now.digest, now.overlay is not None) == (other.translation_key, version(other), True)
    assert end_withdrawn(DAY) == 0
    with pytest.raises(SharingRefused, match="named no page"):
        switch_to_successor(anew(adoption), actor=None)


def test_where_the_successor_is_used_already_there_is_nothing_to_switch_to(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    other = make_page("standard", world.national, title="Listening better")
    drained()
    better = offer(other, actor=None)
    use(better, world.essex, slug="better")
    replace(world.offer, better, ends_on=DAY, reason="Clearer.", actor=None)
    with pytest.raises(SharingRefused, match="Your site uses “Listening better” already"):
        switch_to_successor(anew(adoption), actor=None)


def test_a_page_whose_planned_end_has_come_ends_on_every_site(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, Mode.REVIEW)
    republish(world.source, expire_at=timezone.now() + timedelta(hours=1))
    type(world.source).objects.filter(pk=world.source.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    from backend.publishing.schedule import run_schedule

    assert run_schedule() == []
    drained()
    assert paths(world.essex) == ["/"]
    with pytest.raises(SharingRefused, match="had planned the end"):
        detach(anew(adoption), actor=None)
