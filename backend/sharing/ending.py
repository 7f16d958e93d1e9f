"""Offers whose day has come: a withdrawn page leaves the sites that still show it."""

from datetime import date

from django.db import transaction
from wagtail.models import Page

from backend.sharing.models import Action, Adoption, note


def end_withdrawn(today: date) -> int:
    """Take down every adopted page whose offer has ended; returns how many. Safe to repeat, and to be killed on the way.

    They stay as drafts, with all that was added to them, so that a team can still switch to the successor.
    """
    ended = Adoption.objects.in_step().withdrawn(today).filter(page__live=True)
    keys = list(ended.order_by("pk").values_list("pk", flat=True))
    return sum(_end(key) for key in keys)


@transaction.atomic
def _end(key: int) -> int:
    """Take down one of them, and record it; the two belong together."""
    adoption = Adoption.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=key)
    page = Page.objects.get(pk=adoption.page_id)
    if not page.live:
        return 0
    page.specific.unpublish(log_action=True)
    note(Action.LEFT, adoption=adoption, text="Its owner had withdrawn it until today.")
    return 1
