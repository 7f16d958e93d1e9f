"""What a block can look like according to the contract, and what one block does look like.

A facet is one thing that the types of a block leave open, as `path=value`: each value of a choice (`value.kind=urgent`),
an optional part that is given or not (`value.heading=none`), a list that may be empty, one of several kinds of a part
(`value.target=UrlLink`). A new field or choice in the contract is a new facet, and so asks for a specimen by itself.
"""

from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from annotated_types import MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from content_models.blocks.base import BlockBase

GIVEN, NONE, FILLED, EMPTY = "given", "none", "filled", "empty"

UNSEEN: Final = frozenset(
    {
        # Filled only when a document is resolved for a consumer of the API, never in a published one.
        *(("PageLink", name) for name in ("url", "title", "summary")),
        *((name, "url") for name in ("MediaFile", "Rendition")),
        ("ContactLink", "record"),
        # For editors and for the merge; a page shows the same with or without them.
        *(("LocalSlotValue", name) for name in ("accepts", "guidance", "required")),
    }
)
"""Fields, by model and name, that change nothing that anybody sees; so is `locked` of every block."""

WHOLE: Final = frozenset({("FilmAsset", "audio_described"), ("FilmAsset", "sign_language")})
"""Fields that a page shows alike whatever is in them: only whether they are given is a facet."""


def facets_of_type(model: type[BaseModel], path: str = "") -> frozenset[str]:
    """Return every facet that blocks of the type `model` can have."""
    found: set[str] = set()
    for name, field in _shown_fields(model):
        facets = _of_annotation(field.annotation, tuple(field.metadata), at := _below(path, name))
        found |= _outer(facets, at) if (model.__name__, name) in WHOLE else facets
    return frozenset(found)


def facets_of(value: BaseModel, path: str = "") -> frozenset[str]:
    """Return the facets of one block."""
    found: set[str] = set()
    for name, field in _shown_fields(type(value)):
        facets = _of_value(field.annotation, tuple(field.metadata), getattr(value, name), at := _below(path, name))
        found |= _outer(facets, at) if (type(value).__name__, name) in WHOLE else facets
    return frozenset(found)


def _outer(facets: set[str], path: str) -> set[str]:
    return facets & {f"{path}={NONE}", f"{path}={GIVEN}"}


def _shown_fields(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    return [
        (name, field)
        for name, field in model.model_fields.items()
        if (model.__name__, name) not in UNSEEN
        and name != "locked"
        and not (issubclass(model, BlockBase) and name == "id")
    ]


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _plain(annotation: Any, metadata: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """Return an annotation without `Annotated`, and what was said beside it."""
    while get_origin(annotation) is Annotated:
        annotation, *more = get_args(annotation)
        metadata = (*metadata, *more)
    return annotation, metadata


def _members(annotation: Any) -> list[Any]:
    """Return the members of a union and of those inside it, or the one type that it is."""
    annotation, _ = _plain(annotation, ())
    if get_origin(annotation) not in {Union, UnionType}:
        return [annotation]
    return [inner for member in get_args(annotation) for inner in _members(member)]


def _may_be_empty(metadata: tuple[Any, ...]) -> bool:
    least = [item.min_length for item in metadata if isinstance(item, MinLen)]
    least += [item.min_length for field in metadata if isinstance(field, FieldInfo) for item in field.metadata
              if isinstance(item, MinLen)]  # fmt: skip
    return not least or max(least) < 1


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _of_annotation(annotation: Any, metadata: tuple[Any, ...], path: str) -> set[str]:
    annotation, metadata = _plain(annotation, metadata)
    members = _members(annotation)
    if get_origin(annotation) is tuple:
        inside, _ = _plain(get_args(annotation)[0], ())
        found = {f"{path}={EMPTY}", f"{path}={FILLED}"} if _may_be_empty(metadata) else set()
        return found if _is_block(inside) else found | _of_annotation(inside, (), path)
    found = set()
    if NoneType in members:
        found = {f"{path}={NONE}", f"{path}={GIVEN}"}
        members = [member for member in members if member is not NoneType]
    several = len([member for member in members if _is_model(member)]) > 1
    for member in members:
        found |= _of_member(member, path, named=several)
    return found


def _is_block(annotation: Any) -> bool:
    """Say whether a list holds blocks, which have specimens of their own."""
    return any(_is_model(member) and issubclass(member, BlockBase) for member in _members(annotation))


def _of_member(member: Any, path: str, *, named: bool) -> set[str]:
    if get_origin(member) is Literal:
        choices = get_args(member)
        return {f"{path}={choice}" for choice in choices} if len(choices) > 1 else set()
    if get_origin(member) is tuple:
        return _of_annotation(member, (), path)
    if member is bool:
        return {f"{path}=yes", f"{path}=no"}
    if isinstance(member, type) and issubclass(member, StrEnum):
        return {f"{path}={choice}" for choice in member}
    if _is_model(member):
        return {*([f"{path}={member.__name__}"] if named else []), *facets_of_type(member, path)}
    return set()


def _of_value(annotation: Any, metadata: tuple[Any, ...], value: Any, path: str) -> set[str]:
    annotation, metadata = _plain(annotation, metadata)
    members = _members(annotation)
    if isinstance(value, tuple):
        inside = get_args(annotation)[0] if get_origin(annotation) is tuple else annotation
        found = {f"{path}={FILLED if value else EMPTY}"} if _may_be_empty(metadata) else set()
        if not _is_block(_plain(inside, ())[0]):
            found |= {facet for item in value for facet in _of_value(inside, (), item, path)}
        return found
    if value is None:
        return {f"{path}={NONE}"}
    found = {f"{path}={GIVEN}"} if NoneType in members else set()
    if isinstance(value, BaseModel):
        several = len([member for member in members if _is_model(member)]) > 1
        return {*found, *([f"{path}={type(value).__name__}"] if several else []), *facets_of(value, path)}
    if isinstance(value, bool) and bool in members:
        return {*found, f"{path}={'yes' if value else 'no'}"}
    choices = [get_args(member) for member in members if get_origin(member) is Literal]
    if isinstance(value, StrEnum) or (choices and len(choices[0]) > 1):
        found.add(f"{path}={value}")
    return found
