"""The headers of every answer, from one place: what our own server sends, and what other servers and static hosts read.

The policy allows what pages need today and nothing else. Whoever adds something to them that is loaded allows it here, for
just the pages that load it (`Headers.at`); the browser tests fail on whatever a policy refuses.
"""

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
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
POLICY: Final = "Content-Security-Policy"

_REFUSED: Final = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope",
    "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get",
    "screen-wake-lock", "serial", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
"""Abilities of a browser that no page here has a use for. Films may still fill the screen."""

PLAYERS: Final = {"youtube": "https://www.youtube-nocookie.com", "vimeo": "https://player.vimeo.com"}
"""Where a provider's films play inside a page, once a visitor has asked for it."""


def _refusals(allowed: str = "") -> str:
    return ", ".join(f"{name}=()" for name in _REFUSED if name != allowed)


_SHOWN: Final = {"img-src": "'self'", "style-src": "'self'"}
_COMMON: Final = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": _refusals(),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Headers(NamedTuple):
    """What a site's answers carry: `every` all of them, and those that succeed how long they may be kept.

    `at` are pages with a policy of their own, which stands in place of the one that the others have.
    """

    every: Mapping[str, str]
    kept_below: tuple[str, ...] = KEPT_BELOW
    at: Mapping[str, str] = MappingProxyType({})

    def of(self, path: str) -> Mapping[str, str]:
        """Return what every answer at `path` carries."""
        policy = self.at.get(path.removesuffix("index.html"))
        return {**self.every, POLICY: policy} if policy else self.every

    def cache(self, path: str) -> str:
        """Return for how long the answer at `path` may be kept."""
        return KEPT if path.startswith(self.kept_below) else FRESH

    def disposition(self, path: str) -> dict[str, str]:
        """Return the header that has the answer at `path` saved, where it is nothing to look at."""
        return {"Content-Disposition": "attachment"} if path.partition("?")[0].endswith(SAVED) else {}


