"""What a client accepts: media types and content codings with their quality values (RFC 9110, section 12)."""

import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer

_QUALITY = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")
_CHUNK = 64 * 1024
_GZIP_LEVEL = 5


def preferences(header: str) -> dict[str, float]:
    """Return each item of an Accept or Accept-Encoding header, lower case, with its quality.

    Parameters other than `q` are dropped; an item whose quality cannot be read counts as refused.
    """
    found: dict[str, float] = {}
    for item in header.split(","):
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        if name:
            found[name] = max(found.get(name, 0.0), _quality(parameters))
    return found


def _quality(parameters: Iterable[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return float(value) if _QUALITY.fullmatch(value.strip()) else 0.0
    return 1.0


def accepts(header: str, media_type: str) -> bool:
    """Tell whether an Accept header admits `media_type`; the most specific range that fits decides."""
    wanted = preferences(header)
    if not wanted:
        return True
    family = media_type.partition("/")[0]
    for candidate in (media_type, f"{family}/*", "*/*"):
        if candidate in wanted:
            return wanted[candidate] > 0
    return False


def prefers_gzip(header: str) -> bool:
    """Tell whether an Accept-Encoding header likes gzip at least as well as no coding.

    Raises NotAcceptable when it refuses both.
    """
    wanted = preferences(header)
    rest = wanted.get("*")
    gzip = max(wanted.get("gzip", rest or 0.0), wanted.get("x-gzip", 0.0))
    # Without a word about it, sending no coding at all is acceptable, but less welcome than any that is named.
    identity = wanted.get("identity", 0.001 if rest is None else rest)
    if gzip <= 0 and identity <= 0:
        raise NotAcceptable("This address answers uncompressed or with gzip, and Accept-Encoding refuses both.")
    return 0 < gzip >= identity


def gathered(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield `parts` joined to pieces of at least 64 KiB, so that many small lines are few writes."""
    waiting: list[bytes] = []
    size = 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size >= _CHUNK:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


def gzipped(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield `parts` as one gzip stream (RFC 1952) without a time or a name, so that equal content is equal bytes."""
    compressor = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    for part in gathered(parts):
        if piece := compressor.compress(part):
            yield piece
    yield compressor.flush()


class OneType(BaseContentNegotiation):
    """Negotiation of a view with one media type: it is sent, or the answer is 406. Nothing in the URL overrides it."""

    def select_renderer(
        self, request: Any, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return the only renderer and its type; raises NotAcceptable."""
        renderer = next(iter(renderers))
        media_type = str(renderer.media_type)
        if not accepts(request.META.get("HTTP_ACCEPT", ""), media_type):
            raise NotAcceptable(f"This address answers with {media_type} only, and the Accept header refuses that.")
        return renderer, media_type


class AnyType(BaseContentNegotiation):
    """Negotiation of a view whose address already names the one thing it can send: the Accept header is not asked."""

    def select_renderer(
        self, request: Any, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return the first renderer and its type."""
        renderer = next(iter(renderers))
        return renderer, str(renderer.media_type)


class _Named(BaseRenderer):
    """A media type for negotiation and for the OpenAPI document; views write their bytes themselves."""

    charset = None
    render_style = "binary"

    def render(self, data: Any, *_: Any, **__: Any) -> Any:
        """Return `data`, which already is bytes."""
        return data


class Json(_Named):
    """JSON (RFC 8259)."""

    media_type = "application/json"
    format = "json"


class JsonLines(_Named):
    """A JSON text a line."""

    media_type = "application/x-ndjson"
    format = "ndjson"


class OpenApi(_Named):
    """An OpenAPI document; the type that the OpenAPI initiative names."""

    media_type = "application/vnd.oai.openapi+json"
    format = "openapi"


class Html(_Named):
    """A page for people."""

    media_type = "text/html"
    format = "html"


class Anything(_Named):
    """A file of whatever type the store knows."""

    media_type = "*/*"
    format = "file"
