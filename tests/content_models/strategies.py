"""Hypothesis strategies made from the contract's own types, so that a new field is tested without being listed here."""

import types
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from annotated_types import Gt, MaxLen, MinLen
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from pydantic import AwareDatetime, BaseModel, StringConstraints, ValidationError
from pydantic.fields import FieldInfo

from content_models import DOCUMENT_TYPES, DocumentBase
from content_models.blocks import HeadingBlock, LocalSlotValue, RichTextBlock, TableValue
from content_models.documents import CaseStudy, Event
from content_models.rich_text import RichText
from content_models.values import OpeningPeriod, Period

_ASCII = st.characters(codec="ascii", categories=["L", "N"])
_WORDS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=12).filter(str.strip)
_ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC) | _ZONES)  # noqa: DTZ001


def documents() -> SearchStrategy[DocumentBase]:
    """Return documents of every type."""
    return st.sampled_from(sorted(DOCUMENT_TYPES)).flatmap(lambda name: models(DOCUMENT_TYPES[name]))


@cache
def models[M: BaseModel](kind: type[M]) -> SearchStrategy[M]:
    """Return valid values of `kind`; what its validators refuse is drawn again."""
    fields = {
        name: _values(hint) for name, hint in get_type_hints(kind, include_extras=True).items() if _is(kind, name)
    }
    fields |= _PARTICULAR.get(kind, dict)()
    if "body" in fields:
        fields["body"] = _unique(fields["body"])
    if kind is CaseStudy:
        fields["story"] = _unique(fields["story"])
    return (
        st.fixed_dictionaries(fields)
        .map(lambda values: _built(kind, values))
        .filter(_is_valid)
        .map(lambda value: cast(M, value))
    )


def rich_text() -> SearchStrategy[str]:
    """Return HTML of the closed list."""
    words = _WORDS.map(lambda text: text.translate({ord("<"): "‹", ord(">"): "›"}))
    page = st.uuids().map(lambda page: f'<a href="page:{page}">')
    opening = st.sampled_from(["<em>", "<strong>", '<a href="https://example.org/">', '<bdi dir="ltr">']) | page
    marked = st.builds(lambda tag, text: f"{tag}{text}</{tag[1:].split()[0].rstrip('>')}>", opening, words)
    return st.lists(words | marked, min_size=1, max_size=4).map(lambda parts: f"<p>{' '.join(parts)}</p>")


def _is(kind: type[BaseModel], name: str) -> bool:
    # What a resolved reference carries is never written, so it is left empty here.
    filled = {"PageLink": {"url", "title", "summary"}, "ContactLink": {"record"}}.get(kind.__name__, set())
    return name in kind.model_fields and name not in filled and not (name == "url" and "digest" in kind.model_fields)


def _built[M: BaseModel](kind: type[M], values: dict[str, Any]) -> M | None:
    try:
        return kind.model_validate({name: value for name, value in values.items() if value is not None})
    except ValidationError:
        return None


def _is_valid[M: BaseModel](value: M | None) -> bool:
    return value is not None


def _unique(items: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return items.filter(lambda blocks: len({block.id for block in blocks}) == len(blocks))


def _values(hint: Any, metadata: tuple[Any, ...] = ()) -> SearchStrategy[Any]:
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *extra = get_args(hint)
        return _values(inner, (*metadata, *_flat(extra)))
    if origin in {Union, types.UnionType}:
        return st.one_of([_values(option, metadata) for option in get_args(hint)])
    if origin is Literal:
        return st.sampled_from(get_args(hint))
    if origin is tuple:
        return _tuples(get_args(hint)[0], metadata)
    if hint is str:
        return _strings(metadata)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return models(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    return _plain(hint, metadata)


def _plain(hint: Any, metadata: tuple[Any, ...]) -> SearchStrategy[Any]:
    plain: dict[Any, SearchStrategy[Any]] = {
        bool: st.booleans(),
        int: st.integers(1 if any(isinstance(item, Gt) for item in metadata) else 0, 100_000),
        UUID: st.uuids(),
        date: st.dates(),
        time: st.times().map(lambda value: value.replace(microsecond=0)),
        AwareDatetime: _MOMENTS,
        type(None): st.none(),
        Any: _WORDS,
    }
    return plain[hint]


def _flat(metadata: list[Any]) -> list[Any]:
    return [part for item in metadata for part in (item.metadata if isinstance(item, FieldInfo) else [item])]


def _tuples(item: Any, metadata: tuple[Any, ...]) -> SearchStrategy[Any]:
    least = max((part.min_length for part in metadata if isinstance(part, MinLen)), default=0)
    most = min((part.max_length for part in metadata if isinstance(part, MaxLen)), default=least + 2)
    return st.lists(_values(item), min_size=least, max_size=min(most, least + 2)).map(tuple)


def _strings(metadata: tuple[Any, ...]) -> SearchStrategy[str]:
    patterns = [part.pattern for part in metadata if isinstance(part, StringConstraints) and part.pattern]
    if not patterns or r"[^\n\r]" in str(patterns[0]):
        return _WORDS
    return st.from_regex(str(patterns[0]), fullmatch=True, alphabet=_ASCII | st.sampled_from("/#:.@+-_ ()"))


def _rows() -> dict[str, SearchStrategy[Any]]:
    # Rows as wide as the columns would hardly ever be drawn by chance.
    return {
        "columns": st.just(("One", "Two")),
        "rows": st.lists(st.tuples(_WORDS, st.just("") | _WORDS), max_size=3).map(tuple),
    }


def _event() -> dict[str, SearchStrategy[Any]]:
    return {
        "starts": _MOMENTS.filter(lambda at: at.year < 2050),
        "ends": _MOMENTS.filter(lambda at: at.year > 2051),
        "timezone": st.sampled_from(["Europe/London", "UTC", "Pacific/Chatham"]),
    }


def _opening() -> dict[str, SearchStrategy[Any]]:
    return {"opens": st.just(time(9)), "closes": st.times(time(9, 1)).map(lambda value: value.replace(microsecond=0))}


def _slot() -> dict[str, SearchStrategy[Any]]:
    # Any block could stand in a slot; drawn at random they would make most documents too large to look at.
    some = models(HeadingBlock) | models(RichTextBlock)
    return {"content": st.lists(some, max_size=1).map(tuple), "filled": st.none()}


_PARTICULAR: dict[type[BaseModel], Callable[[], dict[str, SearchStrategy[Any]]]] = {
    TableValue: _rows,
    Event: _event,
    OpeningPeriod: _opening,
    Period: lambda: {"ends": st.none() | st.just(date.max)},
    RichText: lambda: {"html": rich_text()},
    LocalSlotValue: _slot,
}
