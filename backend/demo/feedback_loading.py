"""What visitors of the demonstration are said to have said: counts over twelve weeks, and a few comments."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from backend.feedback.models import Comment, Tally
from backend.organisations.models import Organisation
from backend.publishing.models import LiveEntry

WEEKS: Final = 12
COMMENTS: Final = (
    (False, "I could not find out who answers at night."),
    (True, "Short, and it told me what happens after the call. Thank you."),
    (False, "Too many words on my phone. The number should be at the top."),
    (False, "Is there a version in Punjabi for my father?"),
    (True, "We used it in our team meeting."),
    (False, "The link to the form was hard to see."),
)


def load_feedback() -> int:
    """Make answers for the pages of each site that has none yet, and return for how many pages.

    They follow from the page's id and today's date, so they are the same on every machine. Nobody has given them.
    """
    asking = Organisation.objects.exclude(feedback_url="").filter(tallies__isnull=True, manifest__sequence__gt=0)
    entries = LiveEntry.objects.filter(organisation__in=asking).select_related("document").order_by("pk")
    found = list(entries.defer("document__body", "document__words"))
    Tally.objects.bulk_create(tally for entry in found for tally in _tallies(entry))
    Comment.objects.bulk_create(
        comment for number, entry in enumerate(found) if number % 4 == 0 for comment in [_comment(entry, number // 4)]
    )
    return len(found)


def _tallies(entry: LiveEntry) -> list[Tally]:
    today, seed = timezone.localdate(), entry.page_id.int
    liked = 55 + seed % 40
    made = []
    for week in range(WEEKS):
        answers = 3 + (seed >> week) % 14
        yes = answers * min(liked + (WEEKS - week) % 5, 98) // 100
        made.append(
            Tally(
                organisation_id=entry.organisation_id,
                owner_id=entry.document.owner_id,
                page_id=entry.page_id,
                locale=entry.locale,
                version=entry.document_id,
                day=today - timedelta(weeks=week, days=seed % 3),
                yes=yes,
                no=answers - yes,
            )
        )
    return made


def _comment(entry: LiveEntry, number: int) -> Comment:
    useful, text = COMMENTS[number % len(COMMENTS)]
    return Comment(
        organisation_id=entry.organisation_id,
        page_id=entry.page_id,
        locale=entry.locale,
        version=entry.document_id,
        day=timezone.localdate() - timedelta(days=number % 20),
        useful=useful,
        text=text,
    )
