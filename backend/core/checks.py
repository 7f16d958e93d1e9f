"""The project's own rules, told by `manage.py check` before anything starts."""

from collections import Counter
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from backend.core.forms import WithinReach
from backend.core.models import BasePage
from backend.core.reach import is_kept_apart


def our_page_models() -> list[type[Page]]:
    """Return the page models of the project's own apps."""
    return [
        model for model in get_page_models() if apps.get_app_config(model._meta.app_label).name.startswith("backend.")
    ]


@register()
def pages_follow_the_rules(**_: Any) -> list[CheckMessage]:
    """Every page model stands on BasePage, is named `<Document class>Page`, has a type of its own and a guarded form.

    Excepted from all but the last are models that say they show pages of others (`shows_others`).
    """
    models = our_page_models()
    types = Counter(getattr(model, "document_type", None) for model in models)
    return [fault for model in models for fault in _faults(model, types)]


def _faults(model: type[Page], types: Counter[Any]) -> list[CheckMessage]:
    faults: list[CheckMessage] = []
    name = model.__name__
    if getattr(model, "shows_others", False):
        # It has no content of its own that could become a document, only what is added to somebody else's.
        return _form_faults(model)
    if not issubclass(model, BasePage):
        return [Error(f"{name} is no BasePage, so it lacks what every document carries.", obj=model, id="core.E001")]
    if not name.endswith("Page") or name == "Page":
        faults.append(
            Error(f"{name} must be named after its document: <Document class>Page.", obj=model, id="core.E002")
        )
    if types[model.document_type] > 1:
        faults.append(Error(f"Another page model is of the type {model.document_type} too.", obj=model, id="core.E003"))
    return [*faults, *_form_faults(model)]


def _form_faults(model: type[Page]) -> list[CheckMessage]:
    if issubclass(model.base_form_class or object, WithinReach):
        return []
    return [
        Error(
            f"The form of {model.__name__} accepts forged references to what belongs to others.",
            hint="Let its base_form_class inherit from backend.core.forms.WithinReach.",
            obj=model,
            id="core.E004",
        )
    ]


@register()
def records_are_kept_apart(**_: Any) -> list[CheckMessage]:
    """Every record that editors see in lists and choosers has a policy that keeps organisations apart."""
    return [
        Error(
            f"Everybody could see all records of {model.__name__}.",
            hint="Register a permission policy for it that keeps organisations apart, or put it into collections.",
            obj=model,
            id="core.E005",
        )
        for model in get_snippet_models()
        if not is_kept_apart(model)
    ]
