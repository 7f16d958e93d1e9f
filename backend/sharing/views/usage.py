"""For owners: who uses their pages, in which version, and what they made of them; on the screen and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from backend.core.spreadsheets import csv_answer
from backend.sharing.models import Mode, Offer
from backend.sharing.powers import Deed
from backend.sharing.usage import Use, usage_of
from backend.sharing.views.adopt import language_name
from backend.sharing.views.base import Crumb, SharingView, home_crumbs, screen

PER_PAGE = 50
COLUMNS = (
    "Page",
    "Language",
    "Organisation",
    "Mode",
    "Live",
    "Version",
    "Since",
    "Behind since",
    "Filled slots",
    "Added",
    "Left out",
)
MODES = {Mode.FOLLOW: "Follows", Mode.REVIEW: "Reviews first", Mode.DETACHED: "Own copy"}


@dataclass(slots=True)
class Sum:
    """What is known of one offer: how many organisations use it in which way, and how many of them are behind."""

    offer: Offer
    organisations: dict[int, Mode] = field(default_factory=dict)
    behind: set[int] = field(default_factory=set)

    def count(self, mode: Mode) -> int:
        """Return how many organisations use it in this way."""
        return sum(each is mode for each in self.organisations.values())

    @property
    def follow(self) -> int:
        """How many follow."""
        return self.count(Mode.FOLLOW)

    @property
    def review(self) -> int:
        """How many review first."""
        return self.count(Mode.REVIEW)

    @property
    def detached(self) -> int:
        """How many have made it their own."""
        return self.count(Mode.DETACHED)


def sums_of(offers: Sequence[Offer], uses: Sequence[Use]) -> list[Sum]:
    """Return the sums of each offer."""
    sums = {offer.pk: Sum(offer) for offer in offers}
    for use in uses:
        found = sums.get(use.adoption.offer_id)
        if found is not None:
            found.organisations.setdefault(use.organisation.pk, use.mode)
            if use.is_behind:
                found.behind.add(use.organisation.pk)
    return list(sums.values())


@dataclass(frozen=True, slots=True)
class Shown:
    """A use as the screen shows it: in words, and with the public address where it can be looked at."""

    use: Use
    language: str
    mode: str
    filled: list[str]
    address: str

    @classmethod
    def of(cls, use: Use) -> "Shown":
        """Return a use in words."""
        filled = [name.replace("-", " ") for name in use.slots]
        return cls(use, language_name(use.adoption.locale), MODES[use.mode], filled, public_address(use))


def public_address(use: Use) -> str:
    """Return where everybody can read the page, or nothing while nobody can; asks the database nothing."""
    organisation, locale = use.organisation, use.adoption.locale
    if not use.is_live or not organisation.public_address:
        return ""
    prefix = "" if locale == organisation.languages[0] else f"{locale}/"
    below_home = use.adoption.page.url_path.strip("/").partition("/")[2]
    return f"{organisation.public_address.rstrip('/')}/{prefix}{below_home}/"


class UsageView(SharingView):
    """Every use of the organisation's own pages."""

    template_name = "sharing/usage.html"
    page_title = "Who uses your pages"
    lead = "The pages that you offer, who shows them, and who does not have your newest words yet."
    area = "usage"

    def crumbs(self) -> list[Crumb]:
        """Return the way here."""
        return home_crumbs()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the offers with their sums, and their uses, narrowed to what is asked."""
        self.require(Deed.SEE_USAGE)
        uses = usage_of(self.organisation)
        offers = list(Offer.objects.filter(owner=self.organisation).select_related("page", "successor__page"))
        sums = sums_of(offers, uses)
        asked = self.request.GET.copy()
        shown = narrowed(uses, asked)
        found = Paginator(shown, PER_PAGE).get_page(asked.get("p"))
        asked.pop("p", None)
        return super().get_context_data(
            sums=sums,
            uses=[Shown.of(use) for use in found],
            found=found,
            query=asked.urlencode(),
            asked=asked,
            is_narrowed=any(asked.values()),
            modes=[(mode.value, words) for mode, words in MODES.items()],
            organisations=len({use.organisation.pk for use in uses}),
            behind=len({use.organisation.pk for use in uses if use.is_behind}),
            several=len({use.adoption.locale for use in uses}) > 1,
            **kwargs,
        )


def narrowed(uses: Sequence[Use], asked: Any) -> list[Use]:
    """Return the uses that fit what somebody looks for: an offer, a way, words of the organisation, those who are behind."""
    offer, mode, words = asked.get("offer", ""), asked.get("mode", ""), asked.get("q", "").strip().casefold()
    behind = asked.get("behind") == "1"
    return [
        use
        for use in uses
        if (not offer or str(use.adoption.offer_id) == offer)
        and (not mode or use.mode == mode)
        and (not words or words in use.organisation.name.casefold())
        and (not behind or use.is_behind)
    ]


class UsageTableView(UsageView):
    """The same as a file for spreadsheets."""

    def get(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """Answer with every use that fits as a table."""
        self.require(Deed.SEE_USAGE)
        name = f"use-of-our-pages-{timezone.localdate():%Y-%m-%d}.csv"
        return csv_answer(name, COLUMNS, map(_row, narrowed(usage_of(self.organisation), request.GET)))


def _row(use: Use) -> tuple[Any, ...]:
    return (
        use.title, use.adoption.locale, use.organisation.name, use.mode.value, "yes" if use.is_live else "no",
        use.digest[:12], use.since, use.behind_since, ", ".join(use.slots), "; ".join(use.added), "; ".join(use.hidden),
    )  # fmt: skip


usage = screen(UsageView.as_view())
usage_csv = screen(UsageTableView.as_view())
