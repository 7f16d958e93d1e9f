"""Everything that goes wrong below /api/v1/ leaves as `application/problem+json` (RFC 9457)."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path
from django.views import defaults
from rest_framework import exceptions

from backend.api.answers import Problem
from backend.api.identity import PREFIX
from backend.publishing import errors
from content_models import canonical_bytes

MEDIA_TYPE = "application/problem+json"
_NAMESPACE = "urn:problem-type:waymark"
_logger = logging.getLogger("django.request")


class ApiProblem(exceptions.APIException):
    """A problem that a client can act on; `kind` ends its `type`, the message is its `detail`."""

    kind = "bad-request"
    title = "Bad request"
    status_code = 400

    def __init__(self, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.headers = dict(headers or {})


class BadParameter(ApiProblem):
    """A query parameter is unknown, repeated or wrong."""

    kind = "bad-parameter"
    title = "Bad parameter"


class NotFound(ApiProblem):
    """Nothing is at this address."""

    kind = "not-found"
    title = "Not found"
    status_code = 404


class UnknownSiteName(NotFound):
    """There is no such public site."""

    kind = "unknown-site"
    title = "Unknown site"


class UnknownPage(NotFound):
    """The site has no such page."""

    kind = "unknown-page"
    title = "Unknown page"


class UnknownDigest(NotFound):
    """Nothing was published with this digest."""

    kind = "unknown-digest"
    title = "Unknown digest"


class Forbidden(ApiProblem):
    """The token shows nothing, or not this."""

    kind = "forbidden"
    title = "Forbidden"
    status_code = 403


class NotReady(ApiProblem):
    """A draft cannot be shown as it stands."""

    kind = "not-ready"
    title = "Not ready"
    status_code = 409


class PreconditionFailed(ApiProblem):
    """The client wanted another version than there is."""

    kind = "precondition-failed"
    title = "Precondition failed"
    status_code = 412


class TooMuch(ApiProblem):
    """The request carries a body."""

    kind = "unexpected-body"
    title = "Unexpected body"
    status_code = 413


class TooLong(ApiProblem):
    """The query string is longer than any that makes sense here."""

    kind = "too-long"
    title = "Query too long"
    status_code = 414


class RangeNotSatisfiable(ApiProblem):
    """The file has no byte in the range asked for."""

    kind = "range-not-satisfiable"
    title = "Range not satisfiable"
    status_code = 416


@dataclass(frozen=True, slots=True)
class _Known:
    """How an exception of the store, of Django or of DRF is told; without a detail it speaks for itself."""

    kind: str
    title: str
    status: int
    detail: str | None = None


_KNOWN: tuple[tuple[type[Exception], _Known], ...] = (
    (errors.UnknownSite, _Known("unknown-site", "Unknown site", 404)),
    (errors.UnknownPage, _Known("unknown-page", "Unknown page", 404)),
    (errors.Unknown, _Known("unknown-digest", "Unknown digest", 404)),
    (errors.Withdrawn, _Known("withdrawn", "Withdrawn", 410)),
    (Http404, _Known("not-found", "Not found", 404, "There is nothing at this address.")),
    (exceptions.NotFound, _Known("not-found", "Not found", 404, "There is nothing at this address.")),
    (exceptions.MethodNotAllowed, _Known("method-not-allowed", "Method not allowed", 405)),
    (exceptions.NotAcceptable, _Known("not-acceptable", "Not acceptable", 406)),
    (PermissionDenied, _Known("forbidden", "Forbidden", 403, "This request is not allowed.")),
    (SuspiciousOperation, _Known("bad-request", "Bad request", 400, "This request cannot be understood.")),
    (exceptions.APIException, _Known("bad-request", "Bad request", 400, "This request cannot be understood.")),
)
_FAILURE = _Known("internal-error", "Internal error", 500, "Something went wrong here. Try again in a minute.")


def problem_response(
    request: HttpRequest, kind: str, title: str, status: int, detail: str, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """Return the one form in which problems leave; `instance` is the path that was asked for."""
    answer = Problem(
        type=f"{_NAMESPACE}:{kind}", title=title, status=status, detail=detail,
        instance=escape_uri_path(request.path)[:1000],
    )  # fmt: skip
    response = HttpResponse(canonical_bytes(answer), status=status, content_type=MEDIA_TYPE, headers=headers)
    # A problem may be over in a moment; 410 is for good, but an editor may publish the page again.
    response["Cache-Control"] = "no-store"
    return response


def exception_response(error: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """Return the problem for whatever a view raised; what nobody foresaw is logged, and told without any detail."""
    request: HttpRequest = context["request"]
    if isinstance(error, ApiProblem):
        return problem_response(request, error.kind, error.title, error.status_code, str(error.detail), error.headers)
    for kind, known in _KNOWN:
        if isinstance(error, kind):
            detail = known.detail or str(error)
            return problem_response(request, known.kind, known.title, known.status, detail)
    # Error reporters and Django's own test client listen to this signal.
    got_request_exception.send(sender=None, request=request)
    _logger.error("Internal error at %s", request.path, exc_info=error, extra={"status_code": 500, "request": request})
    return _failure(request)


def _failure(request: HttpRequest) -> HttpResponse:
    return problem_response(request, _FAILURE.kind, _FAILURE.title, _FAILURE.status, str(_FAILURE.detail))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Be Django's `handler400`, for what goes wrong before a view is found, such as a host that is not allowed."""
    if request.path.startswith(PREFIX):
        detail = "This request cannot be understood, or was sent to a host name that this server does not serve."
        return problem_response(request, "bad-request", "Bad request", 400, detail)
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Be Django's `handler500`, for failures outside of views."""
    return _failure(request) if request.path.startswith(PREFIX) else defaults.server_error(request)
