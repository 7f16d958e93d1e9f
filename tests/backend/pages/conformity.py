"""Compares blocks and model fields with the contract's types: names, limits, counts, choices and what is compulsory."""

import types
from collections.abc import Iterator
from datetime import date, datetime, time
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MaxLen, MinLen
from django.core.validators import MaxLengthValidator
from django.db import models
from pydantic import AwareDatetime, BaseModel, StringConstraints
from pydantic.fields import FieldInfo
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock

from backend.core.blocks import (
    ContactChooserBlock,
    FileChooserBlock,
    FilmChooserBlock,
    Group,
    LinesBlock,
    TableBlock,
    TargetBlock,
)
from backend.core.fields import ChoicesField, LinesField
from content_models import media
from content_models.blocks import LocalSlotValue
from content_models.contacts import ContactLink
from content_models.documents.strategy import Partner
from content_models.links import PageLink
from content_models.rich_text import RichText
from content_models.values import OpeningPeriod

CHOOSERS: dict[Any, type[blocks.Block]] = {
    PageLink: blocks.PageChooserBlock,
    ContactLink: ContactChooserBlock,
    media.Image: ImageBlock,
    media.DocumentFile: FileChooserBlock,
    media.MediaFile: FileChooserBlock,
    media.FilmAsset: FilmChooserBlock,
    RichText: blocks.RichTextBlock,
}
PLAIN: dict[Any, type[blocks.Block]] = {
    bool: blocks.BooleanBlock,
    date: blocks.DateBlock,
    time: blocks.TimeBlock,
    int: blocks.IntegerBlock,
}
COLUMNS: dict[Any, type[models.Field[Any, Any]]] = {
    bool: models.BooleanField,
    date: models.DateField,
    time: models.TimeField,
    datetime: models.DateTimeField,
    int: models.PositiveSmallIntegerField,
}


class Wanted:
    """What the contract says of one value: its type without wrapping, its limits, and whether it may be absent."""

    def __init__(self, annotation: Any, metadata: tuple[Any, ...] = (), *, optional: bool = False) -> None:
        self.optional = optional
        self.least: int | None = None
        self.most: int | None = None
        self._note(metadata)
        while True:
            origin, arguments = get_origin(annotation), get_args(annotation)
            if origin is Annotated:
                self._note(arguments[1:])
                annotation = arguments[0]
            elif origin in (Union, types.UnionType) and type(None) in arguments:
                self.optional = True
                rest = [argument for argument in arguments if argument is not type(None)]
                annotation = rest[0] if len(rest) == 1 else Union[tuple(rest)]  # noqa: UP007
            else:
                break
        self.type: Any = datetime if annotation is AwareDatetime else annotation
        self.many = origin is tuple
        self.of = arguments[0] if self.many else None
        self.choices = _choices(annotation)
        if self.choices == {"True"}:
            # The contract leaves out what is not so.
            self.type, self.choices = bool, None

    def _note(self, metadata: tuple[Any, ...]) -> None:
        for note in metadata:
            if isinstance(note, StringConstraints):
                self.least, self.most = note.min_length, note.max_length
            elif isinstance(note, FieldInfo):
                self._note(tuple(note.metadata))
            elif isinstance(note, MinLen):
                self.least = note.min_length
            elif isinstance(note, MaxLen):
                self.most = note.max_length


def _choices(annotation: Any) -> set[str] | None:
    if get_origin(annotation) is Literal:
        return {str(value) for value in get_args(annotation)}
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return {str(member.value) for member in annotation}
    return None


def wanted(field: FieldInfo) -> Wanted:
    """Return what the contract says of a model's field."""
    return Wanted(field.annotation, tuple(field.metadata), optional=not field.is_required())


def differences(model: type[BaseModel], group: blocks.StructBlock, where: str) -> Iterator[str]:
    """Yield every difference between a contract type and the block that editors fill in for it."""
    names = set(model.model_fields) - {"id"}
    if model is Partner:
        names = {"partner", "role"}
    if model is OpeningPeriod:
        names = (names - {"day"}) | {"days"}
    if model is LocalSlotValue:
        # Only a merge says so.
        names -= {"filled"}
    if isinstance(group, TableBlock):
        names = (names - {"columns", "rows"}) | {"grid"}
    if names != set(group.child_blocks):
        yield f"{where}: {sorted(names)} in the contract, {sorted(group.child_blocks)} in the block"
    for name in names & set(group.child_blocks) & set(model.model_fields):
        yield from block_differences(wanted(model.model_fields[name]), group.child_blocks[name], f"{where}.{name}")


