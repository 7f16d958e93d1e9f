"""A second line of defence in the admin: no view runs with a record of another organisation in its address.

Each view asks about rights itself, and most ask about the record at hand. Some of Wagtail's do not, or show its title
while they refuse. So the address is read before the view: whatever record it names must be one that the user may learn
of, or the answer is 404. What cannot be read from the address stays the view's business.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse

from backend.core.reach import Reference, may_learn_of

MOUNT = "admin/"
"""Where the admin is in the URL configuration."""

NAMED = {
    "page": "wagtailcore.Page",
    "page_id": "wagtailcore.Page",
    "page_pk": "wagtailcore.Page",
    "parent_page_id": "wagtailcore.Page",
    "page_to_move_id": "wagtailcore.Page",
    "destination_id": "wagtailcore.Page",
    "collection_id": "wagtailcore.Collection",
    "workflow_pk": "wagtailcore.Workflow",
    "workflow_state_id": "wagtailcore.WorkflowState",
    "task_id": "wagtailcore.Task",
    "task_state_id": "wagtailcore.TaskState",
    "redirect_id": "wagtailredirects.Redirect",
    "image_id": settings.WAGTAILIMAGES_IMAGE_MODEL,
    "document_id": settings.WAGTAILDOCS_DOCUMENT_MODEL,
    "doc_id": settings.WAGTAILDOCS_DOCUMENT_MODEL,
}
"""Which model an argument of an address names, where its name says so."""

SENT = {"parent_page": "wagtailcore.Page", "new_parent_page": "wagtailcore.Page"}
"""The same for fields of Wagtail's forms that repeat the title of a page while they refuse it."""

MODEL_ARGUMENTS = (("app_label", "model_name"), ("app_name", "model_name"))
"""Arguments that name a model together, beside the key of one record."""

KEYS = ("pk", "object_id")


class AdminGuard:
    """Answers 404 for an address of the admin that names a record out of the user's reach."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through; the address is read when its view is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, arguments: dict[str, Any]) -> None:
        """Raise Http404 when the address, or a field of a form that repeats titles, names what is out of reach."""
        match = request.resolver_match
        if match is None or not match.route.startswith(MOUNT):
            return
        user = request.user
        if not user.is_authenticated or user.is_superuser:
            return
        for model, key in (*named_by(view, arguments), *sent_with(request)):
            if not may_learn_of(user, model, key):
                raise Http404("There is no such record here.")


def named_by(view: Any, arguments: dict[str, Any]) -> Iterator[Reference]:
    """Yield model and key of each record that the arguments of `view` name, as far as their names tell."""
    for name, value in arguments.items():
        model = apps.get_model(NAMED[name]) if name in NAMED else None
        if name in KEYS:
            model = _model_in(arguments) or _model_of(view)
        if model is not None and str(value).isdigit():
            yield model, str(value)


def sent_with(request: HttpRequest) -> Iterator[Reference]:
    """Yield model and key of each record that a field of `SENT` names."""
    if request.method != "POST":
        return
    for name, label in SENT.items():
        if (value := request.POST.get(name, "")).isdigit():
            yield apps.get_model(label), value


def _model_in(arguments: dict[str, Any]) -> type[Model] | None:
    for app, model in MODEL_ARGUMENTS:
        if app in arguments and model in arguments:
            try:
                return apps.get_model(arguments[app], arguments[model])
            except LookupError:
                return None
    return None


def _model_of(view: Any) -> type[Model] | None:
    """Return the model of a class-based view, of one that a viewset made, or of an endpoint of the admin's API."""
    given = getattr(view, "view_initkwargs", None) or getattr(view, "initkwargs", {})
    inside = getattr(view, "view_class", None) or getattr(view, "cls", None)
    for found in (given.get("model"), given.get("model_class"), getattr(inside, "model", None)):
        if isinstance(found, type) and issubclass(found, Model):
            return found
    return None
