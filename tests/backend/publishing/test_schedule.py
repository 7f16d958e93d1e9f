"""The schedule: pages go live and are taken down at their time, and one that cannot does not block the others."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page

from backend.organisations.models import Organisation
from backend.publishing.schedule import run_schedule
from tests.backend.pages.factories import make_page
from tests.backend.publishing.sites import drained, paths, schedule


def test_a_page_goes_live_at_its_time(marlshire: Organisation) -> None:
    page = make_page("news", marlshire, slug="launch", published=False)
    schedule(page)
    drained()
    assert paths(marlshire) == ["/"]
    assert run_schedule() == []
    drained()
    assert paths(marlshire) == ["/", "/launch/"]


def test_a_page_is_taken_down_at_its_time(marlshire: Organisation) -> None:
    page = make_page("news", marlshire, slug="launch")
    drained()
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert run_schedule() == []
    drained()
    assert paths(marlshire) == ["/"]
    assert Page.objects.get(pk=page.pk).expired


def test_one_that_cannot_go_live_is_said_and_does_not_block_the_next(marlshire: Organisation) -> None:
    bad = make_page("news", marlshire, slug="bad", published=False)
    good = make_page("news", marlshire, slug="good", published=False)
    schedule(bad, summary="")
    schedule(good)
    failures = run_schedule()
    drained()
    assert len(failures) == 1
    assert bad.title in failures[0]
    assert paths(marlshire) == ["/", "/good/"]
