"""Descriptions of the endpoints for the OpenAPI document, made from the types that the views use."""

from collections.abc import Callable
from typing import Any, Final

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from backend.api.answers import Problem
from backend.api.problem import MEDIA_TYPE
from backend.api.queries import Query

SITE: Final = OpenApiParameter(
    "site", {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 80}, OpenApiParameter.PATH,
    description="Name of the site, as `/api/v1/sites/` lists it.",
)  # fmt: skip
PAGE_ID: Final = OpenApiParameter(
    "page_id", {"type": "string", "format": "uuid"}, OpenApiParameter.PATH,
    description="Identity of the page, the same in every language.",
)  # fmt: skip
DIGEST: Final = OpenApiParameter(
    "digest", {"type": "string", "pattern": "^[0-9a-f]{64}$"}, OpenApiParameter.PATH,
    description="SHA-256 of the bytes, in lower-case hexadecimal.",
)  # fmt: skip

BINARY: Final = OpenApiTypes.BINARY
LINES: Final = OpenApiTypes.STR
"""What an endpoint answers with when it is not JSON."""

_TAGS: Final = {
    "Sites and ready pages": ("sites", "pages", "page"),
    "Pages on offer": ("library",),
    "Exact bytes, for builders": ("manifest", "export", "document", "overlay", "media"),
    "This API": ("index", "schema", "docs"),
}
_STATUSES: Final = {
    206: "A part of the file",
    304: "Not modified: you have this version",
    400: "A query parameter is unknown, repeated or wrong",
    404: "There is no such thing",
    406: "The Accept or Accept-Encoding header refuses what there is",
    410: "It was public and is not any more",
    412: "If-Match names another version",
    413: "The request carries a body",
    414: "The query string is too long",
    416: "The file has no such range",
}


def described(
    operation_id: str,
    summary: str,
    answer: Any,
    media_type: str = "application/json",
    *,
    path: tuple[OpenApiParameter, ...] = (),
    query: type[Query] = Query,
    also: tuple[int, ...] = (),
) -> Callable[[Any], Any]:
    """Return a decorator for a view's `get` that says what it takes and answers; `also` are more statuses than usual."""
    responses: dict[Any, Any] = {(200, media_type): OpenApiResponse(answer, description="OK")}
    if 206 in also:
        responses[206, media_type] = OpenApiResponse(answer, description=_STATUSES[206])
    if 304 in also:
        responses[304] = OpenApiResponse(description=_STATUSES[304])
    for status in sorted({400, 413, 414, *also} - {206, 304}):
        responses[status, MEDIA_TYPE] = OpenApiResponse(Problem, description=_STATUSES[status])
    decorator: Callable[[Any], Any] = extend_schema(
        operation_id=operation_id, summary=summary, responses=responses, auth=[],
        parameters=[*path, *_parameters(query)],
        tags=[next(tag for tag, names in _TAGS.items() if operation_id in names)],
    )  # fmt: skip
    return decorator


def _parameters(query: type[Query]) -> list[OpenApiParameter]:
    known = query.model_json_schema() if query.model_fields else {}
    return [
        OpenApiParameter(name, _schema(schema, known.get("$defs", {})), description=schema.get("description", ""))
        for name, schema in known.get("properties", {}).items()
    ]


def _schema(schema: dict[str, Any], named: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a parameter that is given; that it may be left out is said elsewhere.

    A type with a name of its own (`named`, by pydantic's `$defs`) is written out: the OpenAPI document has no `$defs`.
    """
    given = next((choice for choice in schema.get("anyOf", ()) if choice.get("type") != "null"), schema)
    given = named[given["$ref"].rpartition("/")[2]] if "$ref" in given else given
    extra = {"default": schema["default"]} if schema.get("default") is not None else {}
    return {key: value for key, value in given.items() if key not in {"title", "description", "default"}} | extra
