"""What visitors wrote: read by everybody who works for the site, dealt with by those who publish on it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access

from backend.core.spreadsheets import csv_answer
from backend.feedback.models import Comment
from backend.feedback.reports import names_of
from backend.feedback.retention import kept_comments
from backend.feedback.views.base import PER_PAGE, FeedbackScreen, organisation_of
from backend.organisations.current import choices
from backend.organisations.models import Organisation
from backend.organisations.roles import may_publish

STATES = {"open": "To read", "handled": "Dealt with", "all": "All"}
ANSWERS = {"": "Yes and no", "yes": "Useful", "no": "Not useful"}
COLUMNS = ("Day", "Page", "Language", "Useful", "Comment", "Dealt with on")


def filters_in(query: QueryDict) -> dict[str, str]:
    """Return the filters of the list that a query holds, each one that there is."""
    state, useful, page = (query.get(name, "") for name in ("state", "useful", "page"))
    return {
        "state": state if state in STATES else "open",
        "useful": useful if useful in ANSWERS else "",
        "page": page if _page_key(page) else "",
    }


def _page_key(value: str) -> tuple[UUID, str] | None:
    """Read `<id of a page>:<language>`; None when it is none."""
    page, _, locale = value.partition(":")
    try:
        return (UUID(page), locale) if locale and "\0" not in locale else None
    except ValueError:
        return None


def _found(organisation: Organisation, filters: dict[str, str]) -> QuerySet[Comment]:
    rows = kept_comments().filter(organisation=organisation).select_related("handled_by")
    if filters["state"] != "all":
        rows = rows.filter(handled_on__isnull=filters["state"] == "open")
    if filters["useful"]:
        rows = rows.filter(useful=filters["useful"] == "yes")
    if key := _page_key(filters["page"]):
        rows = rows.filter(page_id=key[0], locale=key[1])
    return rows


def _named(organisation: Organisation, comments: list[Comment]) -> list[tuple[Comment, str]]:
    names = names_of(organisation, {(each.page_id, each.locale) for each in comments})
    return [(each, names[each.page_id, each.locale][0]) for each in comments]


class CommentsScreen(FeedbackScreen):
    """The comments, those to read first."""

    template_name = "feedback/comments.html"
    page_title = "Feedback"
    page_subtitle = "what visitors wrote"
    tab = "comments"

    def filters(self) -> dict[str, str]:
        """Return the filters as they stand."""
        return filters_in(self.request.GET)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of the list."""
        filters = self.filters()
        found = Paginator(_found(self.organisation, filters), PER_PAGE).get_page(self.request.GET.get("p"))
        page = _page_key(filters["page"])
        return super().get_context_data(
            found=found,
            comments=_named(self.organisation, list(found.object_list)),
            only=names_of(self.organisation, {page})[page][0] if page else "",
            states=STATES,
            answers=ANSWERS,
            filters=filters,
            may_handle=may_publish(self.request.user, self.organisation),
            **kwargs,
        )


def _comment_within_reach(request: HttpRequest, pk: int) -> Comment:
    """Return a comment that somebody may deal with; raises Http404 for any other, so that nobody learns of it."""
    mine = [one.pk for one in choices(request)]
    found = kept_comments().filter(pk=pk, organisation__in=mine).select_related("organisation").first()
    if found is None or not may_publish(request.user, found.organisation):
        raise Http404("There is no such comment here.")
    return found


def _handle(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a comment has been dealt with, or that it has not."""
    comment = _comment_within_reach(request, pk)
    is_handled = request.POST.get("handled") == "1"
    comment.handled_on = timezone.localdate() if is_handled else None
    comment.handled_by = request.user if is_handled else None  # type: ignore[assignment]
    comment.save(update_fields=["handled_on", "handled_by"])
    messages.success(request, "The comment is dealt with." if is_handled else "The comment is to be read again.")
    return _back(request)


def _delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a comment for ever: it may say who somebody is."""
    _comment_within_reach(request, pk).delete()
    messages.success(request, "The comment has been deleted.")
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('feedback:comments')}?{urlencode(filters_in(request.POST))}")


def _csv(request: HttpRequest) -> HttpResponse:
    """Answer with the comments as a table, by the same filters as the screen."""
    organisation = organisation_of(request)
    rows = _named(organisation, list(_found(organisation, filters_in(request.GET))))
    cells = (
        (each.day, title, each.locale, "yes" if each.useful else "no", each.text, each.handled_on)
        for each, title in rows
    )
    return csv_answer("feedback-comments.csv", COLUMNS, cells)


comments = require_admin_access(CommentsScreen.as_view())
comments_csv = require_admin_access(_csv)
handle = require_POST(require_admin_access(_handle))
delete = require_POST(require_admin_access(_delete))
