"""The library as one organisation sees it: what is meant for it and public, and how it is found."""

from typing import Any

import pytest

from backend.sharing.library import library_of, nations_of
from backend.sharing.models import Offer
from backend.sharing.offering import offer
from tests.backend.pages.factories import make_page
from tests.backend.publishing.sites import drained
from tests.backend.sharing.neighbours import Neighbours


def titles(world: Neighbours, **choice: Any) -> list[str]:
    return [str(found) for found in library_of(world.essex, **choice)]


@pytest.fixture
def guide(world: Neighbours) -> Offer:
    """A second offer, with everything that one can look for."""
    page = make_page("guide", world.national, title="Worried parents", summary="Steps to take.", nations=["wales"])
    drained()
    return offer(page, actor=None, topics=["families"], guidance="Add your helpline.")


def test_everything_that_others_offer_to_all_is_there_by_title(world: Neighbours, guide: Offer) -> None:
    assert titles(world) == ["Listening", "Worried parents"]
    assert not library_of(world.national).exists(), "one's own pages are no library"


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({"q": "worried"}, True), ({"q": "steps"}, True), ({"q": "HELPLINE"}, True), ({"q": "national worried"}, True),
        ({"q": "worried essex"}, False), ({"type": "guidepage"}, True), ({"type": "eventpage"}, False),
        ({"topic": "families"}, True), ({"topic": "stories"}, False), ({"topic": "nonsense"}, False),
        ({"owner": "national"}, True), ({"owner": "colchester"}, False), ({"nation": "wales"}, True),
        ({"nation": "scotland"}, False), ({"q": "worried", "topic": "families", "nation": "wales"}, True),
    ],
)  # fmt: skip
def test_it_is_found_by_words_kind_topic_owner_and_nation(
    world: Neighbours, guide: Offer, choice: dict[str, str], found: bool
) -> None:
    assert ("Worried parents" in titles(world, **choice)) is found


@pytest.mark.parametrize(
    ("audience", "sees"),
    [
        ({"kinds": ["force"]}, True), ({"kinds": ["council"]}, False), ({"nations": ["england"]}, True),
        ({"nations": ["wales"]}, False), ({"kinds": ["force"], "nations": ["wales"]}, False), ({}, False),
    ],
)  # fmt: skip
def test_who_is_meant_sees_it(world: Neighbours, audience: dict[str, Any], sees: bool) -> None:
    offer(world.source, actor=None, everybody=False, **audience)
    assert bool(titles(world)) is sees


def test_a_named_organisation_sees_it_whatever_else_is_chosen(world: Neighbours) -> None:
    offer(world.source, actor=None, organisations=[world.essex], everybody=False, kinds=["council"])
    assert titles(world) == ["Listening"]


def test_a_page_says_its_own_nations_or_its_owners(world: Neighbours, guide: Offer) -> None:
    assert (nations_of(guide), nations_of(world.offer)) == (["wales"], ["england"])
