"""The comparison of versions and the team's decision: what it shows, who sees it, and what becomes of a stale one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from backend.organisations.models import Role
from backend.sharing.models import Adoption, Mode
from backend.sharing.views.compare import SETTLED, STALE
from tests.backend.pages.factories import make_organisation
from tests.backend.publishing.sites import drained
from tests.backend.sharing.versions import CHANGED, OWN, digest, waiting_change
from tests.backend.sharing.worlds import Shared, make_shared

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting() -> Shared:
    """Return an adoption under review whose owner has published something newer."""
    shared = make_shared(overlay=OWN)
    waiting_change(shared)
    return shared


def address(shared: Shared) -> str:
    return reverse("sharing:compare", args=[shared.adoption.pk])


def shown(client: Client, shared: Shared) -> str:
    answer = client.get(address(shared))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_team_sees_what_was_accepted_against_what_is_new(waiting: Shared) -> None:
    html = shown(waiting.browser(), waiting)
    assert "<del>somebody</del> <ins>anybody</ins>" in html
    assert "Brand new words." in html
    assert "4 parts as before" in html
    assert "The wording is clearer." in html
    assert "Accept the new version" in html


def test_a_team_is_told_which_of_its_parts_would_lose_their_place(waiting: Shared) -> None:
    html = shown(waiting.browser(), waiting)
    means = html[html.index("What it means for your local parts") :]
    assert "Our own words." in means
    assert "The block that it stood after is no longer on the page." in means
    assert "The block that you left out is no longer on the page." in means


def test_the_editor_leads_to_the_comparison(waiting: Shared) -> None:
    html = waiting.browser().get(reverse("wagtailadmin_pages:edit", args=[waiting.adoption.page_id])).content.decode()
    assert html.count(address(waiting)) >= 2


def test_an_author_reads_the_comparison_and_cannot_decide(waiting: Shared) -> None:
    author = waiting.browser(role=Role.AUTHOR)
    assert "Accept the new version" not in shown(author, waiting)
    answer = author.post(address(waiting), {"decision": "accept", "digest": digest(waiting)})
    assert answer.status_code == 403
    assert "Only an editor or administrator of Colchester Council can accept" in answer.content.decode()
    assert Adoption.objects.get(pk=waiting.adoption.pk).accepted_digest != digest(waiting)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("method", ["get", "post"])
def test_people_of_other_organisations_find_nothing(waiting: Shared, role: Role, method: str) -> None:
    for organisation in (waiting.owner, make_organisation("pendrick")):
        client = waiting.browser(organisation, role)
        answer = getattr(client, method)(address(waiting), {"decision": "accept", "digest": digest(waiting)})
        assert answer.status_code == 404
        assert "Talk to somebody" not in answer.content.decode()


def test_whoever_has_not_signed_in_is_asked_to(waiting: Shared) -> None:
    answer = Client().get(address(waiting))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/admin/login/")


def test_accepting_shows_the_new_version(waiting: Shared) -> None:
    client = waiting.browser()
    answer = client.post(address(waiting), {"decision": "accept", "digest": digest(waiting)})
    assert answer.status_code == 302
    adoption = Adoption.objects.get(pk=waiting.adoption.pk)
    assert adoption.accepted_digest == digest(waiting)
    assert adoption.accepted_revision == waiting.source.live_revision
    assert "There is nothing to decide." in shown(client, waiting)


def test_a_decision_about_a_version_that_is_no_longer_the_newest_is_refused_and_shows_the_newest(
    waiting: Shared,
) -> None:
    client = waiting.browser()
    looked_at = digest(waiting)
    waiting.publish_source(summary="Newer still.")
    drained()
    answer = client.post(address(waiting), {"decision": "accept", "digest": looked_at})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert STALE in html
    assert "Newer still." in html
    assert f'value="{digest(waiting)}"' in html
    assert Adoption.objects.get(pk=waiting.adoption.pk).accepted_digest not in {looked_at, digest(waiting)}


def test_keeping_asks_for_a_day_to_come_and_remembers_it(waiting: Shared) -> None:
    client = waiting.browser()
    decision = {"decision": "keep", "digest": digest(waiting)}
    before = Adoption.objects.get(pk=waiting.adoption.pk).accepted_digest
    for day, sentence in (
        ("", "Choose the day on which we remind you"),
        ("yesterday", "Write the day as year, month and day"),
        (str(timezone.localdate()), "Choose a day that is still to come."),
    ):
        answer = client.post(address(waiting), {**decision, "remind_on": day})
        assert sentence in answer.content.decode()
    later = timezone.localdate() + timedelta(days=14)
    assert client.post(address(waiting), {**decision, "remind_on": str(later)}).status_code == 302
    adoption = Adoption.objects.get(pk=waiting.adoption.pk)
    assert adoption.remind_on == later
    assert adoption.accepted_digest == before


def test_an_administrator_is_led_to_making_a_copy_and_an_editor_told_who_can(waiting: Shared) -> None:
    copy = reverse("sharing:detach", args=[waiting.adoption.pk])
    assert copy in shown(waiting.browser(role=Role.ADMINISTRATOR), waiting)
    html = shown(waiting.browser(), waiting)
    assert copy not in html
    assert "An administrator of Colchester Council can do this." in html


def test_a_follower_sees_what_changed_last_and_has_nothing_to_decide() -> None:
    shared = make_shared(mode=Mode.FOLLOW)
    shared.publish_source(body=CHANGED)
    drained()
    client = shared.browser()
    html = shown(client, shared)
    assert "<ins>anybody</ins>" in html
    assert "Accept the new version" not in html
    answer = client.post(address(shared), {"decision": "accept", "digest": digest(shared)})
    assert answer.status_code == 409
    assert SETTLED in answer.content.decode()


def test_a_source_without_a_published_version_is_told(waiting: Shared) -> None:
    waiting.source.unpublish()
    assert "has no published version" in shown(waiting.browser(), waiting)
