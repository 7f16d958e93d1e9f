"""Which pages are useful, and how that changes; for owners of shared pages, the sums over other sites."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.auth import require_admin_access

from backend.core.spreadsheets import csv_answer
from backend.feedback.models import Tally
from backend.feedback.reports import (
    ORDERS,
    PERIODS,
    first_day,
    names_of,
    page_lines,
    tallies_by_page,
    tallies_of_adopters,
    versions,
    weeks,
)
from backend.feedback.retention import kept_comments
from backend.feedback.views.base import PER_PAGE, PERIOD, FeedbackScreen, chosen, organisation_of
from backend.organisations.models import Organisation
from backend.publishing.models import LiveEntry

COLUMNS = ("Page", "Language", "Address", "Yes", "No", "Useful (%)", "Comments to read")
ADOPTER_COLUMNS = ("Page", "Language", "Sites", "Yes", "No", "Useful (%)")
SHOWN_COMMENTS = 10


def _languages(organisation: Organisation) -> dict[str, str]:
    return {code: code for code in organisation.languages}


class PagesScreen(FeedbackScreen):
    """All pages with answers, and the trend of the whole site."""

    template_name = "feedback/pages.html"
    page_title = "Feedback"
    page_subtitle = "“Was this page useful?”"
    tab = "pages"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read the filters."""
        super().setup(request, *args, **kwargs)
        self.order = chosen(request, "order", ORDERS, "no")
        self.locale = chosen(request, "locale", _languages(self.organisation), "")

    def filters(self) -> dict[str, str]:
        """Return the filters as they stand."""
        return {"weeks": self.period, "order": self.order, "locale": self.locale}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of the list, and the weeks."""
        since = first_day(self.period)
        rows = tallies_by_page(self.organisation, since, self.locale, self.order)
        found = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        tallies = Tally.objects.filter(organisation=self.organisation)
        return super().get_context_data(
            found=found,
            lines=page_lines(self.organisation, found.object_list),
            weeks=weeks(tallies.filter(locale=self.locale) if self.locale else tallies, since),
            orders=ORDERS,
            order=self.order,
            language=self.locale,
            **kwargs,
        )


class PageScreen(FeedbackScreen):
    """One page: trend, versions, newest comments."""

    template_name = "feedback/page.html"
    page_subtitle = "was it useful?"
    tab = "pages"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the page; raises Http404 when the site neither shows it nor has answers about it."""
        super().setup(request, *args, **kwargs)
        page, locale = kwargs["page_key"], kwargs["language"]
        self.about = {"organisation": self.organisation, "page_id": page, "locale": locale}
        if not any(model.objects.filter(**self.about).exists() for model in (LiveEntry, Tally)):
            raise Http404("There is no such page here.")
        self.name, self.path = names_of(self.organisation, {(page, locale)})[page, locale]

    def get_page_title(self) -> str:
        """Return the page's title."""
        return self.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return weeks, versions and comments."""
        since = first_day(self.period)
        tallies = Tally.objects.filter(**self.about)
        comments = kept_comments().filter(**self.about)
        live = LiveEntry.objects.filter(**self.about).values_list("document_id", flat=True).first()
        public = f"{self.organisation.public_address.rstrip('/')}{self.path}" if self.path else ""
        return super().get_context_data(
            weeks=weeks(tallies, since),
            versions=versions(tallies),
            live=live,
            public=public,
            comments=comments.select_related("handled_by")[:SHOWN_COMMENTS],
            filter_key=f"{self.about['page_id']}:{self.about['locale']}",
            **kwargs,
        )


class AdoptersScreen(FeedbackScreen):
    """The organisation's own pages on other sites: sums, without what anybody wrote."""

    template_name = "feedback/adopters.html"
    page_title = "Feedback"
    page_subtitle = "your pages on other sites"
    tab = "adopters"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of the list."""
        rows = tallies_of_adopters(self.organisation, first_day(self.period))
        found = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(found=found, lines=page_lines(self.organisation, found.object_list), **kwargs)


def _pages_csv(request: HttpRequest) -> HttpResponse:
    """Answer with all pages as a table, by the same filters as the screen."""
    organisation = organisation_of(request)
    since = first_day(chosen(request, "weeks", PERIODS, PERIOD))
    locale = chosen(request, "locale", _languages(organisation), "")
    rows = tallies_by_page(organisation, since, locale, chosen(request, "order", ORDERS, "no"))
    lines = page_lines(organisation, rows)
    cells = (
        (each.title, each.locale, each.path, each.sums.yes, each.sums.no, each.sums.share, each.comments)
        for each in lines
    )
    return csv_answer("feedback-by-page.csv", COLUMNS, cells)


def _adopters_csv(request: HttpRequest) -> HttpResponse:
    """Answer with the sums over other sites as a table."""
    organisation = organisation_of(request)
    lines = page_lines(
        organisation, tallies_of_adopters(organisation, first_day(chosen(request, "weeks", PERIODS, PERIOD)))
    )
    cells = ((each.title, each.locale, each.sites, each.sums.yes, each.sums.no, each.sums.share) for each in lines)
    return csv_answer("feedback-on-other-sites.csv", ADOPTER_COLUMNS, cells)


pages = require_admin_access(PagesScreen.as_view())
page = require_admin_access(PageScreen.as_view())
adopters = require_admin_access(AdoptersScreen.as_view())
pages_csv = require_admin_access(_pages_csv)
adopters_csv = require_admin_access(_adopters_csv)
