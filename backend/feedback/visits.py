"""Counting visits of sites whose organisations want it: from lines of a log to one number a page and day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from backend.feedback.access_logs import UnreadableLine, visit_in
from backend.feedback.models import VisitCount
from backend.organisations.models import Organisation
from backend.publishing.models import LiveEntry


@dataclass(slots=True)
class Counted:
    """What was counted on one day: visits by organisation and path, and how many lines could not be read."""

    day: date
    visits: Counter[tuple[int, str]] = field(default_factory=Counter)
    lines: int = 0
    unreadable: int = 0


class FewerThanBefore(Exception):
    """A log tells of fewer visits than were counted from it or its like before; the message says of which site."""


def counting_sites() -> list[Organisation]:
    """Return the organisations that want visits of their sites counted."""
    return list(Organisation.objects.filter(visit_counting__isnull=False).order_by("slug"))


def count_visits(lines: Iterable[str], day: date, sites: Iterable[Organisation], default: str = "") -> Counted:
    """Count the visits of `day` in `lines`. Only addresses of pages that the sites show are counted, nothing made up.

    `default` names the site of lines without a host.
    """
    hosts: dict[str, int] = {}
    paths: dict[int, frozenset[str]] = {}
    for site in sites:
        hosts[urlsplit(site.public_address).hostname or ""] = site.pk
        paths[site.pk] = frozenset(LiveEntry.objects.filter(organisation=site).values_list("path", flat=True))
        if site.slug == default:
            hosts[""] = site.pk
    zone = timezone.get_default_timezone()
    counted = Counted(day)
    for line in lines:
        counted.lines += 1
        try:
            visit = visit_in(line, zone)
        except UnreadableLine:
            counted.unreadable += 1
            continue
        if visit is None or visit.day != day or (site_pk := hosts.get(visit.host)) is None:
            continue
        if visit.path in paths[site_pk]:
            counted.visits[site_pk, visit.path] += 1
    return counted


@transaction.atomic
def record(counted: Counted, site: Organisation, *, replace: bool = False) -> int:
    """Put the counts of a day in place of what was counted for it before, and return their sum.

    A day of which the log tells nothing stays as it is. Raises FewerThanBefore unless `replace`.
    """
    mine = {path: number for (pk, path), number in counted.visits.items() if pk == site.pk}
    total = sum(mine.values())
    there = VisitCount.objects.filter(organisation=site, day=counted.day)
    before = there.aggregate(total=Sum("visits"))["total"] or 0
    if total < before and not replace:
        raise FewerThanBefore(
            f"{site.slug}: {total} visits on {counted.day}, but {before} were counted before, so these stay. "
            "Name all logs of the day, or use --replace."
        )
    if mine:
        there.delete()
        VisitCount.objects.bulk_create(
            VisitCount(organisation=site, path=path, day=counted.day, visits=number) for path, number in mine.items()
        )
    return total
