"""What a team is told on “Shared content”: everything that needs it, most pressing first, at a constant cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from backend.sharing.adopting import detach, keep
from backend.sharing.attention import Kind, attention_of
from backend.sharing.models import Adoption, Mode
from backend.sharing.offering import offer, recall, replace, withdraw
from tests.backend.pages.factories import make_page
from tests.backend.publishing.adoptions import insertion, republish, slot, text
from tests.backend.sharing.neighbours import Neighbours, adopted_page, anew, use

IN_A_WEEK = timezone.localdate() + timedelta(days=7)


def kinds(world: Neighbours) -> list[Kind]:
    return [item.kind for item in attention_of(world.essex)]


def sentence(world: Neighbours) -> str:
    (item,) = attention_of(world.essex)
    return item.sentence


def test_a_page_in_step_asks_for_nothing(world: Neighbours) -> None:
    use(world.offer, world.essex)
    assert attention_of(world.essex) == []


def test_a_recall_is_told_with_its_reason_and_to_those_with_a_copy(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    copy = use(world.offer, world.colchester)
    detach(copy, actor=None)
    recall(world.offer, reason="The number is wrong.", actor=None)
    assert sentence(world) == "National recalled this page: The number is wrong."
    (item,) = attention_of(world.colchester)
    assert item.sentence.endswith("Please check it: The number is wrong.")
    assert item.since is not None
    assert adoption.pk


def test_a_withdrawal_is_told_with_its_day_and_reason(world: Neighbours) -> None:
    use(world.offer, world.essex)
    withdraw(world.offer, ends_on=IN_A_WEEK, reason="Old.", actor=None)
    assert sentence(world) == f"It leaves your site on {IN_A_WEEK:%-d %B %Y}: Old."
    assert [item.kind for item in attention_of(world.essex, today=IN_A_WEEK)] == [Kind.ENDED]


def test_a_replacement_names_the_successor_and_the_reason(world: Neighbours) -> None:
    use(world.offer, world.essex)
    other = offer(make_page("standard", world.national, title="Listening better"), actor=None)
    replace(world.offer, other, ends_on=IN_A_WEEK, reason="Clearer.", actor=None)
    assert kinds(world) == [Kind.REPLACED]
    assert sentence(world).startswith("“Listening better” replaces this page")
    assert sentence(world).endswith("Clearer.")


def test_a_change_waits_with_its_age_and_can_be_put_off(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, Mode.REVIEW)
    republish(world.source, summary="Better.")
    (item,) = attention_of(world.essex)
    assert (item.kind, item.since) == (Kind.CHANGED, anew(adoption).behind_since)
    keep(adoption, remind_on=IN_A_WEEK, actor=None)
    (item,) = attention_of(world.essex)
    assert item.later == IN_A_WEEK
    (item,) = attention_of(world.essex, today=IN_A_WEEK)
    assert item.later is None


@pytest.mark.parametrize(
    ("what", "words"),
    [("unpublish", "has taken this page down"), ("delete", "has deleted"), ("private", "has made this page private")],
)
def test_a_source_that_is_gone_is_told_as_what_happened_and_no_change_waits(
    world: Neighbours, what: str, words: str
) -> None:
    use(world.offer, world.essex, Mode.REVIEW)
    republish(world.source, summary="Better.")
    source = Page.objects.get(pk=world.source.pk).specific
    if what == "private":
        PageViewRestriction.objects.create(page=source, restriction_type=PageViewRestriction.LOGIN)
    else:
        getattr(source, what)()
    assert kinds(world) == [Kind.SOURCE_GONE]
    assert words in sentence(world)


def test_slots_to_fill_are_told_of_drafts_too(world: Neighbours) -> None:
    republish(world.source, body=[text("one", "Listen."), slot("team", required=True)])
    use(world.offer, world.essex)
    assert sentence(world) == "National asks for local content here: team."


def test_parts_that_lost_their_place_are_told_and_kept(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    republish(adopted_page(adoption), overlay=[insertion("two", text("x", "Near you"))])
    republish(world.source, body=[text("one", "Listen first.")])
    assert kinds(world) == [Kind.UNPLACED]
    (lost,) = anew(adoption).unplaced
    assert (lost["at"], lost["reason"], lost["words"]) == ("two", "gone", "near you")
    assert "Near you" in str(adopted_page(adoption).overlay.raw_data[0])


def test_it_takes_as_many_queries_for_many_pages_as_for_few(world: Neighbours) -> None:
    def add(number: int) -> None:
        for one in range(number):
            page = make_page("section", world.national, slug=f"s-{Adoption.objects.count()}")
            made = offer(page, actor=None, whole_section=True)
            use(made, world.essex, Mode.REVIEW, slug=page.slug, publish=one % 2 == 0)
            make_page("standard", page)
            withdraw(made, ends_on=IN_A_WEEK, reason="Old.", actor=None)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            found: Any = attention_of(world.essex)
        assert found
        return len(captured)

    add(1)
    few = cost()
    add(3)
    assert cost() == few
