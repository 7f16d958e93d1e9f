"""Offering a page and taking it back: what owners are told before the click, and what is wrong with what they sent."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from backend.organisations.models import Organisation, Role
from backend.sharing.models import Adoption, Mode, Offer, OfferState
from tests.backend.publishing.adoptions import make_offer, make_source, text
from tests.backend.sharing.worlds import Shared, make_shared

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared() -> Shared:
    made = make_shared(body=[text("one", "Listen first.")], published=True)
    Organisation.objects.filter(pk=made.owner.pk).update(may_offer=True)
    Offer.objects.filter(pk=made.offer.pk).update(locked_blocks=[])
    return made


@pytest.fixture
def owner(shared: Shared) -> Client:
    return shared.browser(shared.owner, Role.ADMINISTRATOR)


def shown(client: Client, name: str, pk: int) -> str:
    return client.get(reverse(f"sharing:{name}", args=[pk])).content.decode()


def test_what_would_happen_is_told_before_the_click_with_whom_it_is_about(shared: Shared, owner: Client) -> None:
    recall = shown(owner, "recall", shared.offer.pk)
    assert "One site loses it within minutes" in recall
    assert "Colchester Council" in recall
    assert "Copies of their own stay" not in recall
    withdraw = shown(owner, "withdraw", shared.offer.pk)
    assert "One site still shows it." in withdraw
    assert f'value="{timezone.localdate() + timedelta(days=28)}"' in withdraw
    Adoption.objects.update(mode=Mode.DETACHED)
    recall = shown(owner, "recall", shared.offer.pk)
    assert "Nobody uses it" in recall
    assert "One organisation has made it their own page." in recall


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"ends_on": "", "reason": "x"}, "Give the day on which the page leaves"),
        ({"ends_on": "soon", "reason": "x"}, "Write the day as year, month and day"),
        ({"ends_on": "2020-01-01", "reason": "x"}, "Give a day that is still to come"),
        ({"ends_on": "2090-01-01", "reason": " "}, "Say why: everybody who uses the page reads this."),
    ],
)
def test_a_withdrawal_that_says_too_little_changes_nothing(
    shared: Shared, owner: Client, sent: dict[str, str], sentence: str
) -> None:
    html = owner.post(reverse("sharing:withdraw", args=[shared.offer.pk]), sent).content.decode()
    assert sentence in html
    assert sent["ends_on"] in html
    assert Offer.objects.get(pk=shared.offer.pk).state == OfferState.OFFERED


def test_a_page_is_replaced_and_its_users_are_led_to_the_new_one(shared: Shared, owner: Client) -> None:
    successor = make_offer(make_source(shared.owner, title="Grief groups", slug="grief-groups"), shared.owner)
    sent = {"ends_on": "2090-01-01", "reason": "It is better.", "successor": successor.pk}
    html = owner.post(reverse("sharing:withdraw", args=[shared.offer.pk]), sent, follow=True).content.decode()
    assert "“Grief groups” replaces “Talk to somebody”, which leaves other sites on 1 January 2090." in html
    team = shared.browser(role=Role.ADMINISTRATOR)
    todo = team.get(reverse("sharing:shared_content")).content.decode()
    switch = reverse("sharing:switch", args=[shared.adoption.pk])
    assert switch in todo
    assert "Your site shows “Grief groups”" in team.get(switch).content.decode()
    told = shared.browser().get(reverse("sharing:shared_content")).content.decode()
    assert "An administrator of yours decides." in told
    assert switch not in told
    assert team.post(switch).status_code == 302
    assert Adoption.objects.get(pk=shared.adoption.pk).offer == successor


def test_a_recalled_page_tells_its_owner_how_it_comes_back(shared: Shared, owner: Client) -> None:
    html = owner.post(reverse("sharing:recall", args=[shared.offer.pk]), {"reason": "Wrong."}, follow=True)
    assert "Put it back into the library…" in html.content.decode()
    assert "What they added is still there." in shown(owner, "restore", shared.offer.pk)
    edit = reverse("wagtailadmin_pages:edit", args=[shared.adoption.page_id])
    assert "has recalled this page" in shared.browser().get(edit).content.decode()
    owner.post(reverse("sharing:restore", args=[shared.offer.pk]))
    assert Offer.objects.get(pk=shared.offer.pk).state == OfferState.OFFERED


def test_an_offer_for_nobody_is_refused_and_keeps_what_was_chosen(shared: Shared, owner: Client) -> None:
    address = reverse("sharing:offer", args=[shared.source.pk])
    html = owner.post(address, {"everybody": "False", "guidance": "Be kind."}).content.decode()
    assert "As it is, nobody would find the page." in html
    assert "Be kind." in html
    assert Offer.objects.get(pk=shared.offer.pk).everybody
    sent: dict[str, Any] = {"everybody": "False", "kinds": ["council"], "locked_blocks": ["one"]}
    html = owner.post(address, sent, follow=True).content.decode()
    assert "is offered as you chose: 1 organisation can find it there." in html
    assert Offer.objects.get(pk=shared.offer.pk).locked_blocks == ["one"]


def test_a_block_that_is_not_on_the_page_is_not_locked(shared: Shared, owner: Client) -> None:
    sent = {"everybody": "True", "locked_blocks": ["one", "of-another-page"]}
    html = owner.post(reverse("sharing:offer", args=[shared.source.pk]), sent).content.decode()
    assert "of-another-page is not one of the available choices." in html


def test_decisions_about_a_copy_of_ones_own_say_that_there_are_none(shared: Shared) -> None:
    Adoption.objects.update(mode=Mode.DETACHED)
    team = shared.browser(role=Role.ADMINISTRATOR)
    for name in ("mode", "switch", "take_in", "detach", "leave"):
        html = shown(team, name, shared.adoption.pk)
        assert "This page is a copy of your own" in html, name
        answer = team.post(reverse(f"sharing:{name}", args=[shared.adoption.pk]), {"mode": "follow"})
        assert answer.status_code == 409, name
    assert "It is your own page now" in shown(team, "manage", shared.adoption.pk)