def site_headers(
    site: Site,
    *,
    looks_up: bool = False,
    searches: Iterable[str] = (),
    players: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> Headers:
    """Return the headers of a site; one that looks postcodes up asks itself for files.

    `searches` are its pages to search with, `players` those that show films of providers, with the names of these.
    """
    secure = {"Strict-Transport-Security": HSTS} if site.base_url.startswith("https:") else {}
    rules = _rules(site, looks_up)
    at = {path: _joined({**rules, **_searching(rules)}) for path in searches}
    for path, names in players.items():
        frames = " ".join(sorted(PLAYERS[name] for name in names))
        at[path] = _joined({**rules, "frame-src": frames})
    # A film that somebody asked for begins in its frame; no page here plays anything of its own accord.
    common = {**_COMMON, "Permissions-Policy": _refusals("autoplay")} if players else _COMMON
    return Headers({POLICY: _joined(rules), **common, **secure}, at=at)


def plain_headers() -> Headers:
    """Return the headers of pages without forms and scripts: the list of sites, and answers that belong to no site."""
    return Headers({POLICY: _joined(_SHOWN), **_COMMON})


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
    return Headers(dict(found["every"]), tuple(found["kept_below"]), dict(found.get("at", {})))


def _rules(site: Site, looks_up: bool) -> Mapping[str, str]:
    """Return the policy of a site: its own files, and the one place that its form may be sent to, by a script too.

    That place leads visitors back to the site, which browsers allow only where the policy does. No frame is allowed, but on
    pages with a film of a provider. Captions count as media. Scripts are the way out's, the form's, and those of “Find
    your local team”, which asks the site itself for files.
    """
    rules = {**_SHOWN, "media-src": "'self'", "script-src": "'self'"}
    asked = ["'self'"] if looks_up else []
    if site.feedback_url and (receiver := _origin(site.feedback_url)) != "'none'":
        rules["form-action"] = f"'self' {receiver}"
        asked.append(receiver)
    if asked:
        rules["connect-src"] = " ".join(asked)
    return rules


def _searching(rules: Mapping[str, str]) -> Mapping[str, str]:
    """Return what a page to search with needs besides: a program in WebAssembly, and the files of the index."""
    asked = dict.fromkeys(["'self'", *rules.get("connect-src", "").split()])
    return {"script-src": "'self' 'wasm-unsafe-eval'", "connect-src": " ".join(asked)}


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
    """Return what Netlify and Cloudflare Pages read. Two values of a header would be joined, so no path gets one twice.

    A policy of a page's own first takes the general one away, as Cloudflare has it. Netlify lets the later rule win and
    tells of that line; a host that joined both would allow less, never more.
    """
    lines = ["# How long pages are kept is left to the host: both ask again each time.\n", "/*\n"]
    lines += (f"  {name}: {value}\n" for name, value in headers.every.items())
    for prefix in headers.kept_below:
        lines += (f"{prefix}*\n", f"  Cache-Control: {KEPT}\n")
    for path, policy in headers.at.items():
        lines += (f"{path}\n", f"  ! {POLICY}\n", f"  {POLICY}: {policy}\n")
    return "".join(lines)


def _nginx(headers: Headers) -> str:
    pattern = "|".join(prefix.strip("/") for prefix in headers.kept_below)
    endings = "|".join(ending.strip(".") for ending in SAVED)
    lines = ["# Include this inside a server block. A location with an add_header of its own must include it again.\n"]
    lines += (f'add_header {name} "{value}" always;\n' for name, value in _for_all(headers).items())
    if headers.at:
        lines.append(f'set $waymark_policy "{headers.every[POLICY]}";\n')
        # An address that ends in a slash is looked at a second time under the name of its file.
        lines += (
            f'if ($uri ~ "^{path}(index\\.html)?$") {{ set $waymark_policy "{policy}"; }}\n'
            for path, policy in headers.at.items()
        )
        lines.append(f"add_header {POLICY} $waymark_policy always;\n")
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
    """Return an import for Caddy; matchers of one header exclude each other, so their order means nothing."""
    paths = " ".join(f"{prefix}*" for prefix in headers.kept_below)
    lines = [
        "# Import this inside a site block, after its root. Its server sends the compressed files of the release with\n",
        "# file_server {\n#\tprecompressed br gzip\n# }\n",
        "header {\n",
    ]
    lines += (f'\t{name} "{value}"\n' for name, value in _for_all(headers).items())
    lines += (
        "}\n",
        *_caddy_policies(headers),
        f"@waymark_kept {{\n\tpath {paths}\n\tfile\n}}\n",
        f'header @waymark_kept Cache-Control "{KEPT}"\n',
        f"@waymark_fresh {{\n\tnot path {paths}\n}}\n",
        f'header @waymark_fresh Cache-Control "{FRESH}"\n',
        f"@waymark_saved {{\n\tpath {' '.join(f'*{ending}' for ending in SAVED)}\n\tfile\n}}\n",
        'header @waymark_saved Content-Disposition "attachment"\n',
    )
    return "".join(lines)


def _for_all(headers: Headers) -> Mapping[str, str]:
    """Return what all answers carry alike: without the policy, where some pages have one of their own."""
    return {name: value for name, value in headers.every.items() if name != POLICY or not headers.at}


def _caddy_policies(headers: Headers) -> list[str]:
    """Return the policies where pages have one of their own."""
    if not headers.at:
        return []
    lines = [f"@waymark_policy {{\n\tnot path {' '.join(f'{path} {path}index.html' for path in headers.at)}\n}}\n"]
    lines.append(f'header @waymark_policy {POLICY} "{headers.every[POLICY]}"\n')
    for number, (path, policy) in enumerate(headers.at.items()):
        lines.append(f"@waymark_policy_{number} path {path} {path}index.html\n")
        lines.append(f'header @waymark_policy_{number} {POLICY} "{policy}"\n')
    return lines


def _json(headers: Headers) -> str:
    found = {
        "every": dict(headers.every),
        "at": dict(headers.at),
        "kept_below": list(headers.kept_below),
        "kept": KEPT,
        "fresh": FRESH,
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
