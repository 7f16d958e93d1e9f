"""Wagtail's bulk actions on what somebody may see: its own confirmation lists titles of what they may not change."""

from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.bulk_action.dispatcher import index
from wagtail.admin.views.pages.search import page_filter_search
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from backend.core.page_chooser import explorable
from backend.core.reach import confine


def bulk_action(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponse:
    """Hand the request on without the keys of what the user may not see; raises Http404 for an unknown model."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404("There is no such model.") from error
    user: Any = request.user
    if not user.is_superuser:
        query = request.GET.copy()
        if issubclass(model, Page) and not _may_list(user, query.get("childOf")):
            raise Http404("There is no such page here.")
        query.setlist("id", _within_reach(user, model, query))
        request.GET = query  # type: ignore[assignment]
        request.META["QUERY_STRING"] = query.urlencode()
    response: HttpResponse = index(request, app_label, model_name, action)
    return response


def _within_reach(user: Any, model: type[Model], query: QueryDict) -> list[str]:
    asked = query.getlist("id")
    if "all" in asked and issubclass(model, Page):
        return _keys(_listed(user, query))
    visible = confine(user, model._default_manager.all())
    if "all" in asked and model in get_snippet_models():
        # Wagtail's "all" of these takes everybody's.
        return _keys(visible)
    keys = _keys(visible.filter(pk__in=[key for key in asked if key.isdigit()]))
    # For files it goes by permission, and by what was searched for.
    return [*keys, "all"] if "all" in asked else keys


def _listed(user: Any, query: QueryDict) -> QuerySet[Page]:
    """Return the pages that the list showed in which “all” was chosen, as Wagtail does, but only those within reach."""
    pages: Any = explorable(user)
    searched, parent = query.get("q"), query.get("childOf")
    if parent:
        above = Page.objects.get(pk=parent)
        pages = pages.descendant_of(above) if searched else pages.child_of(above)
    if searched:
        found = page_filter_search(searched, pages)[0].results()
        pages = Page.objects.filter(pk__in=[page.pk for page in found])
    listed: QuerySet[Page] = pages
    return listed


def _keys(records: QuerySet[Any]) -> list[str]:
    return [str(pk) for pk in records.values_list("pk", flat=True)]


def _may_list(user: Any, parent: str | None) -> bool:
    return not parent or (parent.isdigit() and explorable(user).filter(pk=parent).exists())


guarded = require_admin_access(bulk_action)
