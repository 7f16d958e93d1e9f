"""System checks: every page type that editors can make has a document and a presenter."""

from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.checks import register as register_check


def register() -> None:
    """Register the checks of this app."""
    register_check(page_types_can_be_published)


def page_types_can_be_published(**_: Any) -> list[CheckMessage]:
    """Return an error for each page type without a document type or a presenter, and the other way round."""
    from backend.publishing.compile import page_models
    from backend.publishing.presenters import PRESENTERS
    from content_models import DOCUMENT_TYPES

    problems: list[CheckMessage] = []
    models = page_models()
    for name, model in models.items():
        if name not in DOCUMENT_TYPES:
            problems.append(
                Error(
                    f"{model.__name__} becomes the document type “{name}”, which the contract does not have.",
                    id="publishing.E001",
                )
            )
        if name not in PRESENTERS:
            problems.append(
                Error(
                    f"{model.__name__} has no presenter.",
                    hint=f"Write backend/publishing/presenters/{name}.py and add it to its registry.",
                    id="publishing.E002",
                )
            )
    problems += [
        Error(f"The presenter “{name}” belongs to no page type.", id="publishing.E003")
        for name in sorted(PRESENTERS.keys() - models.keys())
    ]
    return problems
