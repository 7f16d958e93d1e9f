"""A small web server for built sites, behind a proxy that ends TLS or for local work; any web server or CDN can do it too.

Every site answers from its `current` folder, by the host name of its public address and at `http://<site>.localhost:<port>/`;
a list of them at `http://localhost:<port>/`. Browsers resolve names below `localhost` to this machine themselves (RFC 6761).
"""

# Plain strings instead of Path objects, because a request asks for several.
# ruff: noqa: PTH112
import errno
import os
import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final, TextIO

from frontend.errors import ServeError
from frontend.plan.headers import FRESH, Headers
from frontend.release.names import OVERVIEW
from frontend.server.answering import PLAIN, Answer, answer_of, headers_of, plain
from frontend.server.host_names import HostNames

_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "[::1]", "0.0.0.0"})  # noqa: S104 - names, nothing listens here
_FOUND: Final = frozenset({HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT, HTTPStatus.NOT_MODIFIED})

HEALTH: Final = "/health"
"""Answers on this machine's own names, so that whoever runs the server can ask whether it is up."""


def serve(output: Path, host: str, port: int, stream: TextIO) -> None:
    """Serve the sites below `output` until interrupted; raises ServeError when that cannot begin."""
    if not output.is_dir():
        raise ServeError(
            f"There is no folder {output}: build sites into it first (waymark-build build --output {output} …)."
        )
    with open_server(output, host, port) as server:
        port = server.server_address[1]
        stream.write(f"Serving {output} at http://localhost:{port}/ (for demonstration; Ctrl-C ends it)\n")
        for site in sorted(path.parent.name for path in output.glob("*/current")):
            stream.write(f"  http://{site}.localhost:{port}/\n")
        stream.flush()
        server.serve_forever(poll_interval=0.2)


def open_server(output: Path, host: str, port: int) -> ThreadingHTTPServer:
    """Return a server that listens; raises ServeError when the port is taken or may not be used."""
    folder = str(output.resolve())
    handler = type("SiteHandler", (_Handler,), {"output": folder, "names": HostNames(folder)})
    return listen(host, port, lambda address: _Server(address, handler))


def listen[Server: ThreadingHTTPServer](host: str, port: int, make: Callable[[tuple[str, int]], Server]) -> Server:
    """Return the server that `make` makes for the address; raises ServeError when that may not be used."""
    try:
        return make((host, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            message = f"Port {port} is taken by another program: end it, or choose another with --port."
        elif error.errno == errno.EACCES:
            message = f"Port {port} may not be used by this user: choose one above 1023 with --port."
        else:
            message = f"The server cannot listen on {host}:{port}: {error.strerror or error}."
        raise ServeError(message) from error
    except OverflowError as error:
        raise ServeError(f"{port} is no port: choose one between 1 and 65535.") from error


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    # Browsers open several connections at once; the default backlog of 5 drops some.
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor who goes away in the middle is no error."""


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from the folder of the site that the Host header names."""

    output: str
    names: HostNames
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_version = "waymark"
    sys_version = ""
    # A connection that says nothing for so long is closed, so that none is held for ever.
    timeout = 60

    def do_GET(self) -> None:
        """Answer with headers and content."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer with headers only."""
        self._answer(with_body=False)

    def log_message(self, *_arguments: Any) -> None:
        """Log nothing: addresses of visitors are nobody's business."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Answer what cannot be understood or is not done here; the base class would send a page with styles in it."""
        self.close_connection = True
        status = HTTPStatus(code)
        answer = plain(status, message or status.phrase, {"Connection": "close"})
        self._send(answer, PLAIN.every, with_body=self.command != "HEAD")

    def _answer(self, *, with_body: bool) -> None:
        answer, headers = self._found()
        found, path = answer.status in _FOUND, self.path.partition("?")[0]
        kept = headers.cache(self.path) if found else FRESH
        saved = headers.disposition(path) if found else {}
        self._send(answer, {**headers.of(path), "Cache-Control": kept, **saved}, with_body=with_body)

    def _send(self, answer: Answer, headers: Mapping[str, str], *, with_body: bool) -> None:
        try:
            self.send_response(answer.status)
            for name, value in {**headers, **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if with_body:
                for block in answer.blocks():
                    self.wfile.write(block)
        finally:
            if answer.file:
                answer.file.close()

    def _found(self) -> tuple[Answer, Headers]:
        host = (self.headers.get("Host") or "localhost").lower()
        name = re.sub(r":\d+$", "", host)
        site = self.names.site(name)
        folder = f"{self.output}/{site}/current" if site else f"{self.output}/{OVERVIEW}"
        if not site and name not in _LOCAL:
            return plain(HTTPStatus.NOT_FOUND, f"There is no site at “{name}” on this server."), PLAIN
        if not site and self.path == HEALTH:
            return plain(HTTPStatus.OK, "ok"), PLAIN
        if not os.path.isdir(folder):
            missing = f"The site “{site}” has not been built." if site else "No site has been built."
            return plain(HTTPStatus.NOT_FOUND, missing), PLAIN
        # Where the link leads now is kept for the whole answer: a release in between changes nothing of it.
        release = os.path.realpath(folder)
        return answer_of(release, self.path, self.headers), headers_of(release)
