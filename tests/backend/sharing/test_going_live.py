"""What keeps a shared page from going live is asked at that moment, whichever way it is published."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Workflow, WorkflowState

from backend.organisations.models import Role
from backend.publishing.schedule import run_schedule
from backend.sharing.going_live import PublishingRefused
from backend.sharing.models import AdoptedPage, Adoption
from tests.backend.pages.factories import make_contact
from tests.backend.publishing.adoptions import fill, republish, slot, text
from tests.backend.publishing.sites import drained, paths, schedule
from tests.backend.sharing.neighbours import Neighbours, adopted_page, anew, home, person, shown, use, version

ASKED = "National asks for local content before it is published: team."
BODY = [text("one", "Listen first."), slot("team", accepts="contacts", required=True)]


@pytest.fixture
def waiting(world: Neighbours) -> Adoption:
    """A page with a slot that must be filled, adopted and not published."""
    republish(world.source, body=BODY)
    return use(world.offer, world.essex)


def filled(adoption: Adoption, *blocks: dict[str, Any]) -> Any:
    page: Any = adopted_page(adoption)
    page.overlay = [fill("team", *blocks)]
    return page


def test_what_must_be_filled_first_stays_a_draft_and_says_so(world: Neighbours, waiting: Adoption) -> None:
    assert (paths(world.essex), adopted_page(waiting).live) == (["/"], False)
    assert anew(waiting).unfilled == ["team"]
    with pytest.raises(PublishingRefused, match=ASKED):
        adopted_page(waiting).get_latest_revision().publish(skip_permission_checks=True)


def test_a_filled_slot_opens_the_way(world: Neighbours, waiting: Adoption) -> None:
    contact = make_contact(world.essex)
    filled(waiting, {"type": "contact", "id": "c", "value": contact.pk}).save_revision().publish()
    drained()
    assert paths(world.essex) == ["/", "/help/"]
    assert anew(waiting).unfilled == []


def test_a_slot_with_nothing_that_it_takes_is_not_filled(waiting: Adoption) -> None:
    with pytest.raises(PublishingRefused, match=ASKED):
        filled(waiting, {"type": "quote", "id": "q", "value": {"text": "Ring us.", "attribution": ""}}).save_revision().publish()  # fmt: skip


def test_the_schedule_asks_at_the_hour_and_not_before(world: Neighbours, waiting: Adoption) -> None:
    schedule(adopted_page(waiting))
    (sentence,) = run_schedule()
    assert ASKED in sentence
    drained()
    assert paths(world.essex) == ["/"]


@pytest.fixture
def editor(world: Neighbours) -> Client:
    """The browser of an editor of the adopting organisation."""
    client = Client()
    client.force_login(person(world.essex, Role.EDITOR))
    return client


def sentences(answer: Any) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_publishing_many_pages_at_once_is_refused_in_a_sentence(waiting: Adoption, editor: Client) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = editor.post(f"{address}?id={waiting.page_id}", {"include_descendants": ""})
    assert answer.status_code == 302
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[waiting.page_id])
    assert sentences(answer) == [ASKED]
    assert not adopted_page(waiting).live


@pytest.mark.filterwarnings("ignore:get_connection")  # Wagtail's own letter about the task
def test_the_end_of_a_workflow_is_refused_in_a_sentence_and_the_task_stays(
    world: Neighbours, waiting: Adoption, editor: Client
) -> None:
    page = adopted_page(waiting)
    workflow = page.get_workflow() or Workflow.objects.get()
    state = workflow.start(page, person(world.essex, Role.AUTHOR))
    task = state.current_task_state
    action = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    answer = editor.post(action, {"comment": ""})
    assert (answer.status_code, sentences(answer)) == (302, [ASKED])
    assert WorkflowState.objects.get(pk=state.pk).status == WorkflowState.STATUS_IN_PROGRESS
    assert not adopted_page(waiting).live


def test_a_slot_that_its_owner_adds_takes_no_followers_page_down(world: Neighbours) -> None:
    adoption = use(world.offer, world.essex)
    republish(world.source, body=BODY)
    kept = shown(world.essex)
    assert kept is not None
    assert kept.digest == version(world.source)
    assert anew(adoption).unfilled == ["team"]
    page = adopted_page(adoption)
    page.slug = "moved"
    page.save()
    Page.objects.get(pk=page.pk).move(home(world.essex), pos="first-child")
    drained()
    assert paths(world.essex) == ["/", "/moved/"]
    with pytest.raises(PublishingRefused, match=ASKED):
        page.save_revision().publish()


def test_a_page_that_stands_for_nothing_is_not_published(world: Neighbours, waiting: Adoption) -> None:
    waiting.delete()
    with pytest.raises(PublishingRefused, match="stands for no page"):
        AdoptedPage.objects.get(pk=waiting.page_id).save_revision().publish()
