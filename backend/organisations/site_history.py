"""Wagtail's site history over more than two kinds of log, which SQLite cannot join one after the other."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Value
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.audit_logging import LogEntriesView, SiteHistoryReportFilterSet
from wagtail.log_actions import registry

from backend.core.reach import confine


class OwnHistoryFilterSet(SiteHistoryReportFilterSet):
    """Filters of the history, naming colleagues only."""

    def get_users_queryset(self) -> QuerySet[Any]:
        """Return the people to choose from."""
        return confine(self.request.user, super().get_users_queryset())

    class Meta(SiteHistoryReportFilterSet.Meta):
        pass


class SiteHistoryView(LogEntriesView):
    """What happened to pages and records within reach, newest first."""

    filterset_class = OwnHistoryFilterSet

    def get_filtered_queryset(self) -> QuerySet[Any]:
        """Return number, time and kind of each entry; all kinds are joined in one step, none inside another."""
        self.log_models = list(registry.get_log_entry_models())
        parts = [
            self.filter_queryset(
                model.objects.viewable_by_user(self.request.user)
                .values("pk", "timestamp")
                .annotate(log_model_index=Value(number, output_field=IntegerField()))
            ).order_by()
            for number, model in enumerate(self.log_models)
        ]
        joined: QuerySet[Any] = parts[0].union(*parts[1:], all=True).order_by("-timestamp")
        return joined


history = require_admin_access(SiteHistoryView.as_view())
history_results = require_admin_access(SiteHistoryView.as_view(results_only=True))
