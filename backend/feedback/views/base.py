"""What the screens of feedback have in common: one organisation of one's own at a time, and nothing of anybody else's."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from backend.feedback.reports import PERIODS
from backend.organisations.current import current_organisation
from backend.organisations.models import Organisation

PER_PAGE = 50
PERIOD = "12"


def organisation_of(request: HttpRequest) -> Organisation:
    """Return the organisation that somebody is working for; raises Http404 for those who belong to none."""
    organisation = current_organisation(request)
    if organisation is None:
        raise Http404("You belong to no organisation yet; ask an administrator.")
    return organisation


def chosen(request: HttpRequest, name: str, options: dict[str, str], default: str) -> str:
    """Return what a filter says, or `default` when it says nothing that there is."""
    value = request.GET.get(name, default)
    return value if value in options else default


class FeedbackScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one organisation's site."""

    header_icon = "comment"
    tab: ClassVar[str] = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the organisation and the period."""
        super().setup(request, *args, **kwargs)
        self.organisation = organisation_of(request)
        self.period = chosen(request, "weeks", PERIODS, PERIOD)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return none: each screen has a plain heading."""
        return []

    def filters(self) -> dict[str, str]:
        """Return the filters as they stand, for links to other pages of the list and to the download."""
        return {"weeks": self.period}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the organisation and the filters with what the screen adds."""
        return super().get_context_data(
            organisation=self.organisation,
            address=f"{settings.WAGTAILADMIN_BASE_URL}{reverse('api:feedback')}",
            tabs=self._tabs(),
            periods=PERIODS,
            period=self.period,
            query=urlencode(self.filters()),
            **kwargs,
        )

    def _tabs(self) -> list[tuple[str, str, bool]]:
        names = {"pages": "Pages", "comments": "Comments", "adopters": "On other sites", "visits": "Visits"}
        return [(reverse(f"feedback:{name}"), label, name == self.tab) for name, label in names.items()]
