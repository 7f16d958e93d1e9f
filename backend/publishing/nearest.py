"""The nearest valid document to what a draft holds: what is missing is marked, what does not fit is shortened or left out.

A draft may lack anything, and its preview must still show the rest. Pure, and driven by the contract's own types, so that a
new field or page type needs nothing here.
"""

import types
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin
from uuid import UUID

from annotated_types import MaxLen, MinLen
from pydantic import AwareDatetime, BaseModel, StringConstraints, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from content_models import DocumentBase, Overlay
from content_models.documents import Event
from content_models.documents.event import Venue

OPEN, CLOSE = "\u27e6", "\u27e7"
"""Brackets around the words that stand where something is missing; the preview turns them into a mark."""

_SOON: Final = timedelta(days=7)
_LONG: Final = timedelta(hours=2)


_FORMS: Final = ("https://example.org/", "0", "0" * 64, "en", "a@example.org", "E00000000", "Europe/London")
"""A value in each form that the contract asks of strings: address, number, digest, language, email, area, time zone."""


class Unfit(ValueError):
    """A value cannot be brought into the form that the contract asks for."""


def nearest[D: DocumentBase | Overlay](kind: type[D], data: Mapping[str, Any]) -> D:
    """Return a document or an overlay with everything of `data` that fits, and marks where something compulsory is missing."""
    try:
        return _model(kind, data)
    except Unfit:
        # Fields that fit one by one and not together: what is compulsory of them says most.
        needed = {name for name, field in kind.model_fields.items() if field.is_required()}
        return _model(kind, {name: value for name, value in data.items() if name in needed})


def gap(name: str) -> str:
    """Return the words that stand where the field `name` is missing."""
    return f"{OPEN}{name.replace('_', ' ')}{CLOSE}"


def _model[M: BaseModel](kind: type[M], data: Mapping[str, Any]) -> M:
    values: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        given = data.get(name)
        if given is None and not field.is_required():
            continue
        hint = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        try:
            values[name] = _fitted(hint, given, name)
        except Unfit:
            if field.is_required():
                values[name] = _stand_in(hint, name)
    if repair := _REPAIRS.get(kind):
        repair(values)
    for more in ({}, *_choices(kind, values)):
        try:
            return kind.model_validate(values | more)
        except ValidationError:
            continue
    raise Unfit(kind.__name__)


