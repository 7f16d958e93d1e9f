"""Offers whose day has come: a withdrawn page leaves the sites that still show it."""

from datetime import date

from wagtail.models import Page

from backend.sharing.models import Action, Adoption, OfferState, note


def end_withdrawn(today: date) -> int:
    """Take down every adopted page whose offer has ended; returns how many. Safe to repeat.

    They stay as drafts, with all that was added to them, so that a team can still switch to the successor.
    """
    ended = Adoption.objects.in_step().filter(
        offer__state=OfferState.WITHDRAWN, offer__ends_on__lte=today, page__live=True
    )
    count = 0
    for adoption in ended.select_related("offer", "page", "organisation"):
        Page.objects.get(pk=adoption.page_id).specific.unpublish(log_action=True)
        note(Action.LEFT, adoption=adoption, text="Its owner had withdrawn it until today.")
        count += 1
    return count
