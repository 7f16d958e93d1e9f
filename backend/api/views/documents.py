"""What a digest names: documents, overlays and files. None of them ever changes, so all may be kept for ever."""

from collections.abc import Iterator
from typing import IO

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from rest_framework.request import Request

from backend.api.answers import StoredDocument
from backend.api.caching import IMMUTABLE, not_modified
from backend.api.names import digest as read_digest
from backend.api.negotiation import Anything, AnyType
from backend.api.operations import BINARY, DIGEST, described
from backend.api.problem import RangeNotSatisfiable
from backend.api.ranges import ByteRange, UnsatisfiableRange, requested_range
from backend.api.views.base import PublicView
from backend.publishing import store
from backend.publishing.models import StoredMedia
from content_models import Overlay

# Types that no browser runs as a page of this host. SVG is an image whose scripts the policy below stops.
_SHOWN = ("image/", "video/", "audio/", "font/")
_SHOWN_EXACTLY = frozenset({"application/pdf", "text/vtt", "text/plain", "text/csv"})
_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
_CHUNK = 256 * 1024


class DocumentView(PublicView):
    """A document by its digest."""

    content_negotiation_class = AnyType
    varies_by = ()

    @described("document", "A document as it was published", StoredDocument, path=(DIGEST,), also=(304, 404, 410, 412))
    def get(self, request: Request, digest: str) -> HttpResponse:
        """Answer with the canonical bytes; one query."""
        document = store.document(read_digest(digest))
        headers = {
            "ETag": f'"{document.digest}"', "Cache-Control": IMMUTABLE, "Content-Language": document.locale
        }  # fmt: skip
        if unchanged := not_modified(request, headers):
            return unchanged
        return HttpResponse(bytes(document.body), content_type="application/json", headers=headers)


class OverlayView(PublicView):
    """The local parts of an adopted page by their digest."""

    content_negotiation_class = AnyType
    varies_by = ()

    @described(
        "overlay", "What a site adds to a page of another organisation", Overlay, path=(DIGEST,),
        also=(304, 404, 410, 412),
    )  # fmt: skip
    def get(self, request: Request, digest: str) -> HttpResponse:
        """Answer with the canonical bytes; one query."""
        overlay = store.overlay(read_digest(digest))
        headers = {
            "ETag": f'"{overlay.digest}"', "Cache-Control": IMMUTABLE, "Content-Language": overlay.locale
        }  # fmt: skip
        if unchanged := not_modified(request, headers):
            return unchanged
        return HttpResponse(bytes(overlay.body), content_type="application/json", headers=headers)


class FilePart:
    """Some bytes of an open file, in pieces; closed at its end, or by Django when the client goes away."""

    def __init__(self, file: IO[bytes], first: int, length: int) -> None:
        file.seek(first)
        self.file = file
        self.length = length

    def __iter__(self) -> Iterator[bytes]:
        left = self.length
        with self.file:
            while left > 0 and (piece := self.file.read(min(_CHUNK, left))):
                left -= len(piece)
                yield piece

    def close(self) -> None:
        """Close the file."""
        self.file.close()


class MediaView(PublicView):
    """A file by its digest."""

    renderer_classes = (Anything,)
    content_negotiation_class = AnyType
    varies_by = ()

    @described(
        "media", "A file: image, film, captions, download", BINARY, "*/*", path=(DIGEST,),
        also=(206, 304, 404, 410, 412, 416),
    )  # fmt: skip
    def get(self, request: Request, digest: str) -> HttpResponseBase:
        """Stream the file, or the range of it that is asked for; one query."""
        media = store.media(read_digest(digest))
        headers = media_headers(media)
        if unchanged := not_modified(request, headers):
            return unchanged
        span = _span(request, media, headers["ETag"])
        length = span.length if span else media.size
        headers["Content-Length"] = str(length)
        if span:
            headers["Content-Range"] = f"bytes {span.first}-{span.last}/{media.size}"
        status = 206 if span else 200
        content_type = headers.pop("Content-Type")
        if request.method == "HEAD":
            return StreamingHttpResponse(iter(()), status=status, content_type=content_type, headers=headers)
        file = media.file.storage.open(str(media.file.name), "rb")
        part = FilePart(file, span.first if span else 0, length)
        return StreamingHttpResponse(part, status=status, content_type=content_type, headers=headers)


def media_headers(media: StoredMedia) -> dict[str, str]:
    """Return the headers with which a file is sent: as what it is only if no browser runs it as a page."""
    shown = media.media_type.startswith(_SHOWN) or media.media_type in _SHOWN_EXACTLY
    return {
        "ETag": f'"{media.digest}"',
        "Cache-Control": IMMUTABLE,
        "Content-Type": media.media_type if shown else "application/octet-stream",
        "Content-Disposition": content_disposition_header(not shown, media.filename) or "attachment",
        "Content-Security-Policy": _POLICY,
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Accept-Ranges": "bytes",
    }


def _span(request: Request, media: StoredMedia, etag: str) -> ByteRange | None:
    """Return the range to send; a range on the condition of another version is none."""
    header = request.META.get("HTTP_RANGE", "")
    if not header or request.META.get("HTTP_IF_RANGE", etag) != etag:
        return None
    try:
        return requested_range(header, media.size)
    except UnsatisfiableRange as error:
        raise RangeNotSatisfiable(
            f"The file has {media.size} bytes; the range asked for holds none of them.",
            headers={"Content-Range": f"bytes */{media.size}"},
        ) from error
