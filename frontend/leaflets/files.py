"""What a leaflet may load: files of the release that it belongs to, from this machine's own store, and nothing else."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from urllib.parse import unquote, urlsplit

from PIL import Image as Picture
from weasyprint.urls import URLFetcher, URLFetcherResponse

from frontend.leaflets.paper import OWN, FindFile

QUALITY: Final = 82
"""Of photographs in a leaflet, as JPEG."""


class NotOfThisSite(ValueError):
    """A leaflet asks for something that is not one of its site's files."""


class SiteFiles(URLFetcher):  # type: ignore[misc]  # the library has no types
    """Gives WeasyPrint the files of one site. It opens no connection and no path that is not the site's own."""

    def __init__(self, base: str, find: FindFile, own: Mapping[str, bytes]) -> None:
        """`base` is the site's public address; `own` are drawings made for this leaflet, by their name behind OWN."""
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._base = base
        self._find = find
        self._own = own

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        """Return a file; raises NotOfThisSite, which leaves the place of a picture empty."""
        if url.startswith(OWN) and (drawing := self._own.get(url.removeprefix(OWN))):
            return URLFetcherResponse(url, drawing, {"Content-Type": "image/svg+xml"})
        found = self._find(self._path(url))
        if found is None:
            raise NotOfThisSite(f"{url} is no file of {self._base}")
        path, media_type = found
        data = path.read_bytes()
        if media_type in {"image/webp", "image/avif"}:
            data, media_type = _printable(data)
        return URLFetcherResponse(url, data, {"Content-Type": media_type})

    def _path(self, url: str) -> str:
        """Return the path of an address of this site; raises NotOfThisSite for any other address."""
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}" != self._base or parts.query:
            raise NotOfThisSite(f"{url} is not on {self._base}")
        return unquote(parts.path)


def _printable(data: bytes) -> tuple[bytes, str]:
    """Return a picture in a format that a PDF holds as it is: WeasyPrint would store it without any loss, ten times larger."""
    written = BytesIO()
    with Picture.open(BytesIO(data)) as picture:
        if picture.mode in {"RGB", "L"}:
            picture.save(written, "JPEG", quality=QUALITY, optimize=True)
            return written.getvalue(), "image/jpeg"
        picture.save(written, "PNG")
        return written.getvalue(), "image/png"
