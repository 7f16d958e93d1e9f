"""What a browser sends when somebody fills in the editor of a page."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from backend.pages.models import EditorialPage

type Pair = tuple[str, Any]


def form_data(page: EditorialPage, **extra: str) -> QueryDict:
    """Return the form of an unsaved `page` as it would be posted; `extra` are the buttons and other fields."""
    data = QueryDict(mutable=True)
    form_class = page.get_edit_handler().get_form_class()
    for name in form_class.base_fields:
        if name == "comment_notifications":
            continue
        for key, value in _field(page, name):
            data.appendlist(key, value)
    comments = inline_formset([])
    data.update(nested_form_data({"comments": comments} if "comments" in form_class.formsets else {}))
    data.update(extra)
    return data


def _field(page: EditorialPage, name: str) -> Iterator[Pair]:
    field, value = page._meta.get_field(name), getattr(page, name)
    if isinstance(field, StreamField):
        yield from stream_data(field.stream_block, value, name)
    elif isinstance(field, RichTextField):
        yield name, _words(value)
    elif field.is_relation:
        yield name, value.pk if value else ""
    elif isinstance(value, list):
        lines = hasattr(field.formfield(), "max_line_length")
        yield from [(name, "\n".join(value))] if lines else [(name, entry) for entry in value]
    elif isinstance(value, datetime):
        yield name, timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    elif value is True:
        yield name, "on"
    elif value not in (None, False):
        yield name, str(value)


def _words(source: str) -> str:
    """Return what the rich-text editor sends; an empty one sends null."""
    return rich_text(source) if source else "null"


def stream_data(block: blocks.StreamBlock, value: StreamValue, prefix: str) -> Iterator[Pair]:
    """Yield what the editor of a StreamField sends."""
    yield f"{prefix}-count", str(len(value))
    for number, child in enumerate(value):
        at = f"{prefix}-{number}"
        yield from (
            (f"{at}-type", child.block_type),
            (f"{at}-order", number),
            (f"{at}-deleted", ""),
            (f"{at}-id", child.id or ""),
        )
        yield from _block(block.child_blocks[child.block_type], child.value, f"{at}-value")


def _block(block: blocks.Block, value: Any, prefix: str) -> Iterator[Pair]:
    match block:
        case ImageBlock():
            yield f"{prefix}-image", value.pk if value else ""
            yield f"{prefix}-alt_text", (value and value.contextual_alt_text) or ""
            if value and value.decorative:
                yield f"{prefix}-decorative", "on"
        case blocks.StructBlock():
            for name, child in block.child_blocks.items():
                yield from _block(child, value[name], f"{prefix}-{name}")
        case blocks.StreamBlock():
            yield from stream_data(block, value, prefix)
        case blocks.ListBlock():
            yield from _list(block, value, prefix)
        case TypedTableBlock():
            yield from _table(value, prefix)
        case blocks.RichTextBlock():
            yield prefix, _words(value.source)
        case blocks.ChooserBlock():
            yield prefix, value.pk if value else ""
        case blocks.MultipleChoiceBlock():
            yield from ((prefix, choice) for choice in value)
        case _:
            yield from _plain(value, prefix)


def _plain(value: Any, prefix: str) -> Iterator[Pair]:
    if value is True:
        yield prefix, "on"
    elif value is not False:
        yield prefix, "\n".join(value) if isinstance(value, list) else "" if value is None else str(value)


def _list(block: blocks.ListBlock, value: Any, prefix: str) -> Iterator[Pair]:
    yield f"{prefix}-count", len(value)
    for number, bound in enumerate(value.bound_blocks):
        at = f"{prefix}-{number}"
        yield from ((f"{at}-order", number), (f"{at}-deleted", ""), (f"{at}-id", bound.id))
        yield from _block(block.child_block, bound.value, f"{at}-value")


def _table(table: Any, prefix: str) -> Iterator[Pair]:
    yield f"{prefix}-caption", ""
    yield f"{prefix}-column-count", len(table.columns)
    for number, column in enumerate(table.columns):
        at = f"{prefix}-column-{number}"
        yield from ((f"{at}-type", "text"), (f"{at}-order", number), (f"{at}-deleted", ""))
        yield f"{at}-heading", column["heading"]
    yield f"{prefix}-row-count", len(table.row_data)
    for number, row in enumerate(table.row_data):
        yield from ((f"{prefix}-row-{number}-order", number), (f"{prefix}-row-{number}-deleted", ""))
        for column_number, cell in enumerate(row["values"]):
            yield f"{prefix}-cell-{number}-{column_number}", cell
