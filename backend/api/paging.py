"""Leading through a list that comes in pieces."""

from urllib.parse import urlencode

from rest_framework.request import Request

from backend.api.queries import LibraryQuery, PagesQuery


def neighbours(request: Request, query: PagesQuery | LibraryQuery, total: int) -> dict[str, str | None]:
    """Return the addresses of the pieces after and before the one that `query` asks for; None where there is none."""
    after, before = query.offset + query.limit, max(0, min(query.offset, total) - query.limit)
    return {
        "next": _address(request, query, after) if after < total else None,
        "previous": _address(request, query, before) if query.offset else None,
    }


def _address(request: Request, query: PagesQuery | LibraryQuery, offset: int) -> str:
    parameters = query.model_dump(mode="json", exclude_none=True) | {"offset": offset}
    return request.build_absolute_uri(f"{request.path}?{urlencode(parameters)}")
