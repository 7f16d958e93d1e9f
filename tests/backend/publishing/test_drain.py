"""Draining: nothing is lost, nothing blocks the rest, and everything can be done twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from backend.organisations.models import Organisation
from backend.pages.models import NewsPage
from backend.publishing import drain as draining
from backend.publishing.compile import compile_pages
from backend.publishing.drain import drain, forget_finished
from backend.publishing.models import CompiledPage, PublishIntent
from backend.publishing.presenters import registry
from backend.publishing.record import record
from backend.publishing.trees import load_trees
from tests.backend.pages.factories import make_page
from tests.backend.publishing.sites import document_json, drained, paths, state


def test_an_intent_is_done_once(marlshire: Organisation) -> None:
    make_page("standard", marlshire)
    assert len(drained().finished) == 1
    assert drained().finished == []
    intent = PublishIntent.objects.latest("pk")
    assert (intent.attempts, intent.error) == (1, "")
    assert intent.done is not None


def test_draining_what_was_drained_changes_nothing(marlshire: Organisation) -> None:
    make_page("news", marlshire)
    drained()
    before = state()
    PublishIntent.objects.update(done=None, due=timezone.now())
    drained()
    assert state() == before


def test_an_intent_that_somebody_took_is_left_to_them_for_a_while(marlshire: Organisation) -> None:
    make_page("standard", marlshire, slug="launch")
    taken = draining._claim()
    assert len(taken) == 1
    assert drained().finished == []
    assert paths(marlshire) == ["/"]
    PublishIntent.objects.update(due=timezone.now() - timedelta(seconds=1))
    assert len(drained().finished) == 1
    assert paths(marlshire) == ["/", "/launch/"]


def test_each_attempt_waits_longer(marlshire: Organisation) -> None:
    make_page("standard", marlshire)
    waits = []
    for _ in range(9):
        PublishIntent.objects.filter(done=None).update(due=timezone.now())
        (intent,) = draining._claim()
        waits.append(round((intent.due - timezone.now()).total_seconds() / 60))
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_page_that_is_invalid_says_why_and_keeps_its_last_good_version(marlshire: Organisation) -> None:
    page = make_page("news", marlshire, slug="launch")
    drained()
    before = document_json(page)
    NewsPage.objects.filter(pk=page.pk).update(summary="x" * 400)
    page.refresh_from_db()
    PublishIntent.objects.filter(subject_id=page.pk).update(done=None, due=timezone.now())
    problems = drained().problems
    assert len(problems) == 1
    assert page.title in problems[0]
    assert "summary" in problems[0]
    assert document_json(page) == before
    assert paths(marlshire) == ["/", "/launch/"]
    intent = PublishIntent.objects.get(subject_id=page.pk)
    assert intent.error == problems[0]
    assert intent.done is not None
    assert CompiledPage.objects.get(page_id=page.pk).error == problems[0]


def test_an_invalid_page_does_not_block_the_others(marlshire: Organisation) -> None:
    bad, good = make_page("news", marlshire, slug="bad"), make_page("news", marlshire, slug="good")
    NewsPage.objects.filter(pk=bad.pk).update(summary="")
    assert len(drained().problems) == 1
    assert paths(marlshire) == ["/", "/good/"]
    assert document_json(good)["type"] == "news"


def test_a_fault_in_a_presenter_is_tried_again_and_does_not_block_the_others(
    marlshire: Organisation, monkeypatch: Any, caplog: Any
) -> None:
    bad, _ = make_page("news", marlshire, slug="bad"), make_page("guide", marlshire, slug="good")

    def faulty(page: Any, sources: Any) -> dict[str, Any]:
        raise KeyError("a fault")

    monkeypatch.setitem(registry.PRESENTERS, "news", faulty)
    outcome = drain()
    assert len(outcome.failures) == 1
    assert paths(marlshire) == ["/", "/good/"]
    intent = PublishIntent.objects.get(subject_id=bad.pk)
    assert intent.done is None
    assert "KeyError" in intent.error
    assert str(bad.pk) in caplog.text
    monkeypatch.undo()
    PublishIntent.objects.filter(done=None).update(due=timezone.now())
    drained()
    assert paths(marlshire) == ["/", "/bad/", "/good/"]


def test_a_technical_failure_of_one_intent_leaves_the_others_done(
    marlshire: Organisation, colchester: Organisation, monkeypatch: Any
) -> None:
    make_page("standard", marlshire, slug="launch")
    make_page("standard", colchester, slug="launch")
    whole = record

    def failing(organisation: int) -> Any:
        if organisation == marlshire.pk:
            raise OSError("the disk is full")
        return whole(organisation)

    monkeypatch.setattr(draining, "record", failing)
    outcome = drain()
    assert outcome.failures == ["OSError: the disk is full"]
    assert paths(colchester) == ["/", "/launch/"]
    undone = PublishIntent.objects.get(done=None)
    assert undone.error == "OSError: the disk is full"
    monkeypatch.undo()
    PublishIntent.objects.filter(done=None).update(due=timezone.now())
    drained()
    assert paths(marlshire) == ["/", "/launch/"]


def test_a_page_that_changes_while_it_is_compiled_is_compiled_again(marlshire: Organisation, monkeypatch: Any) -> None:
    page = make_page("news", marlshire)
    whole, changes = registry.PRESENTERS["news"], ["Second title"]

    def slow(read: Any, sources: Any) -> dict[str, Any]:
        if changes:
            # Meanwhile somebody publishes the next version, and another process compiles it.
            monkeypatch.setitem(registry.PRESENTERS, "news", whole)
            page.title = changes.pop()
            page.save_revision().publish()
            compile_pages([page.pk], load_trees())
        return whole(read, sources)

    monkeypatch.setitem(registry.PRESENTERS, "news", slow)
    compile_pages([page.pk], load_trees())
    assert document_json(page)["title"] == "Second title"


def test_a_page_that_never_stands_still_is_a_failure_to_be_tried_again(
    marlshire: Organisation, monkeypatch: Any
) -> None:
    page = make_page("news", marlshire)
    whole = registry.PRESENTERS["news"]

    def overtaken(read: Any, sources: Any) -> dict[str, Any]:
        CompiledPage.objects.filter(page_id=page.pk).update(generation=read.pk + timezone.now().microsecond)
        return whole(read, sources)

    monkeypatch.setitem(registry.PRESENTERS, "news", overtaken)
    outcome = compile_pages([page.pk], load_trees())
    assert set(outcome.failures) == {page.pk}


def test_a_page_that_was_deleted_meanwhile_needs_nothing(marlshire: Organisation) -> None:
    page = make_page("news", marlshire, slug="launch")
    page.delete()
    assert drained().problems == []
    assert paths(marlshire) == ["/"]


def test_an_organisation_that_was_deleted_meanwhile_needs_nothing(marlshire: Organisation) -> None:
    marlshire.save()
    PublishIntent.objects.filter(done=None).update(subject_id="999999", organisation=None)
    assert drained().problems == []


def test_finished_intents_are_forgotten_after_a_month_but_not_those_with_a_problem(marlshire: Organisation) -> None:
    make_page("news", marlshire)
    drained()
    long_ago = timezone.now() - timedelta(days=31)
    PublishIntent.objects.update(done=long_ago)
    kept = PublishIntent.objects.latest("pk")
    PublishIntent.objects.filter(pk=kept.pk).update(error="mend it")
    assert forget_finished() >= 1
    assert list(PublishIntent.objects.values_list("pk", flat=True)) == [kept.pk]


@pytest.mark.parametrize("subject", ["media.customimage", "media.film", "pages.partner"])
def test_an_object_that_nobody_shows_needs_nothing(subject: str, marlshire: Organisation) -> None:
    PublishIntent.objects.create(subject=subject, subject_id="1", reason="changed")
    assert len(drained().finished) == 1
