"""Wagtail's views of pages as this project needs them: one saving at a time; no groups and pages of other organisations.

They stand before Wagtail's own at the same addresses.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import page_privacy, workflows
from wagtail.admin.views.reports import page_types_usage as report
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.models import Page, Task, get_page_models
from wagtail.permissions import policy_registry

from backend.core.reach import confine


class SetPrivacyView(page_privacy.SetPrivacyView):
    """Who may read a page."""

    def get_form(self, form_class: Any = None) -> Any:
        """Return the form with the groups that the user may learn of."""
        form = super().get_form(form_class)
        form.fields["groups"].queryset = confine(self.request.user, form.fields["groups"].queryset)
        return form


class PageTypesFilterSet(report.PageTypesUsageReportFilterSet):
    """Filters of the report, without a list of everybody's sites."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave the sites out."""
        super().__init__(*args, **kwargs)
        self.filters.pop("site", None)


class PageTypesUsageView(report.PageTypesUsageReportView):
    """How many pages there are of each type, among those that the user may explore."""

    filterset_class = PageTypesFilterSet

    def get_queryset(self) -> QuerySet[ContentType]:
        """Return the types with the number of pages and the one that was edited last."""
        # Without the base of all pages, which nobody makes.
        models = [model for model in get_page_models() if model is not Page]
        types = ContentType.objects.get_for_models(*models).values()
        self.queryset = ContentType.objects.filter(pk__in=[found.pk for found in types])
        filtered: QuerySet[ContentType] = self.filter_queryset(self.queryset)
        pages = policy_registry.get_by_type(Page).explorable_instances(self.request.user).order_by()
        if language := self.filters.form.cleaned_data.get("page_locale"):
            pages = pages.filter(locale__language_code=language)
        of_type = pages.filter(content_type=OuterRef("pk"))
        counted = of_type.values("content_type").annotate(number=Count("pk", distinct=True)).values("number")
        newest = of_type.order_by(F("latest_revision_created_at").desc(nulls_last=True), "title", "-pk")
        return filtered.annotate(
            count=Coalesce(Subquery(counted), 0), last_edited_page_id=Subquery(newest.values("pk")[:1])
        ).order_by("-count", "app_label", "model")


def only_for_makers_of_workflows(view: Any) -> Any:
    """Return `view`, of Wagtail's chooser of tasks, for those who may make some: it lists everybody's to anybody."""

    def guarded(request: HttpRequest, **arguments: Any) -> HttpResponse:
        if not policy_registry.get_by_type(Task).user_has_permission(request.user, "add"):
            raise PermissionDenied
        response: HttpResponse = view(request, **arguments)
        return response

    return require_admin_access(guarded)


def one_at_a_time(view: Any) -> Any:
    """Return `view`, which edits the page `page_id`, so that what is sent for one page is saved one after the other.

    Wagtail asks whether a saving in the background is out of date, and saves then. One that is slow would otherwise end
    after what somebody saved by hand meanwhile, and undo it.
    """

    def edit(request: HttpRequest, page_id: int) -> HttpResponse:
        if request.method != "POST":
            return view(request, page_id=page_id)
        with transaction.atomic():
            # Before Wagtail reads which version is the newest; the row is locked by reading it.
            Page.objects.select_for_update().order_by().filter(pk=page_id).first()
            return view(request, page_id=page_id)

    return require_admin_access(edit)


edit_page = one_at_a_time(page_viewset_registry.as_view("edit", page_id_kwarg="page_id"))
set_privacy = require_admin_access(SetPrivacyView.as_view())
task_chooser_urls = [
    path("task_chooser/", only_for_makers_of_workflows(workflows.TaskChooserView.as_view())),
    path("task_chooser/results/", only_for_makers_of_workflows(workflows.TaskChooserResultsView.as_view())),
    path("task_chooser/create/", only_for_makers_of_workflows(workflows.TaskChooserCreateView.as_view())),
    path("task_chooser/<int:task_id>/", only_for_makers_of_workflows(workflows.task_chosen)),
]
page_types = require_admin_access(PageTypesUsageView.as_view())
page_types_results = require_admin_access(PageTypesUsageView.as_view(results_only=True))
