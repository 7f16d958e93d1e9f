"""For how long feedback is kept: comments as the settings say, counts for three years."""

from datetime import date, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from backend.core.housekeeping import housekeeping
from backend.feedback.models import Comment, Tally, VisitCount

COUNTS_DAYS: Final = 3 * 366


def oldest_comment() -> date:
    """Return the day from which on comments are kept."""
    return timezone.localdate() - timedelta(days=settings.WAYMARK_FEEDBACK_COMMENT_DAYS)


def kept_comments() -> QuerySet[Comment]:
    """Return the comments that may be shown: an old one is none, even before it is deleted."""
    return Comment.objects.filter(day__gte=oldest_comment())


def forget_old() -> int:
    """Delete what is older than it may be, and return how many comments that were."""
    comments, _ = Comment.objects.filter(day__lt=oldest_comment()).delete()
    before = timezone.localdate() - timedelta(days=COUNTS_DAYS)
    Tally.objects.filter(day__lt=before).delete()
    VisitCount.objects.filter(day__lt=before).delete()
    return comments


def connect() -> None:
    """Forget whenever there is time for housekeeping."""
    housekeeping.connect(_tidy, dispatch_uid="forget_feedback")


def _tidy(**_: Any) -> None:
    forget_old()
