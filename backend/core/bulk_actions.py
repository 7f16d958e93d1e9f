"""Wagtail's bulk actions on what somebody may see: its own confirmation lists titles of what they may not change."""

from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.bulk_action.dispatcher import index
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from backend.core.page_chooser import explorable
from backend.core.reach import is_kept_apart


def bulk_action(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponse:
    """Hand the request on without the keys of what the user may not see; raises Http404 for an unknown model."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404("There is no such model.") from error
    user: Any = request.user
    if not user.is_superuser and (issubclass(model, Page) or is_kept_apart(model)):
        query = request.GET.copy()
        query.setlist("id", _within_reach(user, model, query.getlist("id")))
        if issubclass(model, Page) and not _may_list(user, query.get("childOf")):
            raise Http404("There is no such page here.")
        request.GET = query  # type: ignore[assignment]
        request.META["QUERY_STRING"] = query.urlencode()
    response: HttpResponse = index(request, app_label, model_name, action)
    return response


def _within_reach(user: Any, model: type[Model], asked: list[str]) -> list[str]:
    visible: QuerySet[Any] = (
        explorable(user)
        if issubclass(model, Page)
        else policy_registry.get_by_type(model).instances_user_has_any_permission_for(
            user, ["change", "delete", "view", "choose"]
        )
    )
    # For pages and files Wagtail's "all" goes by permission already; of other records it would take everybody's.
    is_snippet = model in get_snippet_models()
    everything = "all" in asked
    if not (everything and is_snippet):
        visible = visible.filter(pk__in=[key for key in asked if key.isdigit()])
    keys = [str(pk) for pk in visible.values_list("pk", flat=True)]
    return [*keys, "all"] if everything and not is_snippet else keys


def _may_list(user: Any, parent: str | None) -> bool:
    return not parent or (parent.isdigit() and explorable(user).filter(pk=parent).exists())


guarded = require_admin_access(bulk_action)
