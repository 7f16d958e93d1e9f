"""The OpenAPI document, and a page to read it that asks nothing of any other host."""

import functools
import hashlib

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from rest_framework.request import Request

from backend.api import identity, openapi
from backend.api.caching import REVALIDATE, not_modified
from backend.api.negotiation import AnyType, Html, OpenApi
from backend.api.operations import described
from backend.api.views.base import PublicView

# The reader draws with style attributes and inlined images; it loads nothing but this API's own files.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@functools.cache
def _document() -> tuple[bytes, str]:
    body = openapi.FILE.read_bytes()
    return body, f'"{hashlib.sha256(body).hexdigest()}"'


class SchemaView(PublicView):
    """The OpenAPI document."""

    renderer_classes = (OpenApi,)
    content_negotiation_class = AnyType
    varies_by = ()

    @described("schema", "This description, as OpenAPI 3.1", OpenApiTypes.OBJECT, OpenApi.media_type, also=(304, 412))
    def get(self, request: Request) -> HttpResponse:
        """Answer with the generated file."""
        body, etag = _document()
        headers = {"ETag": etag, "Cache-Control": REVALIDATE}
        return not_modified(request, headers) or HttpResponse(body, content_type=OpenApi.media_type, headers=headers)


class DocsView(PublicView):
    """A page for people to read the OpenAPI document and to try it."""

    renderer_classes = (Html,)

    @described("docs", "A page to read this description", OpenApiTypes.STR, "text/html", also=(406,))
    def get(self, request: Request) -> HttpResponse:
        """Answer with the page."""
        context = {"name": identity.NAME, "version": identity.VERSION, "schema_url": reverse("api:schema")}
        response = render(request._request, "api/docs.html", context)
        response["Content-Security-Policy"] = _POLICY
        response["Cache-Control"] = REVALIDATE
        return response