def _choices(kind: type[BaseModel], values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a stand-in for each optional field that is empty, words first: some types need one of several."""
    absent = [(name, field) for name, field in kind.model_fields.items() if name not in values]
    for name, field in sorted(absent, key=lambda item: str not in _leaves(item[1].annotation)):
        try:
            yield {name: _some(Annotated[field.annotation, *field.metadata, None], name)}
        except Unfit:
            continue


def _leaves(hint: Any) -> set[Any]:
    inner, _ = _unwrapped(hint)
    return {part for option in get_args(inner) for part in _leaves(option)} or {inner}


def _some(hint: Any, name: str) -> Any:
    """Return a stand-in for what may be empty: of a list one item, of an optional value that value."""
    inner, _ = _unwrapped(hint)
    if get_origin(inner) in {Union, types.UnionType}:
        return _first_stand_in(tuple(option for option in get_args(inner) if option is not type(None)), name)
    if get_origin(inner) is tuple:
        return (_stand_in(get_args(inner)[0], name),)
    return _stand_in(hint, name)


def _fitted(hint: Any, value: Any, name: str) -> Any:
    """Return `value` in the form of `hint`; raises Unfit."""
    if value is None:
        raise Unfit(name)
    inner, metadata = _unwrapped(hint)
    if get_origin(inner) in {Union, types.UnionType}:
        return _one_of(get_args(inner), value, name)
    if get_origin(inner) is tuple and isinstance(value, list | tuple):
        return _items(get_args(inner)[0], metadata, value, name)
    if isinstance(inner, type) and issubclass(inner, BaseModel) and isinstance(value, Mapping):
        return _model(inner, value)
    try:
        return TypeAdapter(hint).validate_python(value)
    except ValidationError as error:
        if isinstance(value, str) and (longest := _longest(metadata)) and len(value) > longest:
            return _fitted(hint, f"{value[: longest - 1]}…", name)
        raise Unfit(name) from error


def _one_of(options: tuple[Any, ...], value: Any, name: str) -> Any:
    for option in options:
        if option is type(None) or not _may_be(option, value):
            continue
        try:
            return _fitted(option, value, name)
        except Unfit:
            continue
    raise Unfit(name)


def _may_be(option: Any, value: Any) -> bool:
    """Say whether `value` names `option` by the field that tells models of a union apart."""
    inner, _ = _unwrapped(option)
    if not (isinstance(inner, type) and issubclass(inner, BaseModel) and isinstance(value, Mapping)):
        return True
    return all(
        name not in value or value[name] in get_args(field.annotation)
        for name, field in inner.model_fields.items()
        if get_origin(field.annotation) is Literal and name in {"type", "kind"}
    )


def _items(hint: Any, metadata: tuple[Any, ...], values: list[Any] | tuple[Any, ...], name: str) -> tuple[Any, ...]:
    found = []
    for value in values:
        try:
            found.append(_fitted(hint, value, name))
        except Unfit:
            continue
    return tuple([*found, *_padding(hint, metadata, len(found), name)][: _longest(metadata) or None])


def _padding(hint: Any, metadata: tuple[Any, ...], there: int, name: str) -> list[Any]:
    least = max((part.min_length for part in metadata if isinstance(part, MinLen)), default=0)
    return [_stand_in(hint, name, number) for number in range(there, least)]


def _stand_in(hint: Any, name: str, number: int = 0) -> Any:
    """Return what stands where something compulsory is missing; raises Unfit when nothing can."""
    inner, metadata = _unwrapped(hint)
    origin = get_origin(inner)
    if origin in {Union, types.UnionType}:
        options = get_args(inner)
        return None if type(None) in options else _first_stand_in(options, name)
    if origin is tuple:
        return tuple(_padding(get_args(inner)[0], metadata, 0, name))
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return _model(inner, {})
    for candidate in _candidates(inner, name, number):
        try:
            return TypeAdapter(hint).validate_python(candidate)
        except ValidationError:
            continue
    raise Unfit(name)


def _first_stand_in(options: tuple[Any, ...], name: str) -> Any:
    for option in options:
        try:
            return _stand_in(option, name)
        except Unfit:
            continue
    raise Unfit(name)


def _candidates(inner: Any, name: str, number: int) -> tuple[Any, ...]:
    if get_origin(inner) is Literal:
        return get_args(inner)
    if isinstance(inner, type) and issubclass(inner, Enum):
        return tuple(inner)
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    plain: dict[Any, tuple[Any, ...]] = {
        bool: (False,),
        int: (0, 1),
        UUID: (UUID(int=number),),
        date: (now.date(),),
        time: (time(9),),
        datetime: (now + _SOON,),
        AwareDatetime: (now + _SOON,),
    }
    words = gap(name)
    return plain.get(inner, (words, f"<p>{words}</p>", f"gap-{number}", *_FORMS))


def _unwrapped(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    metadata: tuple[Any, ...] = ()
    while get_origin(hint) is Annotated:
        hint, *extra = get_args(hint)
        metadata = (*metadata, *extra)
    if getattr(hint, "__value__", None) is not None:
        return _unwrapped(hint.__value__)
    return hint, tuple(part for item in metadata for part in (item.metadata if isinstance(item, FieldInfo) else [item]))


def _longest(metadata: tuple[Any, ...]) -> int | None:
    limits = [part.max_length for part in metadata if isinstance(part, MaxLen)]
    limits += [part.max_length for part in metadata if isinstance(part, StringConstraints) and part.max_length]
    return min(limits, default=None)


def _takes_place(values: dict[str, Any]) -> None:
    starts, ends = values["starts"], values["ends"]
    if ends <= starts:
        values["ends"] = starts + _LONG
    if not (values.get("venue") or values.get("online")):
        values["venue"] = Venue(name=gap("venue"))


_REPAIRS: Final[dict[type[BaseModel], Callable[[dict[str, Any]], None]]] = {Event: _takes_place}
"""What two fields that fit one by one need in order to fit together."""