def block_differences(want: Wanted, block: blocks.Block, where: str) -> Iterator[str]:
    """Yield every difference between a value of the contract and the block for it."""
    if want.many:
        yield from _many(want, block, where)
    elif want.choices is not None:
        yield from _same(
            where, "choices", want.choices, {str(value) for value, _ in block.field.choices if value != ""}
        )
    elif want.type is str:
        yield from _within(where, want.most, _longest(block))
        yield from _compulsory(want, block, where)
    elif want.type in CHOOSERS:
        yield from _is_a(where, block, CHOOSERS[want.type])
        if want.type is not media.Image:
            yield from _compulsory(want, block, where)
    elif want.type in PLAIN:
        yield from _is_a(where, block, PLAIN[want.type])
    elif get_origin(want.type) in (Union, types.UnionType):
        yield from _is_a(where, block, TargetBlock)
    else:
        yield from _is_a(where, block, Group)
        yield from _same(where, "required", not want.optional, block.meta.required)
        yield from differences(want.type, block, where)


def _many(want: Wanted, block: blocks.Block, where: str) -> Iterator[str]:
    if isinstance(block, LinesBlock):
        yield from _same(where, "longest line", Wanted(want.of).most, block.field.max_line_length)
        yield from _same(where, "required", bool(want.least), block.required)
        return
    if isinstance(block, blocks.StreamBlock):
        union = get_args(want.of)[0]
        types_of = {member.model_fields["type"].default for member in get_args(union)}
        yield from _same(where, "blocks", types_of, set(block.child_blocks))
        return
    yield from _is_a(where, block, blocks.ListBlock)
    yield from _same(where, "least", want.least or 0, block.meta.min_num or 0)
    yield from _same(where, "most", want.most, block.meta.max_num)
    yield from block_differences(Wanted(want.of), block.child_block, f"{where}[]")


def field_differences(want: Wanted, field: models.Field[Any, Any], where: str) -> Iterator[str]:
    """Yield every difference between a field of a document and the field of its page."""
    if isinstance(field, StreamField):
        yield from _stream_differences(want, field, where)
    elif want.many:
        yield from _list_differences(want, field, where)
    elif want.choices is not None:
        yield from _same(where, "choices", want.choices, {str(value) for value, _ in field.choices or ()})
    elif want.type is str:
        yield from _within(where, want.most, field.max_length)
        yield from _same(where, "blank", want.optional, field.blank)
    elif want.type is RichText:
        yield from _is_a(where, field, RichTextField)
        yield from _same(where, "blank", want.optional, field.blank)
    elif want.type is media.FilmAsset:
        yield from _is_a(where, field, models.ForeignKey)
    else:
        yield from _is_a(where, field, COLUMNS[want.type])
        if want.type is not bool:
            yield from _same(where, "blank", want.optional, field.blank)


def _list_differences(want: Wanted, field: models.Field[Any, Any], where: str) -> Iterator[str]:
    of = Wanted(want.of)
    if isinstance(field, ChoicesField):
        if of.choices is not None:
            yield from _same(where, "choices", of.choices, {value for value, _ in field.options})
        yield from _same(where, "blank", not want.least, field.blank)
    else:
        yield from _is_a(where, field, LinesField)
        yield from _same(where, "longest line", of.most, field.formfield().max_line_length)


def _stream_differences(want: Wanted, field: StreamField, where: str) -> Iterator[str]:
    stream = field.stream_block
    if list(stream.child_blocks) != ["item"]:
        return
    item = stream.child_blocks["item"]
    if want.many:
        yield from _same(where, "least", want.least or 0, stream.meta.min_num or 0)
        yield from _same(where, "most", want.most, stream.meta.max_num)
        yield from block_differences(Wanted(want.of), item, f"{where}[]")
    else:
        yield from _same(where, "most", 1, stream.meta.max_num)
        yield from _same(where, "blank", want.optional, field.blank)
        yield from block_differences(Wanted(want.type), item, where)


def _longest(block: blocks.Block) -> int | None:
    limits = [check.limit_value for check in block.field.validators if isinstance(check, MaxLengthValidator)]
    return min(limits) if limits else None


def _compulsory(want: Wanted, block: blocks.Block, where: str) -> Iterator[str]:
    yield from _same(where, "required", not want.optional, block.required)


def _within(where: str, contract: int | None, here: int | None) -> Iterator[str]:
    # A time zone's name or an area's code is shorter than the contract allows; nothing may be longer.
    if contract is not None and (here is None or here > contract):
        yield f"{where}: the contract takes {contract} characters, {here} fit here"


def _is_a(where: str, thing: object, kind: type) -> Iterator[str]:
    if not isinstance(thing, kind):
        yield f"{where}: {type(thing).__name__} where {kind.__name__} is needed"


def _same(where: str, what: str, contract: object, here: object) -> Iterator[str]:
    if contract != here:
        yield f"{where}: {what} is {contract} in the contract, {here} here"
