"""Where a shared page may stand, and which place is proposed: the one where somebody would look for it."""

from typing import Any

import pytest
from wagtail.models import Page

from backend.organisations.models import Organisation, Role
from backend.sharing.places import Place, places_for, suggestions
from tests.backend.pages.factories import make_organisation, make_page
from tests.backend.sharing.worlds import make_user

pytestmark = pytest.mark.django_db


def below(parent: Any, organisation: Organisation, kind: str, title: str) -> Any:
    """Return a published page of `kind` below `parent`."""
    page = make_page(kind, organisation, title=title, slug=title.lower().replace(" ", "-"))
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=parent.pk), pos="last-child")
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def council() -> Organisation:
    """Return a council with two sections, a page in one of them, and a guide at the top."""
    made = make_organisation("colchester", name="Colchester Council", kind="council")
    advice = make_page("section", made, title="Advice", slug="advice")
    make_page("section", made, title="Stories", slug="stories")
    below(advice, made, "section", "For families")
    below(advice, made, "guide", "Our guide")
    return made


@pytest.fixture
def owner() -> Organisation:
    return make_organisation("national-body", kind="national")


def places(council: Organisation) -> list[Place]:
    return places_for(council, make_user(council, Role.ADMINISTRATOR))


def test_every_place_says_the_way_to_it_and_what_its_address_would_be(council: Organisation) -> None:
    found = {place.page.title: place for place in places(council)}
    assert "Our guide" not in found
    home, families = council.root_page.title, found["For families"]
    assert families.trail == (home, "Advice", "For families")
    assert families.address == "https://colchester.example/advice/for-families/"
    assert found[home].address == "https://colchester.example/"


def test_a_page_from_the_top_of_its_owners_site_is_proposed_at_the_top(
    council: Organisation, owner: Organisation
) -> None:
    source = make_page("standard", owner, title="Listening", slug="listening")
    first, *others = suggestions(places(council), source, council)
    assert (first.page, first.reason) == (council.root_page.page_ptr, "At the top of your site, as at its owner’s.")
    assert [place.page.title for place in others] == ["Advice", "Stories"]


def test_a_page_is_proposed_below_the_page_that_is_called_as_at_its_owners(
    council: Organisation, owner: Organisation
) -> None:
    stories = make_page("section", owner, title="Stories", slug="real-stories")
    source = below(stories, owner, "standard", "The quiet flatmate")
    first = suggestions(places(council), source, council)[0]
    assert (first.page.title, first.reason) == ("Stories", "Its owner keeps it below “Stories” too.")


def test_a_page_is_proposed_where_pages_of_its_kind_stand(council: Organisation, owner: Organisation) -> None:
    elsewhere = make_page("section", owner, title="Help", slug="help")
    source = below(elsewhere, owner, "guide", "What to do")
    first = suggestions(places(council), source, council)[0]
    assert (first.page.title, first.reason) == ("Advice", "You keep pages of this kind here.")


def test_nobody_is_proposed_a_place_where_they_may_not_add(council: Organisation, owner: Organisation) -> None:
    source = make_page("standard", owner, title="Listening", slug="listening")
    stranger = make_user(owner, Role.ADMINISTRATOR)
    assert places_for(council, stranger) == []
    assert suggestions([], source, council) == []


def test_places_take_as_many_queries_for_many_pages_as_for_few(
    council: Organisation, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for batch in (range(2), range(2, 9)):
        for number in batch:
            make_page("section", council, title=f"Section {number}", slug=f"section-{number}")
        user = make_user(council, Role.ADMINISTRATOR)
        with django_assert_max_num_queries(60) as captured:
            places_for(Organisation.objects.get(pk=council.pk), user)
        counts.append(len(captured))
    assert counts[0] == counts[1]
