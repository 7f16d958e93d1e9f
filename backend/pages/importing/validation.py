"""Flatten Django's and Wagtail's nested validation errors into one sentence for each wrong value."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField

from backend.core.models import BasePage
from backend.pages.importing.problems import Keys

_NESTED = (StreamBlockValidationError, ListBlockValidationError, StructBlockValidationError)


def page_problems(page: BasePage) -> Iterator[tuple[Keys, str]]:
    """Yield what is wrong with `page` as it would be published: the keys of each wrong value, and a sentence."""
    told: set[str] = set()
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            try:
                field.stream_block.clean(getattr(page, field.name))
            except ValidationError as error:
                told.add(field.name)
                yield from problems(error, (field.name,))
    try:
        page.full_clean()
    except ValidationError as error:
        for name, errors in error.error_dict.items():
            keys: Keys = () if name == NON_FIELD_ERRORS else (name,)
            for one in errors if name not in told else ():
                yield from problems(one, keys)


def problems(error: ValidationError, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Yield the keys and the sentence of every error inside `error`."""
    if isinstance(error, _NESTED):
        for name, inner in _pairs(error.block_errors):
            yield from problems(inner, (*keys, name))
        for one in error.non_block_errors:
            yield from problems(one if isinstance(one, ValidationError) else ValidationError(one), keys)
    elif hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            for one in errors:
                yield from problems(one, (*keys, name))
    elif hasattr(error, "message"):
        yield keys, _sentence(error, keys)
    else:
        for one in error.error_list:
            yield from problems(one, keys)


def _pairs(errors: Any) -> Iterator[tuple[str | int, ValidationError]]:
    pairs = errors.items() if isinstance(errors, dict) else enumerate(errors or ())
    for name, inner in pairs:
        for one in inner if isinstance(inner, list) else [inner]:
            if one is not None:
                yield name, one


def _sentence(error: ValidationError, keys: Keys) -> str:
    text = " ".join(error.messages)
    return f"`{keys[-1]}`: {text}" if keys and isinstance(keys[-1], str) and keys[-1] else text
