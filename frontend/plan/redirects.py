"""Old addresses: what stands in the files that web servers and CDNs read. All lines come in the order of the paths."""

import json
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

_HARMLESS = ":/?#[]@!&'()*+,=%~-._"
"""Characters of an address that mean nothing to nginx and Caddy; all others are percent-encoded (RFC 3986)."""


class Moved(NamedTuple):
    """Where an old path leads now; `status` is 301 (for good) or 302 (for now)."""

    url: str
    status: int


def redirect_files(moved: Mapping[str, Moved], gone: tuple[str, ...]) -> dict[str, bytes]:
    """Return the files by name: for CDNs and static hosts, nginx, Caddy, and as JSON for everything else."""
    ordered = sorted(moved.items())
    return {
        "_redirects": "".join(f"{path} {_safe(to.url)} {to.status}\n" for path, to in ordered).encode(),
        "redirects.nginx.conf": _nginx(ordered, gone).encode(),
        "redirects.caddy": _caddy(ordered, gone).encode(),
        "redirects.json": _json(ordered, gone).encode(),
    }


def _nginx(moved: list[tuple[str, Moved]], gone: tuple[str, ...]) -> str:
    lines = ["# Include this inside a server block.\n"]
    lines += (f'location = {path} {{ return {to.status} "{_safe(to.url)}"; }}\n' for path, to in moved)
    lines += (f"location = {path} {{ return 410; }}\n" for path in sorted(gone))
    return "".join(lines)


def _caddy(moved: list[tuple[str, Moved]], gone: tuple[str, ...]) -> str:
    lines = ["# Import this inside a site block.\n"]
    lines += (f'redir {path} "{_safe(to.url)}" {to.status}\n' for path, to in moved)
    lines += (f"error {path} 410\n" for path in sorted(gone))
    return "".join(lines)


def _json(moved: list[tuple[str, Moved]], gone: tuple[str, ...]) -> str:
    found = {"moved": {path: list(to) for path, to in moved}, "gone": sorted(gone)}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _safe(url: str) -> str:
    return quote(url, safe=_HARMLESS)
