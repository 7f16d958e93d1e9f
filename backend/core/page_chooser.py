"""Wagtail's page chooser within the pages that somebody may explore: others' drafts have no titles here.

Its listings have a hook; opening a page by number and confirming several at once have none, so these two views are
ours and stand before Wagtail's in the URL configuration.
"""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import chooser
from wagtail.models import Page
from wagtail.permissions import policy_registry


def explorable(user: Any) -> QuerySet[Page]:
    """Return the pages that `user` may see in the explorer."""
    found: QuerySet[Page] = policy_registry.get_by_type(Page).explorable_instances(user)
    return found


def only_explorable(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Return those of `pages` that the user may explore (hook `construct_page_chooser_queryset`)."""
    if request.user.is_superuser:
        return pages
    return pages.filter(pk__in=explorable(request.user).values("pk"))


class BrowseView(chooser.BrowseView):
    """The children of a page, in the chooser."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        """Answer 404 for a page that the user may not explore; begin at their own first page."""
        if parent_page_id is None and not request.user.is_superuser:
            mine: Any = explorable(request.user)
            common = mine.first_common_ancestor()
            parent_page_id = common.pk if common else None
        if parent_page_id and not explorable(request.user).filter(pk=parent_page_id).exists():
            raise Http404("There is no such page here.")
        response: HttpResponse = super().get(request, parent_page_id)
        return response


class ChosenMultipleView(chooser.ChosenMultipleView):
    """The answer when several pages were chosen at once."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Answer without the pages that the user may not explore."""
        asked = [key for key in request.GET.getlist("id") if key.isdigit()]
        allowed = explorable(request.user).filter(pk__in=asked).values_list("pk", flat=True)
        query = request.GET.copy()
        query.setlist("id", [str(pk) for pk in allowed])
        request.GET = query  # type: ignore[assignment]
        response: HttpResponse = super().get(request)
        return response


browse = require_admin_access(BrowseView.as_view())
chosen_multiple = require_admin_access(ChosenMultipleView.as_view())
