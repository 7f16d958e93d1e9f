"""Translations: what they have in common with their original, and where they are."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.db import models
from wagtail.models import Page

from backend.core.fields import ChoicesField
from backend.core.models import BasePage

_WITHOUT_WORDS: Final = (
    ChoicesField, models.BooleanField, models.DateField, models.ForeignKey, models.IntegerField, models.TimeField,
)  # fmt: skip
"""Fields that hold no words of an editor, and so are the same in every language."""


def fact_fields(model: type[BasePage]) -> Iterator[models.Field[Any, Any]]:
    """Yield the fields of a page type that hold facts, not words: dates, choices, references, numbers."""
    common = {field.name for field in Page._meta.get_fields()}
    for field in model._meta.get_fields():
        if not isinstance(field, models.Field) or field.name in common or field.primary_key or not field.editable:
            continue
        if isinstance(field, _WITHOUT_WORDS) or (isinstance(field, models.CharField) and field.choices):
            yield field


def translated_paths(paths: Mapping[str, int], language: str) -> dict[str, int]:
    """Return the pages among `paths` that there are in `language`: the same path, the primary key of the translation."""
    originals = {key: pk for pk, key in Page.objects.filter(pk__in=paths.values()).values_list("pk", "translation_key")}
    found = Page.objects.filter(translation_key__in=originals, locale__language_code=language)
    translated = {originals[key]: pk for key, pk in found.values_list("translation_key", "pk")}
    return {path: translated[pk] for path, pk in paths.items() if pk in translated}
