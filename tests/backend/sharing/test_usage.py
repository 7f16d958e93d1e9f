"""What an owner sees of the use of its pages: everything that is live, nobody's drafts, at a constant cost."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.sharing.adopting import detach
from backend.sharing.models import Mode
from backend.sharing.offering import offer
from backend.sharing.usage import GONE, usage_of
from tests.backend.pages.factories import make_page
from tests.backend.publishing.adoptions import fill, hidden, insertion, republish, text
from tests.backend.sharing.neighbours import Neighbours, adopted_page, anew, use, version


def test_it_says_who_how_which_version_since_when_and_what_was_added(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, Mode.REVIEW)
    local = [fill("local-help", text("x", "Near")), insertion("one", text("y", "And")), hidden("two")]
    republish(adopted_page(adoption), overlay=local)
    before = version(world.source)
    republish(world.source, summary="Better.")
    (row,) = usage_of(world.national)
    assert (row.organisation, row.mode, row.digest, row.is_behind) == (world.essex, Mode.REVIEW, before, True)
    assert (row.slots, row.added, row.hidden, row.is_live) == (
        ("local-help",),
        ("text “And”",),
        ("text “Take your time.”",),
        True,
    )
    assert (row.since, row.behind_since) == (anew(adoption).accepted_at, anew(adoption).behind_since)


def test_what_is_left_out_of_an_earlier_version_is_told_as_such(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, Mode.REVIEW)
    republish(adopted_page(adoption), overlay=[hidden("two")])
    republish(world.source, body=[text("one", "Listen first.")])
    (row,) = usage_of(world.national)
    assert row.hidden == (GONE,)


def test_nobodys_drafts_are_seen(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex, publish=False)
    draft: Any = adopted_page(adoption)
    draft.overlay = [fill("local-help", text("x", "Not agreed yet"))]
    draft.save_revision()
    (row,) = usage_of(world.national)
    assert (row.is_live, row.slots, row.added) == (False, (), ())


def test_nobody_is_behind_a_page_that_is_not_public(world: Neighbours) -> None:
    use(world.offer, world.essex, Mode.REVIEW)
    republish(world.source, summary="Better.")
    world.source.refresh_from_db()
    world.source.unpublish()
    (row,) = usage_of(world.national)
    assert not row.is_behind


def test_copies_are_listed_and_other_owners_pages_are_not(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    detach(adoption, actor=None)
    theirs = make_page("standard", world.colchester)
    use(offer(theirs, actor=None), world.essex, slug="theirs")
    (row,) = usage_of(world.national)
    assert (row.mode, row.organisation) == (Mode.DETACHED, world.essex)
    assert [one.organisation for one in usage_of(world.colchester)] == [world.essex]
    assert usage_of(world.essex) == []


def test_it_takes_as_many_queries_for_many_as_for_few(world: Neighbours) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert usage_of(world.national)
        return len(captured)

    republish(adopted_page(use(world.offer, world.essex)), overlay=[hidden("two")])
    few = cost()
    local = [hidden("one"), hidden("two"), insertion("one", text("y", "And"))]
    republish(adopted_page(use(world.offer, world.colchester)), overlay=local)
    for number in range(2):
        made = offer(make_page("standard", world.national), actor=None)
        use(made, world.essex, slug=f"page-{number}")
    assert cost() == few
