"""What every view of the API has in common: it reads, for everybody, and nothing but reads."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from backend.api.negotiation import Json, OneType
from backend.api.problem import TooLong, TooMuch, exception_response
from backend.api.queries import Query

MAX_QUERY_LENGTH = 2_000


class PublicView(APIView):
    """A read-only view without session, cookie or log-in. Which origins may read it says `backend.api.origins`."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    parser_classes: Sequence[type[BaseParser]] = ()
    http_method_names = ["get", "head", "options"]
    renderer_classes: Sequence[type[BaseRenderer]] = (Json,)
    content_negotiation_class: type[BaseContentNegotiation] = OneType
    query_class: ClassVar[type[Query]] = Query
    varies_by: ClassVar[tuple[str, ...]] = ("Accept",)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse what is too big, negotiate, and read the query."""
        if str(request.method).lower() not in self.http_method_names:
            self.http_method_not_allowed(request)
        _reject_excess(request)
        super().initial(request, *args, **kwargs)
        if request.method != "OPTIONS":
            self.query = self.query_class.read(request.query_params)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Say which methods there are. A browser's question before a request from elsewhere is answered before this."""
        return HttpResponse(status=204, headers={"Allow": ", ".join(self.allowed_methods)})

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Add the headers that every answer has; a HEAD answer keeps its length and loses its body."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        if self.varies_by:
            patch_vary_headers(response, self.varies_by)
        if request.method == "HEAD" and isinstance(response, HttpResponse):
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    def get_exception_handler(self) -> Callable[[Exception, dict[str, Any]], HttpResponse]:
        """Return the handler that makes problems of exceptions."""
        return exception_response


def _reject_excess(request: Request) -> None:
    if len(request.META.get("QUERY_STRING", "")) > MAX_QUERY_LENGTH:
        raise TooLong(f"The query string may have {MAX_QUERY_LENGTH} characters.")
    if request.META.get("CONTENT_LENGTH") not in {None, "", "0"} and request.method in {"GET", "HEAD"}:
        raise TooMuch("This API only reads; send the request without a body.")
