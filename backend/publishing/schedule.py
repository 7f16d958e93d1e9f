"""The schedule: pages go live and are taken down at the time that editors chose.

As Wagtail's `publish_scheduled`, but one page that cannot be published keeps no other from its time.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page, Revision

log = logging.getLogger(__name__)


def run_schedule() -> list[str]:
    """Take down what has expired and publish what is due; returns a sentence for each page where that failed."""
    now = timezone.now()
    failures: list[str] = []
    for page in Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at").specific():
        _attempt(
            partial(page.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled"),
            f"The page “{page.title}” (number {page.pk}) could not be taken down",
            failures,
        )
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        _attempt(
            partial(revision.publish, log_action="wagtail.publish.scheduled"),
            f"“{revision.object_str}” could not be published at its time",
            failures,
        )
    return failures


def _attempt(act: Callable[[], Any], failed: str, failures: list[str]) -> None:
    try:
        act()
    except ValidationError as error:
        failures.append(f"{failed}: {'; '.join(error.messages)}")
