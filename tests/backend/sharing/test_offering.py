"""Offering, narrowing, withdrawing, replacing, recalling: what each does to those who use a page, and that it stays done."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from backend.organisations.models import Organisation
from backend.publishing.schedule import run_schedule
from backend.sharing.adopting import accept, adopt, change_mode, detach, keep
from backend.sharing.errors import SharingRefused
from backend.sharing.going_live import PublishingRefused
from backend.sharing.models import Action, AdoptedPage, Adoption, Letter, Mode, Offer, OfferState, SharingRecord
from backend.sharing.offering import offer, recall, replace, restore, withdraw
from tests.backend.pages.factories import make_organisation, make_page
from tests.backend.publishing.adoptions import republish
from tests.backend.publishing.sites import drained, manifest, paths, schedule
from tests.backend.sharing.neighbours import (
    Neighbours,
    actions,
    adopted_page,
    anew,
    own_page,
    person,
    shown,
    told,
    use,
    version,
)

WHY = "The number is wrong."


def in_a_week() -> date:
    return timezone.localdate() + timedelta(days=7)


def recalled(world: Neighbours, mode: Mode = Mode.FOLLOW) -> Adoption:
    adoption = use(world.offer, world.essex, mode)
    recall(world.offer, reason=WHY, actor=person(world.national))
    drained()
    return anew(adoption)


def test_a_recall_takes_the_page_off_every_site_in_every_mode_at_once(world: Neighbours) -> None:
    use(world.offer, world.essex, Mode.FOLLOW)
    use(world.offer, world.colchester, Mode.REVIEW)
    assert recall(world.offer, reason=WHY, actor=None) == 2
    drained()
    for one in (world.essex, world.colchester):
        assert paths(one) == ["/"]
        assert "/help/" in manifest(one).gone
    assert sorted(told()) == [(slug, f"It has been taken off your site. The reason: {WHY}") for slug in ("colchester", "essex")]  # fmt: skip


@pytest.mark.parametrize("mode", [Mode.FOLLOW, Mode.REVIEW])
def test_nothing_that_its_owner_publishes_brings_a_recalled_page_back(world: Neighbours, mode: Mode) -> None:
    recalled(world, mode)
    republish(world.source, summary="Better.")
    republish(world.source, summary="Best.", safety_critical=True, change_note="Ring the other number.")
    assert paths(world.essex) == ["/"]
    assert all("on your site already" not in text for _, text in told())


def test_no_decision_of_the_team_brings_a_recalled_page_back(world: Neighbours) -> None:
    adoption = recalled(world, Mode.REVIEW)
    republish(world.source, summary="Better.")
    day = in_a_week()
    for decide in (
        lambda: accept(adoption, digest=version(world.source), actor=None),
        lambda: keep(adoption, remind_on=day, actor=None),
        lambda: change_mode(adoption, Mode.FOLLOW, actor=None),
        lambda: detach(adoption, actor=None),
    ):
        with pytest.raises(SharingRefused, match=f"National recalled this page: {WHY}"):
            decide()
    drained()
    assert paths(world.essex) == ["/"]


def test_a_recalled_page_cannot_be_published_by_any_of_wagtails_ways(world: Neighbours) -> None:
    adoption = recalled(world)
    page = adopted_page(adoption)
    revision = page.save_revision()
    with pytest.raises(PublishingRefused, match=WHY):
        revision.publish(skip_permission_checks=True)
    page.unpublish()
    schedule(AdoptedPage.objects.get(pk=page.pk))
    (sentence,) = run_schedule()
    assert WHY in sentence
    assert not AdoptedPage.objects.get(pk=page.pk).live


def test_a_copy_that_was_made_before_stays_and_its_team_is_told_to_check_it(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    detach(adoption, actor=None)
    drained()
    recall(world.offer, reason=WHY, actor=None)
    drained()
    assert paths(world.essex) == ["/", "/help/"]
    ((slug, text),) = told()
    assert (slug, WHY in text, "a copy of your own" in text) == ("essex", True, True)


def test_a_copy_that_was_never_compiled_shows_nothing_of_its_owners_after_a_recall(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    detach(adoption, actor=None)
    recall(world.offer, reason=WHY, actor=None)
    from backend.publishing.record import record

    record(world.essex.pk)
    assert paths(world.essex) == ["/"], "until its own words are compiled it would show the recalled ones"


def test_one_page_of_a_section_can_be_recalled_alone(world: Neighbours) -> None:
    section = make_page("section", world.national, slug="stories")
    bad, good = make_page("standard", section, slug="bad"), make_page("standard", section, slug="good")
    drained()
    use(offer(section, actor=None, whole_section=True), world.essex, slug="stories")
    assert paths(world.essex) == ["/", "/stories/", "/stories/bad/", "/stories/good/"]
    assert recall(offer(bad, actor=None), reason=WHY, actor=None) == 1
    drained()
    assert paths(world.essex) == ["/", "/stories/", "/stories/good/"]
    republish(good, summary="Better.")
    use(Offer.objects.get(page=section), world.colchester, slug="stories")
    assert paths(world.colchester) == ["/", "/stories/", "/stories/good/"]
    assert [slug for slug, _ in told()] == ["essex"]


def test_a_recalled_page_cannot_be_withdrawn_or_offered_anew_and_comes_back_when_it_is_restored(
    world: Neighbours,
) -> None:
    recalled(world)
    with pytest.raises(SharingRefused, match="was recalled"):
        withdraw(Offer.objects.get(pk=world.offer.pk), ends_on=in_a_week(), reason="Old.", actor=None)
    with pytest.raises(SharingRefused, match="Put it back first"):
        offer(world.source, actor=None, guidance="Use it.")
    with pytest.raises(SharingRefused, match="not in your library"):
        use(world.offer, world.colchester)
    assert paths(world.essex) == ["/"]
    restore(world.offer, actor=None)
    drained()
    assert paths(world.essex) == ["/", "/help/"]
    assert told()[-1] == ("essex", "National has put it back into the library.")


def test_a_stale_form_does_not_take_a_recall_back(world: Neighbours) -> None:
    before = Offer.objects.get(pk=world.offer.pk)
    recalled(world)
    with pytest.raises(SharingRefused, match="was recalled"):
        withdraw(before, ends_on=in_a_week(), reason="Old.", actor=None)
    assert Offer.objects.get(pk=world.offer.pk).state == OfferState.RECALLED


def test_a_withdrawal_tells_everybody_once_with_day_and_reason(world: Neighbours) -> None:
    use(world.offer, world.essex)
    use(world.offer, world.colchester, Mode.REVIEW)
    day = in_a_week()
    for _ in range(2):
        withdraw(world.offer, ends_on=day, reason="There is a better one.", actor=None)
    text = f"It leaves your site on {day:%-d %B %Y}. The reason: There is a better one."
    assert told() == [("colchester", text), ("essex", text)] or told() == [("essex", text), ("colchester", text)]
    drained()
    assert paths(world.essex) == ["/", "/help/"], "until the day it stays"
    withdraw(world.offer, ends_on=day + timedelta(days=1), reason="There is a better one.", actor=None)
    assert len(told()) == 4, "another day is news"


def test_a_replacement_names_the_page_that_takes_its_place(world: Neighbours) -> None:
    use(world.offer, world.essex)
    other = offer(make_page("standard", world.national, title="Listening better"), actor=None)
    replace(world.offer, other, ends_on=in_a_week(), reason="Clearer.", actor=None)
    ((_, text),) = told()
    assert "“Listening better” takes its place." in text
    assert Action.REPLACED in actions(organisation=world.essex)


def test_a_page_is_replaced_only_by_a_public_one_of_the_same_owner(world: Neighbours) -> None:
    foreign = make_page("standard", world.essex, title="Ours")
    drained()
    private = make_page("standard", world.national, title="Soon private")
    soon = offer(private, actor=None)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    for successor, sentence in (
        (offer(foreign, actor=None), "another page of your own"),
        (world.offer, "another page of your own"),
        (soon, "not published"),
    ):
        with pytest.raises(SharingRefused, match=sentence):
            replace(world.offer, successor, ends_on=in_a_week(), reason="Clearer.", actor=None)


def test_a_withdrawal_needs_a_day_to_come_and_a_reason(world: Neighbours) -> None:
    with pytest.raises(SharingRefused, match="still to come"):
        withdraw(world.offer, ends_on=timezone.localdate(), reason="Old.", actor=None)
    with pytest.raises(SharingRefused, match="Say why"):
        withdraw(world.offer, ends_on=in_a_week(), reason=" ", actor=None)
    with pytest.raises(SharingRefused, match="Say why"):
        recall(world.offer, reason="", actor=None)


def test_what_nobody_can_read_and_what_is_another_owners_is_not_offered(world: Neighbours) -> None:
    draft = make_page("standard", world.national, published=False)
    private = make_page("standard", world.national)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    adopted = adopted_page(use(world.offer, world.essex))
    refusals: list[tuple[Any, str]] = [
        (draft, "Publish the page first"),
        (private, "This page is private"),
        (adopted, "“Listening” is a page of National"),
        (world.national.root_page, "not its home page"),
    ]
    for page, sentence in refusals:
        with pytest.raises(SharingRefused, match=sentence):
            offer(page, actor=None)


def test_an_offer_whose_page_became_private_is_in_nobodys_library(world: Neighbours) -> None:
    PageViewRestriction.objects.create(page=world.source, restriction_type=PageViewRestriction.LOGIN)
    assert not Offer.objects.visible_to(world.essex).exists()
    with pytest.raises(SharingRefused, match="not in your library"):
        use(world.offer, world.essex)


def test_whoever_uses_a_page_keeps_it_when_it_is_offered_to_fewer(world: Neighbours) -> None:
    use(world.offer, world.essex)
    offer(world.source, actor=None, everybody=False, kinds=["council"])
    assert not Offer.objects.visible_to(world.essex).exists()
    republish(world.source, summary="Better.")
    kept = shown(world.essex)
    assert kept is not None
    assert kept.digest == version(world.source)
    assert use(world.offer, world.colchester).pk


def test_a_section_that_is_offered_alone_again_brings_no_more_pages(world: Neighbours) -> None:
    section = make_page("section", world.national, slug="stories")
    drained()
    use(offer(section, actor=None, whole_section=True), world.essex, slug="stories")
    offer(section, actor=None, whole_section=False)
    make_page("standard", section, slug="later")
    drained()
    assert paths(world.essex) == ["/", "/stories/"]


def test_a_new_name_of_the_owner_reaches_the_sites_that_show_its_pages(world: Neighbours) -> None:
    use(world.offer, world.essex)
    world.national.name = "The New National Body"
    world.national.save()
    drained()
    kept = shown(world.essex)
    assert kept is not None
    assert kept.adopted is not None
    assert kept.adopted.owner.name == "The New National Body"


def test_the_audit_trail_says_who_what_when_and_which_version(world: Neighbours) -> None:
    actor = person(world.national)
    adoption = use(world.offer, world.essex)
    withdraw(world.offer, ends_on=in_a_week(), reason="Old.", actor=actor)
    recall(world.offer, reason=WHY, actor=actor)
    restore(world.offer, actor=actor)
    mine = SharingRecord.objects.filter(adoption=adoption).exclude(action=Action.ADOPTED).order_by("pk")
    assert [row.action for row in mine] == [Action.WITHDREW, Action.RECALLED, Action.OFFERED]
    for row in mine:
        assert (row.actor, row.actor_name, row.adopter_name) == (actor, "Sam National", "Essex")
        assert (row.digest, row.title, row.created is not None) == (version(world.source), "Listening", True)
    actor.delete()
    assert {row.actor_name for row in mine.all()} == {"Sam National"}, "names stay when people go"


def cost(act: Any) -> int:
    with CaptureQueriesContext(connection) as captured, transaction.atomic():
        act()
        connection.run_on_commit.clear()
    return len(captured)


def test_recalling_and_withdrawing_take_as_many_queries_for_many_adopters_as_for_one(world: Neighbours) -> None:
    def grow(number: int) -> None:
        for one in range(number):
            organisation = make_organisation(f"force-{Adoption.objects.count()}-{one}")
            person(organisation)
            adopt(world.offer, parent=organisation.root_page, slug="x", mode=Mode.FOLLOW, actor=None, publish=False)

    def ending() -> int:
        offered = Offer.objects.get(pk=world.offer.pk)
        with transaction.atomic():
            queries = cost(lambda: withdraw(offered, ends_on=in_a_week(), reason=WHY, actor=None))
            queries += cost(lambda: recall(offered, reason=WHY, actor=None))
            transaction.set_rollback(True)
        return queries

    grow(1)
    few = ending()
    grow(6)
    assert ending() == few


def test_a_recall_is_there_for_everybody_who_adopts_at_the_same_moment(world: Neighbours) -> None:
    other: Organisation = world.colchester
    recall(Offer.objects.get(pk=world.offer.pk), reason=WHY, actor=None)
    with pytest.raises(SharingRefused, match="not in your library"):
        use(world.offer, other)
    assert not Letter.objects.exists()
    assert not Page.objects.descendant_of(other.root_page).exists()


def test_a_page_below_a_recalled_one_stays(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    make_page("standard", own_page(adoption), slug="ours")
    recall(world.offer, reason=WHY, actor=None)
    drained()
    assert paths(world.essex) == ["/", "/help/ours/"]
