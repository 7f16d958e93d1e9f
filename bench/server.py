"""Serves a benchmark site as the content API does, so that the builder is measured as it is run."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bench.site import SLUG, BenchSite
from content_models.examples import example_media


class Published:
    """What the server answers with; `site` may be replaced while it runs."""

    def __init__(self, site: BenchSite) -> None:
        self.site = site

    def answer(self, path: str) -> bytes | None:
        """Return the body for a path below /api/v1/, or None."""
        match path.strip("/").split("/"):
            case ["sites"]:
                return json.dumps({"sites": [{"slug": SLUG, "name": SLUG, "digest": self.site.digest}]}).encode()
            case ["sites", _, "manifest"]:
                return self.site.data
            case ["sites", _, "export"]:
                wanted = (entry.digest for entry in self.site.manifest.entries)
                return b"\n".join((self.site.data, *(self.site.documents[each] for each in wanted))) + b"\n"
            case ["documents", digest]:
                return self.site.documents.get(digest)
            case ["media", digest]:
                return example_media().get(digest)
        return None


@contextmanager
def serving(published: Published) -> Iterator[str]:
    """Serve while the block runs; gives the address of the API."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            data = published.answer(self.path.removeprefix("/api/v1"))
            self.send_response(200 if data is not None else 404)
            self.send_header("ETag", f'"{hashlib.sha256(data or b"").hexdigest()}"')
            self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, *_arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/api/v1/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
