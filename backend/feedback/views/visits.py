"""How often pages are asked for, where an organisation wants that counted."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access

from backend.core.spreadsheets import csv_answer
from backend.feedback.models import VisitCounting
from backend.feedback.reports import FEW, PERIODS, first_day, told, visits_by_page, visits_by_week
from backend.feedback.views.base import PER_PAGE, PERIOD, FeedbackScreen, chosen, organisation_of
from backend.organisations.roles import may_administer

COLUMNS = ("Address", "Visits")


class VisitsScreen(FeedbackScreen):
    """The most visited pages, and the weeks."""

    template_name = "feedback/visits.html"
    page_title = "Feedback"
    page_subtitle = "visits, counted without following anybody"
    tab = "visits"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return whether visits are counted, and what was."""
        since = first_day(self.period)
        found = Paginator(visits_by_page(self.organisation, since), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            counting=VisitCounting.objects.filter(organisation=self.organisation).first(),
            found=found,
            lines=[(row["path"], told(row["total"])) for row in found.object_list],
            weeks=visits_by_week(self.organisation, since),
            few=FEW,
            may_switch=may_administer(self.request.user, self.organisation),
            **kwargs,
        )


def _switch(request: HttpRequest) -> HttpResponse:
    """Begin or end counting; ending deletes what was counted."""
    organisation = organisation_of(request)
    if not may_administer(request.user, organisation):
        raise Http404("Only administrators decide this.")
    if request.POST.get("count") == "1":
        VisitCounting.objects.get_or_create(organisation=organisation)
        messages.success(request, "Visits are counted from now on.")
    else:
        VisitCounting.objects.filter(organisation=organisation).delete()
        organisation.visit_counts.all().delete()
        messages.success(request, "Visits are not counted any more, and the counts have been deleted.")
    return redirect("feedback:visits")


def _csv(request: HttpRequest) -> HttpResponse:
    """Answer with the pages as a table; small counts are not told here either."""
    organisation = organisation_of(request)
    rows = visits_by_page(organisation, first_day(chosen(request, "weeks", PERIODS, PERIOD)))
    return csv_answer("visits.csv", COLUMNS, ((row["path"], told(row["total"])) for row in rows))


visits = require_admin_access(VisitsScreen.as_view())
visits_csv = require_admin_access(_csv)
switch = require_POST(require_admin_access(_switch))
