"""The headers of every answer, from one place: what our own server sends, and what other servers and static hosts read.

The policy allows what pages need today and nothing else. Whoever adds something to them that is loaded allows it here; the
browser tests fail on whatever a policy refuses.
"""

import json
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from content_models.site import Site

KEPT: Final = "public, max-age=31536000, immutable"
"""For files whose name changes with their content."""
FRESH: Final = "no-cache"
"""For everything else: kept, but asked for again each time."""
KEPT_BELOW: Final = ("/assets/", "/media/")
SAVED: Final = (".zip",)
"""Endings of what a browser saves, under the last part of its address, and does not try to show (RFC 6266)."""
HSTS: Final = "max-age=31536000"
"""A year. Not for subdomains, and not in the list that browsers carry: a site does not speak for its neighbours."""

FILE: Final = "headers.json"

_REFUSED: Final = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope",
    "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get",
    "screen-wake-lock", "serial", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
"""Abilities of a browser that no page here has a use for. Films may still fill the screen."""

_SHOWN: Final = {"img-src": "'self'", "style-src": "'self'"}
_COMMON: Final = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _REFUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Headers(NamedTuple):
    """What a site's answers carry: `every` all of them, and those that succeed how long they may be kept."""

    every: Mapping[str, str]
    kept_below: tuple[str, ...] = KEPT_BELOW

    def cache(self, path: str) -> str:
        """Return for how long the answer at `path` may be kept."""
        return KEPT if path.startswith(self.kept_below) else FRESH

    def disposition(self, path: str) -> dict[str, str]:
        """Return the header that has the answer at `path` saved, where it is nothing to look at."""
        return {"Content-Disposition": "attachment"} if path.partition("?")[0].endswith(SAVED) else {}


def site_headers(site: Site, *, looks_up: bool = False) -> Headers:
    """Return the headers of a site; one that looks postcodes up asks itself for files."""
    secure = {"Strict-Transport-Security": HSTS} if site.base_url.startswith("https:") else {}
    return Headers({"Content-Security-Policy": _policy(site, looks_up), **_COMMON, **secure})


def plain_headers() -> Headers:
    """Return the headers of pages without forms and scripts: the list of sites, and answers that belong to no site."""
    return Headers({"Content-Security-Policy": _joined(_SHOWN), **_COMMON})


def header_files(headers: Headers) -> dict[str, bytes]:
    """Return the files by name: for static hosts, nginx, Caddy, and as JSON for everything else."""
    return {
        "_headers": _static_host(headers).encode(),
        "headers.nginx.conf": _nginx(headers).encode(),
        "headers.caddy": _caddy(headers).encode(),
        FILE: _json(headers).encode(),
    }


def read_headers(data: bytes | str) -> Headers:
    """Return what `headers.json` says; raises ValueError, KeyError or TypeError when it is something else."""
    found = json.loads(data)
    return Headers(dict(found["every"]), tuple(found["kept_below"]))


def _policy(site: Site, looks_up: bool) -> str:
    """Return the policy of a site: its own files, and the one place that its form may be sent to, by a script too.

    That place leads visitors back to the site, which browsers allow only where the policy does. Films of a provider are
    links, so no frame is allowed. Captions count as media. Scripts are the way out's, the form's, and those of “Find
    your local team”, which asks the site itself for files.
    """
    rules = {**_SHOWN, "media-src": "'self'", "script-src": "'self'"}
    asked = ["'self'"] if looks_up else []
    if site.feedback_url and (receiver := _origin(site.feedback_url)) != "'none'":
        rules["form-action"] = f"'self' {receiver}"
        asked.append(receiver)
    if asked:
        rules["connect-src"] = " ".join(asked)
    return _joined(rules)


def _joined(rules: Mapping[str, str]) -> str:
    refused = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", "frame-ancestors": "'none'"}
    return "; ".join(f"{name} {value}" for name, value in {**refused, **rules}.items())


def _origin(address: str) -> str:
    """Return scheme, host and port of an address; only what cannot end a directive or a header."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        return "'none'"
    if not host or any(not (sign.isalnum() or sign in "-._:") for sign in host):
        return "'none'"
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


def _static_host(headers: Headers) -> str:
    """Return what Netlify and Cloudflare Pages read. They join two values of a header, so no path gets one twice."""
    lines = ["# How long pages are kept is left to the host: both ask again each time.\n", "/*\n"]
    lines += (f"  {name}: {value}\n" for name, value in headers.every.items())
    for prefix in headers.kept_below:
        lines += (f"{prefix}*\n", f"  Cache-Control: {KEPT}\n")
    return "".join(lines)


def _nginx(headers: Headers) -> str:
    pattern = "|".join(prefix.strip("/") for prefix in headers.kept_below)
    endings = "|".join(ending.strip(".") for ending in SAVED)
    lines = ["# Include this inside a server block. A location with an add_header of its own must include it again.\n"]
    lines += (f'add_header {name} "{value}" always;\n' for name, value in headers.every.items())
    lines += (
        f'set $waymark_cache "{FRESH}";\n',
        f'if ($uri ~ "^/({pattern})/") {{ set $waymark_cache "{KEPT}"; }}\n',
        "add_header Cache-Control $waymark_cache;\n",
        # An empty value is no header.
        'set $waymark_saved "";\n',
        f'if ($uri ~ "\\.({endings})$") {{ set $waymark_saved "attachment"; }}\n',
        "add_header Content-Disposition $waymark_saved;\n",
        "# The compressed files of the release. An nginx that has the module ngx_brotli may add: brotli_static on;\n",
        "gzip_static on;\n",
        "gzip_vary on;\n",
    )
    return "".join(lines)


def _caddy(headers: Headers) -> str:
    """Return an import for Caddy; the two matchers exclude each other, so their order means nothing."""
    paths = " ".join(f"{prefix}*" for prefix in headers.kept_below)
    lines = [
        "# Import this inside a site block, after its root. Its server sends the compressed files of the release with\n",
        "# file_server {\n#\tprecompressed br gzip\n# }\n",
        "header {\n",
    ]
    lines += (f'\t{name} "{value}"\n' for name, value in headers.every.items())
    lines += (
        "}\n",
        f"@waymark_kept {{\n\tpath {paths}\n\tfile\n}}\n",
        f'header @waymark_kept Cache-Control "{KEPT}"\n',
        f"@waymark_fresh {{\n\tnot path {paths}\n}}\n",
        f'header @waymark_fresh Cache-Control "{FRESH}"\n',
        f"@waymark_saved {{\n\tpath {' '.join(f'*{ending}' for ending in SAVED)}\n\tfile\n}}\n",
        'header @waymark_saved Content-Disposition "attachment"\n',
    )
    return "".join(lines)


def _json(headers: Headers) -> str:
    found = {"every": dict(headers.every), "kept_below": list(headers.kept_below), "kept": KEPT, "fresh": FRESH}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
