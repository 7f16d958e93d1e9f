"""Faults inside StreamFields as sentences, for everybody who has no form to show them in."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks.base import get_error_json_data


def fault_sentences(error: ValidationError) -> list[str]:
    """Return what is wrong inside blocks, each with where it is: `1 › steps › 2 › title: This field is required.`"""
    return list(_sentences(get_error_json_data(error), ()))


def _sentences(data: dict[str, Any], where: tuple[str, ...]) -> Iterator[str]:
    for message in data.get("messages", ()):
        yield f"{' › '.join(where)}: {message}" if where else str(message)
    for key, child in data.get("blockErrors", {}).items():
        # Items are counted from 1, as people do; rows of tables hold a second level without messages of their own.
        name = str(key + 1) if isinstance(key, int) else str(key)
        inner = child if {"messages", "blockErrors"} & child.keys() else {"blockErrors": child}
        yield from _sentences(inner, (*where, name))
