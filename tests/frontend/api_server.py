"""A real HTTP server that answers as the content API does, and that can be told to lie, fail, dawdle and break off."""

import gzip
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from content_models import canonical_bytes, digest
from tests.frontend.content import TestSite


@dataclass
class Api:
    """What the server answers with, and what it was asked. Tests change it while it runs."""

    sites: dict[str, TestSite] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    overlays: dict[str, bytes] = field(default_factory=dict)
    lies: dict[str, bytes] = field(default_factory=dict)
    """Path → bytes that are sent instead of the truth."""
    statuses: dict[str, list[int]] = field(default_factory=dict)
    """Path → status codes of the next answers; after them the truth."""
    break_off_exports_after: int | None = None
    pause: float = 0.0
    asked: Counter[str] = field(default_factory=Counter)
    answered: Counter[tuple[str, int]] = field(default_factory=Counter)
    url: str = ""
    down: bool = False
    """Connections that are still open are hung up."""

    def add(self, site: TestSite) -> None:
        self.sites[site.slug] = site

    def manifest(self, slug: str) -> bytes:
        return canonical_bytes(self.sites[slug].manifest())

    def listing(self) -> bytes:
        found = [
            {
                "slug": slug,
                "name": slug.title(),
                "kind": "force",
                "base_url": "",
                "sequence": site.sequence,
                "digest": digest(self.manifest(slug)),
            }
            for slug, site in sorted(self.sites.items())
        ]
        return json.dumps({"sites": found}).encode()

    def export(self, slug: str) -> bytes:
        documents = {digest(data): data for data in map(canonical_bytes, self.sites[slug].documents())}
        return b"".join(line + b"\n" for line in (self.manifest(slug), *documents.values()))

    def answer(self, path: str) -> bytes | None:
        if path in self.lies:
            return self.lies[path]
        match path.strip("/").split("/"):
            case ["sites"]:
                return self.listing()
            case ["sites", slug, "manifest"] if slug in self.sites:
                return self.manifest(slug)
            case ["sites", slug, "export"] if slug in self.sites:
                return self.export(slug)
            case ["documents", wanted]:
                documents = (canonical_bytes(each) for site in self.sites.values() for each in site.documents())
                return next((data for data in documents if digest(data) == wanted), None)
            case ["overlays", wanted]:
                return self.overlays.get(wanted)
            case ["media", wanted]:
                return self.media.get(wanted)
        return None


class _Handler(BaseHTTPRequestHandler):
    api: Api
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        path = self.path.removeprefix("/api/v1")
        if self.api.down:
            self.close_connection = True
            return
        self.api.asked[path] += 1
        time.sleep(self.api.pause)
        if statuses := self.api.statuses.get(path):
            self._send(
                path,
                statuses.pop(0),
                b'{"title": "Broken", "detail": "something is broken"}',
                "application/problem+json",
            )
            return
        data = self.api.answer(path)
        if data is None:
            self._send(path, 404, b'{"title": "Not found"}', "application/problem+json")
            return
        etag = f'"{digest(data)}"'
        if self.headers.get("If-None-Match") == etag:
            self._send(path, 304, b"")
            return
        if path.endswith("/export") and self.api.break_off_exports_after is not None:
            self._break_off(data, self.api.break_off_exports_after)
            return
        self._send(path, 200, data, etag=etag)

    def _send(self, path: str, status: int, data: bytes, kind: str = "application/json", etag: str = "") -> None:
        self.api.answered[path, status] += 1
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if etag:
            self.send_header("ETag", etag)
        if "gzip" in self.headers.get("Accept-Encoding", "") and path.endswith("/export"):
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _break_off(self, data: bytes, lines: int) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(b"".join(line + b"\n" for line in data.split(b"\n")[:lines]) + b'{"half')
        self.close_connection = True

    def log_message(self, *arguments: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients of these tests go away as they please."""


@contextmanager
def running(api: Api, port: int = 0) -> Iterator[Api]:
    """Answer for `api` at `api.url` while the block runs."""
    server = _Server(("127.0.0.1", port), type("Handler", (_Handler,), {"api": api}))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    api.down = False
    api.url = f"http://127.0.0.1:{server.server_address[1]}/api/v1/"
    try:
        yield api
    finally:
        api.down = True
        server.shutdown()
        server.server_close()
        thread.join()
