"""What a page may load: files that are handed over with it, pictures of its site from this machine's own store, and nothing else."""

import ssl
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from PIL import Image as Picture
from weasyprint.urls import URLFetcher, URLFetcherResponse

from frontend.media_types import MEDIA_TYPES
from frontend.paper.sheet import SCHEME, SiteFiles

QUALITY: Final = 82
"""Of photographs on paper, as JPEG."""

_NOBODY: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody. The fetcher never asks it; without one it would read all certificates of the machine for every page."""


class NotGiven(ValueError):
    """A page asks for something that was not handed over with it and is no picture of its site."""


class GivenFiles(URLFetcher):  # type: ignore[misc]  # the library has no types
    """Gives WeasyPrint what a page may have. It opens no connection, and no path but those that `site` finds."""

    def __init__(self, handed: Mapping[str, bytes], site: SiteFiles | None = None) -> None:
        """`handed` are files by their name behind SCHEME."""
        super().__init__(allowed_protocols=(), allow_redirects=False, ssl_context=_NOBODY)
        self._handed = handed
        self._site = site

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        """Return a file; raises NotGiven, which leaves the place of a picture empty."""
        data, media_type = self._given(url)
        if media_type in {"image/webp", "image/avif"}:
            data, media_type = _printable(data)
        return URLFetcherResponse(url, data, {"Content-Type": media_type})

    def _given(self, url: str) -> tuple[bytes, str]:
        if url.startswith(SCHEME) and (name := url.removeprefix(SCHEME)) in self._handed:
            return self._handed[name], MEDIA_TYPES.get(Path(name).suffix, "application/octet-stream")
        parts = urlsplit(url)
        if self._site is None or f"{parts.scheme}://{parts.netloc}" != self._site.base or parts.query:
            raise NotGiven(f"{url} was not handed over with the page")
        found = self._site.find(unquote(parts.path))
        # No fonts: a drawing that brings its own would change the letters of all pages after it.
        if found is None or not found[1].startswith("image/"):
            raise NotGiven(f"{url} is no picture of {self._site.base}")
        path, media_type = found
        return path.read_bytes(), media_type


def _printable(data: bytes) -> tuple[bytes, str]:
    """Return a picture in a format that a PDF holds as it is: WeasyPrint would store it without any loss, ten times larger."""
    written = BytesIO()
    with Picture.open(BytesIO(data)) as picture:
        if picture.mode in {"RGB", "L"}:
            picture.save(written, "JPEG", quality=QUALITY, optimize=True)
            return written.getvalue(), "image/jpeg"
        picture.save(written, "PNG")
        return written.getvalue(), "image/png"
