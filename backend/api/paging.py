"""Leading through a list that comes in pieces."""

from typing import NamedTuple
from urllib.parse import urlencode

from rest_framework.request import Request

from backend.api.queries import LibraryQuery, PagesQuery


class Neighbours(NamedTuple):
    """Addresses of the pieces after and before one; None where there is none."""

    next: str | None
    previous: str | None


def neighbours(request: Request, query: PagesQuery | LibraryQuery, total: int) -> Neighbours:
    """Return where the pieces after and before the one that `query` asks for are."""
    after, before = query.offset + query.limit, max(0, min(query.offset, total) - query.limit)
    return Neighbours(
        _address(request, query, after) if after < total else None,
        _address(request, query, before) if query.offset else None,
    )


def _address(request: Request, query: PagesQuery | LibraryQuery, offset: int) -> str:
    parameters = query.model_dump(mode="json", exclude_none=True) | {"offset": offset}
    return request.build_absolute_uri(f"{request.path}?{urlencode(parameters)}")
