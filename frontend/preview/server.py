"""The preview server: shows one draft to whoever has a fresh token of it, framed by the admin's origin only.

No cookie, no log of addresses (they hold tokens), nothing kept by browsers or search engines.
"""

import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from frontend.errors import FrontendError
from frontend.media_types import MEDIA_TYPES
from frontend.preview.dress import STYLES, STYLESHEET, refusal
from frontend.preview.page import Previewer
from frontend.preview.source import DraftSource, PreviewError
from frontend.server.server import listen

HEALTH: Final = "/health"
_SITE = re.compile(r"/([a-z0-9]+(?:-[a-z0-9]+)*|-)/")
_FILE = re.compile(r"/files/([^/]+)/[^/]+")
_PUBLISHED = re.compile(r"/published/([0-9a-f]{64})/([^/]+)")
_HTML: Final = "text/html; charset=utf-8"


class Reply(NamedTuple):
    """Status, media type and content of an answer."""

    status: int
    media_type: str
    blocks: Iterable[bytes]


class PreviewServer(ThreadingHTTPServer):
    """Answers every request in a thread of its own, so that a slow page keeps nobody waiting."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], drafts: DraftSource, previewer: Previewer, admin: str) -> None:
        """Listen at `address`; `admin` is the origin whose pages may frame previews."""
        self.drafts = drafts
        self.previewer = previewer
        self.admin = admin
        super().__init__(address, _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """An editor who goes on before the page has come is no error."""


def open_preview_server(host: str, port: int, drafts: DraftSource, previewer: Previewer, admin: str) -> PreviewServer:
    """Return a server that listens; raises ServeError when the port is taken or may not be used."""
    return listen(host, port, lambda address: PreviewServer(address, drafts, previewer, admin))


def headers_for(admin: str) -> Mapping[str, str]:
    """Return the headers of every answer, for the admin at the origin `admin`.

    Scripts and styles of the editor's accessibility checks come from the admin; the page's own script does nothing in a
    frame.
    """
    policy = (
        f"default-src 'none'; script-src 'self' {admin}; style-src 'self' {admin} 'unsafe-inline'; img-src 'self' data:; "
        f"media-src 'self'; font-src {admin}; base-uri 'none'; form-action 'none'; frame-ancestors {admin}"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Robots-Tag": "noindex, nofollow",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    server_version = "waymark"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        """Answer with a draft's page, or with a file of it."""
        try:
            reply = self._reply()
        except PreviewError as error:
            reply = _page(refusal(str(error), error.status), error.status)
        except FrontendError as error:
            reply = _page(refusal(str(error), 502), 502)
        self._send(reply)

    def do_HEAD(self) -> None:
        """Answer with headers only."""
        self.do_GET()

    def log_message(self, *_arguments: Any) -> None:
        """Log nothing: addresses hold tokens."""

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.media_type)
        for name, value in headers_for(self.server.admin).items():
            self.send_header(name, value)
        self.end_headers()
        for block in reply.blocks if self.command == "GET" else ():
            self.wfile.write(block)

    def _reply(self) -> Reply:
        try:
            address = urlsplit(self.path)
        except ValueError:
            return _missing()
        path = unquote(address.path)
        if path == STYLESHEET:
            return Reply(200, MEDIA_TYPES[".css"], [STYLES])
        if path == HEALTH:
            return Reply(200, "text/plain; charset=utf-8", [b"ok\n"])
        if site := _SITE.fullmatch(path):
            return self._draft(site[1], parse_qs(address.query).get("token", [""])[-1])
        if file := _FILE.fullmatch(path):
            return self._file(file[1])
        if file := _PUBLISHED.fullmatch(path):
            return self._published(file[1], file[2])
        data = self.server.previewer.asset(path[1:])
        return Reply(200, _type_of(path), [data]) if data is not None else _missing()

    def _draft(self, site: str, token: str) -> Reply:
        if site == "-":
            raise PreviewError("This page stands on no site yet, so there is nothing to show it on.", 409)
        if not token:
            raise PreviewError("This address lacks its token. Open the preview from the page editor.", 403)
        draft = self.server.drafts.draft(site, token)
        return _page(self.server.previewer.page(draft, self.server.admin), 200)

    def _file(self, name: str) -> Reply:
        with self.server.drafts.file(name) as answer:
            # Pictures and captions of one page: small enough to be held for a moment, and so the connection is free again.
            return Reply(200, answer.headers.get("Content-Type", "application/octet-stream"), [answer.read()])

    def _published(self, digest: str, filename: str) -> Reply:
        with self.server.previewer.published(digest) as blocks:
            return Reply(200, _type_of(filename), list(blocks))


def _type_of(path: str) -> str:
    return MEDIA_TYPES.get(f".{path.rpartition('.')[2].lower()}", "application/octet-stream")


def _page(html: str, status: int) -> Reply:
    return Reply(status, _HTML, [html.encode()])


def _missing() -> Reply:
    return _page(refusal("There is nothing at this address.", 404), HTTPStatus.NOT_FOUND)
