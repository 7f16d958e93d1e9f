"""The preview server in front of a real HTTP API: what it shows, what it refuses, and what it tells browsers."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from content_models import canonical_bytes, digest, media_files, to_json
from content_models.examples import example_documents, example_manifest, example_media, example_overlays
from frontend.errors import ServeError
from frontend.preview.page import Previewer
from frontend.preview.server import open_preview_server
from frontend.preview.source import DraftSource
from frontend.render import Renderer
from frontend.source.api import ApiSource
from frontend.store.content import Store

ADMIN = "https://admin.example"
DOCUMENTS = {digest(canonical_bytes(document)): document for document in example_documents().values()}
OVERLAYS = {digest(data): data for data in map(canonical_bytes, example_overlays().values())}
MEDIA = example_media()


@dataclass
class Backend:
    """A content API that holds the examples, with one draft: the page at `path` of a site, under another title."""

    site: str = "marlshire"
    path: str = ""
    status: int = 200
    pause: float = 0.0
    lie: bytes | None = None
    asked: tuple[tuple[str, str], ...] = ()

    def draft(self) -> dict[str, Any]:
        manifest = example_manifest(self.site)
        entry = next(entry for entry in manifest.entries if not self.path or entry.path == self.path)
        document = DOCUMENTS[entry.digest].model_copy(update={"title": "A draft that nobody published"})
        data = to_json(manifest)
        for listed in data["entries"]:
            if listed["path"] == entry.path:
                listed["digest"] = digest(canonical_bytes(document))
        files = {name: f"signed-{name}" for name in media_files(document)}
        return {
            "site": self.site,
            "path": entry.path,
            "manifest": data,
            "document": to_json(document),
            "files": files,
            "userbar": '<template id="wagtail-userbar-template"></template>',
        }


class _Handler(BaseHTTPRequestHandler):
    backend: Backend
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        backend, (path, _, query) = self.backend, self.path.removeprefix("/api/v1/").partition("?")
        backend.asked = (*backend.asked, (self.path, self.headers.get("X-Waymark-Preview", "")))
        if path == "preview/":
            time.sleep(backend.pause)
            known = self.headers.get("X-Waymark-Preview") == "true-token" and query == f"site={backend.site}"
            status = backend.status if known else 403
            problem = {"detail": "This preview is older than 15 minutes. Open it again from the page editor."}
            self._send(status, backend.lie or json.dumps(backend.draft() if status == 200 else problem).encode())
        elif path.startswith("preview/files/signed-"):
            self._send(200, MEDIA[path.rpartition("-")[2]], "image/svg+xml")
        elif path.startswith("documents/") and (found := DOCUMENTS.get(path.rpartition("/")[2])):
            self._send(200, canonical_bytes(found))
        elif path.startswith("overlays/") and (overlay := OVERLAYS.get(path.rpartition("/")[2])):
            self._send(200, overlay)
        elif path == f"sites/{backend.site}/export":
            manifest = example_manifest(backend.site)
            lines = [canonical_bytes(manifest), *(canonical_bytes(DOCUMENTS[each.digest]) for each in manifest.entries)]
            self._send(200, b"\n".join(lines))
        elif path.startswith("media/") and (data := MEDIA.get(path.rpartition("/")[2])):
            self._send(200, data)
        else:
            self._send(404, b'{"detail": "nothing"}')

    def _send(self, status: int, data: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None: ...


@dataclass
class Preview:
    backend: Backend
    port: int

    def get(self, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    backend = Backend()
    api = ThreadingHTTPServer(("127.0.0.1", 0), type("H", (_Handler,), {"backend": backend}))
    url = f"http://127.0.0.1:{api.server_address[1]}/api/v1/"
    source = ApiSource(url, tries=1)
    previewer = Previewer(source, Store(tmp_path / "store"), Renderer())
    drafts = DraftSource(url)
    server = open_preview_server("127.0.0.1", 0, drafts, previewer, ADMIN)
    for each in (api, server):
        threading.Thread(target=each.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield Preview(backend, server.server_address[1])
    finally:
        for each in (server, api):
            each.shutdown()
            each.server_close()
        source.__exit__()
        drafts.__exit__()


def test_a_true_token_shows_the_draft_in_the_sites_own_look(preview: Preview) -> None:
    status, headers, body = preview.get("/marlshire/?token=true-token")
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert b"A draft that nobody published" in body
    assert b"wagtail-userbar-template" in body
    stylesheets = [part.split(b'"')[0].decode() for part in body.split(b'<link rel="stylesheet" href="')[1:]]
    assert len(stylesheets) >= 3
    for path in stylesheets:
        status, headers, data = preview.get(path)
        assert (status, headers["content-type"]) == (200, "text/css; charset=utf-8")
        assert data


@pytest.mark.parametrize("entry", example_manifest("marlshire").entries, ids=lambda entry: entry.path)
def test_every_page_of_a_site_can_be_previewed(preview: Preview, entry: Any) -> None:
    preview.backend.path = entry.path
    status, _, body = preview.get("/marlshire/?token=true-token")
    assert status == 200, body
    assert b"A draft that nobody published" in body


def test_nothing_keeps_a_preview_and_only_the_admin_may_frame_it(preview: Preview) -> None:
    for path in ("/marlshire/?token=true-token", "/marlshire/?token=forged", "/nowhere", "/preview.css"):
        _, headers, _ = preview.get(path)
        assert headers["x-robots-tag"] == "noindex, nofollow"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert f"frame-ancestors {ADMIN}" in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "set-cookie" not in headers


def test_the_token_goes_to_the_backend_in_a_header_and_in_no_address(preview: Preview) -> None:
    preview.get("/marlshire/?token=true-token")
    assert ("/api/v1/preview/?site=marlshire", "true-token") in preview.backend.asked
    assert not any("token" in path for path, _ in preview.backend.asked)


@pytest.mark.parametrize("path", ["/marlshire/?token=forged", "/marlshire/", "/essex-police/?token=true-token"])
def test_a_token_that_shows_nothing_here_ends_in_a_clear_403(preview: Preview, path: str) -> None:
    status, _, body = preview.get(path)
    assert status == 403
    assert b"<h1>There is no preview</h1>" in body
    assert b"from the page editor" in body


@pytest.mark.parametrize(("says", "status"), [(409, 409), (500, 502), (404, 404)])
def test_what_the_backend_says_is_told(preview: Preview, says: int, status: int) -> None:
    preview.backend.status = says
    assert preview.get("/marlshire/?token=true-token")[0] == status


@pytest.mark.parametrize("lie", [b"not json", b"{}", b'{"manifest": {}, "document": {}, "path": "/"}', b"[]"])
def test_an_answer_that_is_no_draft_is_told_and_not_shown(preview: Preview, lie: bytes) -> None:
    preview.backend.lie = lie
    status, _, body = preview.get("/marlshire/?token=true-token")
    assert status == 502
    assert b"is no draft" in body


def test_a_slow_draft_keeps_nobody_else_waiting(preview: Preview) -> None:
    preview.backend.pause = 3.0
    slow = threading.Thread(target=preview.get, args=("/marlshire/?token=true-token",))
    slow.start()
    assert preview.get("/health")[0] == 200
    assert slow.is_alive()
    slow.join()


def test_a_dead_backend_ends_in_a_clear_502(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}/api/v1/"
    source = ApiSource(url, tries=1)
    previewer = Previewer(source, Store(tmp_path / "store"), Renderer())
    with DraftSource(url) as drafts, open_preview_server("127.0.0.1", 0, drafts, previewer, ADMIN) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        status, _, body = Preview(Backend(), server.server_address[1]).get("/marlshire/?token=true-token")
        server.shutdown()
    source.__exit__()
    assert status == 502
    assert b"The backend does not answer" in body


def test_files_of_a_draft_come_by_their_signed_names_and_published_ones_by_their_digest(preview: Preview) -> None:
    name, data = next(iter(MEDIA.items()))
    assert preview.get(f"/files/signed-{name}/a.svg")[2] == data
    assert preview.get(f"/published/{name}/a.svg")[2] == data
    assert preview.get("/files/forged/a.svg")[0] == 404
    assert preview.get(f"/published/{'0' * 64}/a.svg")[0] == 502


def test_head_answers_without_a_body_and_writing_is_not_known(preview: Preview) -> None:
    status, _, body = preview.get("/marlshire/?token=true-token", "HEAD")
    assert (status, body) == (200, b"")
    assert preview.get("/marlshire/?token=true-token", "POST")[0] == 501


def test_a_taken_port_is_told(preview: Preview, tmp_path: Path) -> None:
    with DraftSource("http://x/") as drafts, pytest.raises(ServeError, match=f"Port {preview.port} is taken"):
        open_preview_server("127.0.0.1", preview.port, drafts, None, ADMIN)  # type: ignore[arg-type]


def test_nothing_of_a_draft_stays_on_the_disk(preview: Preview, tmp_path: Path) -> None:
    preview.get("/marlshire/?token=true-token")
    kept = b"".join(path.read_bytes() for path in (tmp_path / "store").rglob("*") if path.is_file())
    assert kept
    assert b"A draft that nobody published" not in kept
