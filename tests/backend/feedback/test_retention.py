"""Old comments and counts go by themselves."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from backend.core.housekeeping import housekeeping
from backend.feedback.models import Comment, Tally, VisitCount
from backend.feedback.retention import COUNTS_DAYS, forget_old
from tests.backend.feedback.worlds import make_answered

pytestmark = pytest.mark.django_db


def test_comments_go_after_as_many_days_as_the_settings_say_and_counts_stay(settings: Any) -> None:
    settings.WAYMARK_FEEDBACK_COMMENT_DAYS = 30
    make_answered("ours", 2)
    old = Comment.objects.all()[0]
    for days, number in ((30, 0), (31, 1)):
        Comment.objects.filter(pk=old.pk).update(day=timezone.localdate() - timedelta(days=days))
        assert forget_old() == number
    assert Comment.objects.count() == 1
    assert Tally.objects.count() == 6


def test_counts_go_after_three_years() -> None:
    made = make_answered("ours", 1)
    before = timezone.localdate() - timedelta(days=COUNTS_DAYS + 1)
    VisitCount.objects.create(organisation=made.organisation, path="/", day=before, visits=3)
    Tally.objects.filter(pk=Tally.objects.all()[0].pk).update(day=before)
    forget_old()
    assert Tally.objects.count() == 2
    assert not VisitCount.objects.exists()


@pytest.mark.parametrize("way", ["command", "housekeeping", "run_publishing"])
def test_every_installation_forgets_by_itself(way: str, capsys: Any) -> None:
    make_answered("ours", 1)
    Comment.objects.update(day=timezone.localdate() - timedelta(days=400))
    if way == "command":
        call_command("forget_feedback")
    elif way == "housekeeping":
        housekeeping.send(sender=None)
    else:
        from backend.publishing.management.commands.run_publishing import Command

        Command()._reconcile()
    assert not Comment.objects.exists()
