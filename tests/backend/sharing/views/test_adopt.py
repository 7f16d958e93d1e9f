"""Putting a page of the library on one's own site: what is proposed, and faults at their fields with nothing lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from backend.organisations.models import Role
from backend.sharing.models import Adoption, Offer
from tests.backend.pages.factories import make_page
from tests.backend.publishing.adoptions import make_offer, make_source, slot, text
from tests.backend.sharing.worlds import Shared, make_shared

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared() -> Shared:
    return make_shared(body=[text("one", "Listen first.")], published=True)


@pytest.fixture
def offer(shared: Shared) -> Offer:
    """Return a page with a place that must be filled, which nobody uses yet."""
    body = [text("a", "Come as you are."), slot("nearest-group", required=True, guidance="When and where")]
    source = make_source(shared.owner, title="Grief groups", slug="grief-groups", body=body)
    return make_offer(source, shared.owner, guidance="Ring your group first.")


def administrator(shared: Shared) -> Client:
    return shared.browser(role=Role.ADMINISTRATOR)


def send(client: Client, offer: Offer, **changed: Any) -> str:
    """Send the form with what was `changed`; returns the screen, which says what is wrong."""
    sent = {"parent": "", "slug": "grief", "mode": "review"} | changed
    answer = client.post(reverse("sharing:offered", args=[offer.pk]), sent)
    assert answer.status_code == 200
    assert not Adoption.objects.filter(offer=offer).exists()
    return answer.content.decode()


def test_the_screen_proposes_a_place_and_an_address_and_says_what_will_be_asked(shared: Shared, offer: Offer) -> None:
    make_page("section", shared.adopter, title="Groups", slug="grief-groups")
    html = administrator(shared).get(reverse("sharing:offered", args=[offer.pk])).content.decode()
    home = shared.adopter.root_page.pk
    assert (
        f'value="{home}"\n                 data-address="https://colchester.example/"\n                 checked' in html
    )
    assert 'value="grief-groups-2"' in html
    assert "nearest group: When and where" in html
    assert "Add it and fill it in" in html
    assert "Ring your group first." in html


def test_faults_stand_at_their_fields_and_what_was_chosen_stays(shared: Shared, offer: Offer) -> None:
    client = administrator(shared)
    home = str(shared.adopter.root_page.pk)
    make_page("section", shared.adopter, title="Groups", slug="groups")
    for changed, sentence in (
        ({"parent": home, "slug": "groups"}, "“groups-2” is free there."),
        ({"parent": home, "slug": "404"}, "is made by the site itself"),
        ({"parent": home, "slug": "No Spaces"}, "Use lower-case letters, digits and single hyphens"),
        ({"parent": "", "slug": "grief"}, "Choose where the page stands on your site."),
        ({"parent": str(shared.owner.root_page.pk), "slug": "grief"}, "You cannot put a page there."),
        ({"parent": home, "mode": ""}, "Choose what happens when its owner changes the page."),
    ):
        html = send(client, offer, **changed)
        assert sentence in html, changed
        assert f'value="{changed.get("slug", "grief")}"' in html


def test_what_has_become_impossible_since_the_screen_was_opened_is_told(shared: Shared, offer: Offer) -> None:
    client = administrator(shared)
    offer.page.unpublish()
    sent = {"parent": shared.adopter.root_page.pk, "slug": "grief", "mode": "review"}
    answer = client.post(reverse("sharing:offered", args=[offer.pk]), sent)
    assert answer.status_code == 404
    assert "Its owner may have taken it out" in answer.content.decode()


def test_a_page_with_a_place_to_fill_becomes_a_draft_and_says_so(shared: Shared, offer: Offer) -> None:
    sent = {"parent": shared.adopter.root_page.pk, "slug": "grief", "mode": "follow", "publish": "1"}
    answer = administrator(shared).post(reverse("sharing:offered", args=[offer.pk]), sent, follow=True)
    html = answer.content.decode()
    assert "Its owner asks for local content: fill it in below, then publish." in html
    assert "Nearest group" in html
    assert "must be filled before you publish" in html
    assert not Adoption.objects.get(offer=offer).page.live


def test_those_who_may_not_add_it_read_it_and_are_told_who_can(shared: Shared, offer: Offer) -> None:
    administrator(shared)
    for role in (Role.AUTHOR, Role.EDITOR):
        html = shared.browser(role=role).get(reverse("sharing:offered", args=[offer.pk])).content.decode()
        assert "Come as you are." in html
        assert "Ask colchester-administrator." in html
        assert "Add it and" not in html
        assert "Read it" in shared.browser(role=role).get(reverse("sharing:library")).content.decode()


def test_the_library_is_narrowed_and_each_choice_taken_back_by_itself(shared: Shared, offer: Offer) -> None:
    Offer.objects.filter(pk=offer.pk).update(topics=["families"])
    client = administrator(shared)
    library = reverse("sharing:library")
    for asked, there in (
        ({"q": "grief", "type": "standardpage", "topic": "families", "owner": "national-body"}, True),
        ({"topic": "materials"}, False),
        ({"nation": "england"}, True),
        ({"nation": "wales"}, False),
        ({"owner": "nobody-there", "q": "grief"}, True),
    ):
        html = client.get(library, asked).content.decode()
        assert ("Grief groups" in html) is there, asked
    html = client.get(library, {"q": "grief", "topic": "families"}).content.decode()
    assert 'href="?topic=families"' in html
    assert "Families and friends<span" in html
    assert "No page fits all of that" in client.get(library, {"q": "zebra"}).content.decode()


def test_an_empty_library_says_that_there_is_nothing_to_do(shared: Shared) -> None:
    Offer.objects.update(everybody=False, kinds=["force"])
    assert "Nobody offers a page to you yet" in administrator(shared).get(reverse("sharing:library")).content.decode()
