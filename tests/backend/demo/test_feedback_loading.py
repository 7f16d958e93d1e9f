"""The demonstration has something to show on the screens of feedback, once."""

import pytest

from backend.demo.feedback_loading import load_feedback
from backend.feedback.models import Comment, Tally
from backend.organisations.models import Organisation

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]


def test_every_site_asks_and_has_answers_and_a_second_run_adds_none() -> None:
    assert not Organisation.objects.filter(feedback_url="").exists()
    assert load_feedback() > 50
    assert set(Tally.objects.values_list("organisation__slug", flat=True)) == set(
        Organisation.objects.values_list("slug", flat=True)
    )
    assert Tally.objects.exclude(owner=None).count() == Tally.objects.count()
    assert Comment.objects.count() > 10
    counted = Tally.objects.count()
    assert load_feedback() == 0
    assert Tally.objects.count() == counted
