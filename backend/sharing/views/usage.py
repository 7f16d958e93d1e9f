"""For owners: who uses their pages. For owners and adopters: what was done, by whom, when."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.auth import require_admin_access

from backend.core.spreadsheets import csv_answer
from backend.organisations.current import current_organisation
from backend.sharing.models import Action, Mode, Offer, SharingRecord
from backend.sharing.usage import Use, usage_of
from backend.sharing.views.base import SharingView

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


class UsageView(SharingView):
    """Every use of the organisation's own pages."""

    template_name = "sharing/usage.html"
    page_title = "Who uses your pages"
    header_icon = "group"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the offers, and their uses, narrowed to those who are behind when that is asked."""
        uses = usage_of(self.organisation)
        behind = self.request.GET.get("behind") == "1"
        offers = Offer.objects.filter(owner=self.organisation).select_related("page", "successor__page")
        shown = [use for use in uses if use.is_behind or not behind]
        return super().get_context_data(offers=offers, uses=shown, behind=behind, modes=Mode, **kwargs)


def _csv(request: HttpRequest) -> HttpResponse:
    """Answer with every use as a table."""
    organisation = current_organisation(request)
    if organisation is None:
        raise Http404("You belong to no organisation yet.")
    return csv_answer("use-of-our-pages.csv", COLUMNS, map(_row, usage_of(organisation)))


def _row(use: Use) -> tuple[Any, ...]:
    return (
        use.title, use.adoption.locale, use.organisation.name, use.mode.value, "yes" if use.is_live else "no",
        use.digest[:12], use.since, use.behind_since, ", ".join(use.slots), use.added, use.hidden,
    )  # fmt: skip


class RecordsView(SharingView):
    """What was done about pages that the organisation offers or uses."""

    template_name = "sharing/records.html"
    page_title = "What happened"
    page_subtitle = "to pages that you share"
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the records, newest first, narrowed to an action when that is asked."""
        mine = Q(organisation=self.organisation) | Q(owner=self.organisation)
        rows = SharingRecord.objects.filter(mine).select_related("actor", "organisation", "owner")
        action = self.request.GET.get("action", "")
        if action in Action.values:
            rows = rows.filter(action=action)
        found = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(found=found, actions=Action.choices, action=action, **kwargs)


usage = require_admin_access(UsageView.as_view())
usage_csv = require_admin_access(_csv)
records = require_admin_access(RecordsView.as_view())
