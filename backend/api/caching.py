"""Entity tags and how long an answer may be kept."""

import hashlib
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from rest_framework.request import Request

from backend.api.problem import PreconditionFailed
from content_models import Model, canonical_bytes

IMMUTABLE = "public, max-age=31536000, immutable"
"""For what a digest names: it never changes (RFC 8246)."""
REVALIDATE = "public, max-age=0, must-revalidate"
"""For what publishing changes: keep it, but ask before each use; asking costs a 304."""


def not_modified(request: HttpRequest | Request, headers: Mapping[str, str]) -> HttpResponse | None:
    """Return the 304 with `headers` for a client that has the version that their ETag names, else None.

    Raises PreconditionFailed when the client insists on another version.
    """
    conditional = get_conditional_response(request, etag=headers["ETag"])
    if conditional is None:
        return None
    if not isinstance(conditional, HttpResponseNotModified):
        raise PreconditionFailed(f"The version here is {headers['ETag']}, which If-Match does not name.")
    return HttpResponse(status=304, headers=headers)


def small_answer(request: HttpRequest | Request, answer: Model) -> HttpResponse:
    """Return a small answer as JSON, tagged with the digest of its bytes, or the 304 for a client that has it."""
    body = canonical_bytes(answer)
    headers = {"ETag": f'"{hashlib.sha256(body).hexdigest()}"', "Cache-Control": REVALIDATE}
    return not_modified(request, headers) or HttpResponse(body, content_type="application/json", headers=headers)
