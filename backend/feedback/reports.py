"""What the screens tell of answers and visits: sums only, each in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, ExpressionWrapper, F, FloatField, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncWeek
from django.utils import timezone

from backend.feedback.models import Tally, VisitCount
from backend.feedback.retention import kept_comments
from backend.organisations.models import Organisation
from backend.publishing.models import LiveEntry, StoredDocument

PERIODS: Final = {"4": "4 weeks", "12": "12 weeks", "52": "a year"}
ORDERS: Final = {"no": "Most “no” first", "share": "Least useful first", "answers": "Most answers first"}
FEW: Final = 10
"""Below this, counts of visits are not told: on a quiet page they might be about one person."""

type PageKey = tuple[UUID, str]


@dataclass(frozen=True, slots=True)
class Sums:
    """Answers to “Was this page useful?”."""

    yes: int
    no: int

    @property
    def answers(self) -> int:
        """How many there are."""
        return self.yes + self.no

    @property
    def share(self) -> int | None:
        """How many of a hundred said yes; None without any."""
        return round(100 * self.yes / self.answers) if self.answers else None


@dataclass(frozen=True, slots=True)
class PageLine:
    """One page in one language; `path` is None when the site does not show it any more."""

    page_id: UUID
    locale: str
    title: str
    path: str | None
    sums: Sums
    comments: int = 0
    sites: int = 0


@dataclass(frozen=True, slots=True)
class Week:
    """The answers of one week; `width` and `yes_width` are those of its bar, of a hundred."""

    begins: date
    sums: Sums
    width: float
    yes_width: float


@dataclass(frozen=True, slots=True)
class Version:
    """The answers about one version of a page, and when the first and the last came."""

    digest: str
    first: date
    last: date
    sums: Sums


def first_day(period: str) -> date:
    """Return the Monday with which a period begins."""
    today = timezone.localdate()
    return today - timedelta(days=today.weekday(), weeks=int(period) - 1)


def tallies_by_page(organisation: Organisation, since: date, locale: str, order: str) -> QuerySet[Tally, Any]:
    """Return the sums of each page of a site, in one of ORDERS."""
    rows = Tally.objects.filter(organisation=organisation, day__gte=since)
    if locale:
        rows = rows.filter(locale=locale)
    answers = F("yes_sum") + F("no_sum")
    share = ExpressionWrapper(F("yes_sum") * 1.0 / answers, output_field=FloatField())
    found = _summed(rows).annotate(answers=answers, useful_share=share)
    first = {"no": "-no_sum", "share": "useful_share", "answers": "-answers"}[order]
    return found.order_by(first, "-answers", "page_id", "locale")


def tallies_of_adopters(organisation: Organisation, since: date) -> QuerySet[Tally, Any]:
    """Return the sums of an organisation's pages over all other sites that show them."""
    rows = Tally.objects.filter(owner=organisation, day__gte=since).exclude(organisation=organisation)
    return _summed(rows).annotate(sites=Count("organisation", distinct=True)).order_by("-no_sum", "page_id", "locale")


def _summed(rows: QuerySet[Tally]) -> Any:
    return rows.values("page_id", "locale").annotate(yes_sum=Sum("yes"), no_sum=Sum("no"))


def page_lines(organisation: Organisation, rows: Iterable[Mapping[str, Any]]) -> list[PageLine]:
    """Return rows of sums with titles, paths, and how many comments wait; three queries."""
    rows = list(rows)
    names = names_of(organisation, {(row["page_id"], row["locale"]) for row in rows})
    waiting = kept_comments().filter(organisation=organisation, handled_on=None).order_by()
    counted = waiting.values_list("page_id", "locale").annotate(number=Count("pk"))
    comments = {(page, locale): number for page, locale, number in counted}
    return [
        PageLine(
            row["page_id"],
            row["locale"],
            *names[row["page_id"], row["locale"]],
            Sums(row["yes_sum"], row["no_sum"]),
            comments.get((row["page_id"], row["locale"]), 0),
            row.get("sites", 0),
        )
        for row in rows
    ]


def names_of(organisation: Organisation, wanted: set[PageKey]) -> dict[PageKey, tuple[str, str | None]]:
    """Return title and path of pages; a page that was withdrawn has the title of its newest version and no path.

    Of others' pages only the versions are named that the organisation's own visitors have seen.
    """
    ids = {page for page, _ in wanted}
    found: dict[PageKey, tuple[str, str | None]] = dict.fromkeys(wanted, ("A page that is no more", None))
    seen = Tally.objects.filter(organisation=organisation, page_id__in=ids).values("version")
    within_reach = Q(owner=organisation) | Q(digest__in=seen)
    stored = StoredDocument.objects.filter(within_reach, page_id__in=ids).order_by("created")
    for page, locale, title in stored.values_list("page_id", "locale", "title"):
        found[page, locale] = (title, None)
    live = LiveEntry.objects.filter(organisation=organisation, page_id__in=ids)
    for page, locale, title, path in live.values_list("page_id", "locale", "document__title", "path"):
        found[page, locale] = (title, path)
    return found


def weeks(rows: QuerySet[Tally], since: date) -> list[Week]:
    """Return the answers of every week since then, the newest first; the weeks without any too."""
    summed = rows.filter(day__gte=since).annotate(week=TruncWeek("day")).values("week").order_by("week")
    found = {row["week"]: Sums(row["yes"], row["no"]) for row in summed.annotate(yes=Sum("yes"), no=Sum("no"))}
    most = max((sums.answers for sums in found.values()), default=0) or 1
    number = (timezone.localdate() - since).days // 7
    days = (since + timedelta(weeks=each) for each in range(number, -1, -1))
    return [
        Week(day, sums, round(100 * sums.answers / most, 1), round(100 * sums.yes / most, 1))
        for day in days
        for sums in (found.get(day, Sums(0, 0)),)
    ]


def versions(rows: QuerySet[Tally]) -> list[Version]:
    """Return the answers about each version of a page, the newest first."""
    summed = rows.values("version").annotate(a=Min("day"), z=Max("day"), yes_sum=Sum("yes"), no_sum=Sum("no"))
    return [
        Version(row["version"], row["a"], row["z"], Sums(row["yes_sum"], row["no_sum"]))
        for row in summed.order_by("-z", "-a", "version")
    ]


def visits_by_page(organisation: Organisation, since: date) -> QuerySet[VisitCount, Any]:
    """Return how often each page of a site was asked for, the most visited first."""
    rows = VisitCount.objects.filter(organisation=organisation, day__gte=since).values("path")
    return rows.annotate(total=Sum("visits")).order_by("-total", "path")


def visits_by_week(organisation: Organisation, since: date) -> list[tuple[date, str]]:
    """Return how often the site's pages were asked for in each week, the newest first."""
    rows = VisitCount.objects.filter(organisation=organisation, day__gte=since).annotate(week=TruncWeek("day"))
    found = rows.values_list("week").annotate(total=Sum("visits")).order_by("-week")
    return [(week, told(total)) for week, total in found]


def told(visits: int) -> str:
    """Return a count as it is told."""
    return f"fewer than {FEW}" if visits < FEW else f"{visits:,}"
