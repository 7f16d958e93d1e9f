"""One draft, for whoever holds a fresh token of it: the preview server. Not part of what the public API promises."""

from functools import cache
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from wagtail.admin.userbar import Userbar

from backend.api.names import site_name
from backend.api.negotiation import Anything, AnyType
from backend.api.problem import Forbidden, NotReady
from backend.api.queries import Query
from backend.api.views.base import PublicView
from backend.api.views.documents import FilePart, media_headers
from backend.pages.preview import PreviewRefused
from backend.publishing import drafts
from backend.publishing.errors import PageNotCompiled

TOKEN_HEADER = "X-Waymark-Preview"  # noqa: S105 - the name of a header
"""Carries the token, which in an address would end up in logs."""

_PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


class PreviewQuery(Query):
    """For which site the draft is asked for."""

    site: str


class PreviewView(PublicView):
    """The draft that a token stands for: its document, the manifest that its site would have, and names of its files."""

    query_class: ClassVar[type[Query]] = PreviewQuery

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        """Answer with the draft; one query. 403 when the token shows nothing, 409 when the draft makes no page."""
        site = site_name(getattr(self.query, "site", ""))
        try:
            draft = drafts.read_draft(request.headers.get(TOKEN_HEADER, ""), site)
        except PreviewRefused as error:
            raise Forbidden(str(error), _PRIVATE) from error
        except PageNotCompiled as error:
            raise NotReady(str(error), _PRIVATE) from error
        return JsonResponse(draft | {"userbar": checker()}, headers=_PRIVATE)


class PreviewFileView(PublicView):
    """A file of a draft, by the signed name that the draft came with."""

    renderer_classes = (Anything,)
    content_negotiation_class = AnyType

    @extend_schema(exclude=True)
    def get(self, request: Request, name: str) -> HttpResponseBase:
        """Stream the file; 403 when the name is forged or too old."""
        try:
            media = drafts.read_file(name)
        except PreviewRefused as error:
            raise Forbidden(str(error), _PRIVATE) from error
        headers = media_headers(media) | _PRIVATE
        del headers["Accept-Ranges"], headers["Cross-Origin-Resource-Policy"]
        file = media.file.storage.open(str(media.file.name), "rb")
        content_type = headers.pop("Content-Type")
        return StreamingHttpResponse(FilePart(file, 0, media.size), content_type=content_type, headers=headers)


@cache
def checker() -> str:
    """Return Wagtail's user bar as the editor's preview panel uses it: unseen, it checks the page's accessibility.

    It holds nothing of any person, so it is the same for everybody.
    """
    scheme, _, host = settings.WAGTAILADMIN_BASE_URL.partition("://")
    request = HttpRequest()
    request.META = {"HTTP_HOST": host, "SERVER_NAME": host, "SERVER_PORT": "443", "wsgi.url_scheme": scheme}
    request.user = AnonymousUser()
    request.in_preview_panel = True  # type: ignore[attr-defined]
    html: str = Userbar().render_html({"request": request})
    return html
