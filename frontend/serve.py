"""A small web server for built sites, behind a proxy that ends TLS or for local work; any web server or CDN can do it too.

Every site answers from its `current` folder, by the host name of its public address and at `http://<site>.localhost:<port>/`;
a list of them at `http://localhost:<port>/`. Browsers resolve names below `localhost` to this machine themselves (RFC 6761).
"""

# Plain strings instead of Path objects, because a request asks for several.
# ruff: noqa: PTH112, PTH113, PTH122, PTH123
import errno
import json
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from email.message import Message
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple, TextIO
from urllib.parse import quote, unquote, urlsplit

from frontend.accepting import accepted_codings
from frontend.encodings import ENDINGS, is_compressible
from frontend.errors import ServeError
from frontend.host_names import HostNames
from frontend.media_types import MEDIA_TYPES
from frontend.plan.headers import FILE, FRESH, Headers, plain_headers, read_headers
from frontend.release.names import OVERVIEW

_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "[::1]", "0.0.0.0"})  # noqa: S104 - names, nothing listens here
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_BLOCK: Final = 1 << 16
_FOUND: Final = frozenset({HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT, HTTPStatus.NOT_MODIFIED})
_PLAIN: Final = plain_headers()

HEALTH: Final = "/health"
"""Answers on this machine's own names, so that whoever runs the server can ask whether it is up."""


class Answer(NamedTuple):
    """What is sent: `start` and `length` say which part of the file, `text` stands in its place when there is none."""

    status: HTTPStatus
    headers: Mapping[str, str]
    file: BinaryIO | None = None
    start: int = 0
    length: int = 0
    text: bytes = b""


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
        answer = _plain(status, message or status.phrase, {"Connection": "close"})
        self._send(answer, _PLAIN.every, with_body=self.command != "HEAD")

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
                for block in _blocks(answer):
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
            return _plain(HTTPStatus.NOT_FOUND, f"There is no site at “{name}” on this server."), _PLAIN
        if not site and self.path == HEALTH:
            return _plain(HTTPStatus.OK, "ok"), _PLAIN
        if not os.path.isdir(folder):
            missing = f"The site “{site}” has not been built." if site else "No site has been built."
            return _plain(HTTPStatus.NOT_FOUND, missing), _PLAIN
        # Where the link leads now is kept for the whole answer: a release in between changes nothing of it.
        release = os.path.realpath(folder)
        return _from_folder(release, self.path, self.headers), _headers_of(release)


def _headers_of(folder: str) -> Headers:
    """Return the headers that a release says it wants; one of an older builder says nothing."""
    try:
        with open(f"{folder}/{FILE}", encoding="utf-8") as file:
            return read_headers(file.read())
    except (OSError, ValueError, KeyError, TypeError):
        return _PLAIN


def _from_folder(folder: str, target: str, headers: Message) -> Answer:
    try:
        address = urlsplit(target)
    except ValueError:
        return _plain(HTTPStatus.BAD_REQUEST, "This is no address.")
    path = unquote(address.path, errors="strict") if _is_utf8(address.path) else "/?"
    if not path.startswith("/") or "\0" in path or "\\" in path or {"..", "."} & set(path.split("/")):
        return _not_found(folder, "/", headers)
    if moved := _redirect(folder, path, headers):
        return moved
    inside = path[1:] + ("index.html" if path.endswith("/") else "")
    answer = _file(f"{folder}/{inside}", HTTPStatus.OK, headers)
    if answer is None and os.path.isfile(f"{folder}/{inside}/index.html"):
        where = quote(path) + "/" + (f"?{address.query}" if address.query else "")
        return _plain(HTTPStatus.MOVED_PERMANENTLY, f"It is at {where}", {"Location": "/" + where.lstrip("/")})
    return answer or _not_found(folder, path, headers)


def _is_utf8(path: str) -> bool:
    try:
        unquote(path, errors="strict")
    except UnicodeDecodeError:
        return False
    return True


def _redirect(folder: str, path: str, headers: Message) -> Answer | None:
    """Return the answer at an old path, read from the release's own list."""
    try:
        with open(f"{folder}/redirects.json", encoding="utf-8") as file:
            listed = json.load(file)
    except (OSError, ValueError):
        return None
    if path in listed["gone"]:
        return _page(folder, path, HTTPStatus.GONE, headers) or _plain(HTTPStatus.GONE, "This page is no more.")
    if found := listed["moved"].get(path):
        url, status = found
        return _plain(HTTPStatus(status), f"It is at {url}", {"Location": quote(url, safe=":/?#[]@!$&'()*+,;=%~-._")})
    return None


def _file(path: str, status: HTTPStatus, headers: Message) -> Answer | None:
    """Return a file, the part of it that a range asks for, or that the visitor has it already; None if there is none."""
    found = _opened(path)
    if found is None:
        return None
    file, facts = found
    modified = facts.st_mtime
    about = {
        "Content-Type": MEDIA_TYPES.get(os.path.splitext(path)[1].lower(), "application/octet-stream"),
        "Last-Modified": formatdate(modified, usegmt=True),
        "Accept-Ranges": "bytes",
    }
    coding = ""
    if is_compressible(path):
        about["Vary"] = "Accept-Encoding"
        # Parts are those of the file itself: of a compressed one they would be of no use to a player.
        if "Range" not in headers and (better := _encoded(path, headers)):
            file.close()
            coding, file, facts = better
            about["Content-Encoding"] = coding
    etag = f'"{facts.st_mtime_ns:x}-{facts.st_size:x}{coding and f"-{coding}"}"'
    about["ETag"] = etag
    if status is HTTPStatus.OK and _has_it(headers, etag, modified):
        file.close()
        about.pop("Content-Encoding", None)
        return Answer(HTTPStatus.NOT_MODIFIED, about)
    return _part(file, status, facts.st_size, about, headers, etag)


def _opened(path: str) -> tuple[BinaryIO, os.stat_result] | None:
    """Open an ordinary file; None if there is none."""
    try:
        file = open(path, "rb", buffering=0)  # noqa: SIM115 - closed when the answer has been sent
    except OSError:
        return None
    facts = os.fstat(file.fileno())
    if not stat.S_ISREG(facts.st_mode):
        file.close()
        return None
    return file, facts


def _encoded(path: str, headers: Message) -> tuple[str, BinaryIO, os.stat_result] | None:
    """Return the compressed file beside one that the visitor likes best, with its coding; None if there is none."""
    for coding in accepted_codings(headers.get_all("Accept-Encoding") or (), tuple(ENDINGS)):
        if found := _opened(path + ENDINGS[coding]):
            return coding, *found
    return None


def _part(file: BinaryIO, status: HTTPStatus, size: int, about: dict[str, str], headers: Message, etag: str) -> Answer:
    whole = Answer(status, {**about, "Content-Length": str(size)}, file, 0, size)
    match = _RANGE.fullmatch(headers.get("Range") or "")
    if not match or status is not HTTPStatus.OK or (headers.get("If-Range") or etag) != etag or not any(match.groups()):
        return whole
    first, last = match.groups()
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    if start >= size or start > end or (not first and int(last) == 0):
        file.close()
        about = {"Content-Range": f"bytes */{size}", "Content-Length": "0"}
        return Answer(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, about)
    length = end - start + 1
    about |= {"Content-Range": f"bytes {start}-{end}/{size}", "Content-Length": str(length)}
    return Answer(HTTPStatus.PARTIAL_CONTENT, about, file, start, length)


def _has_it(headers: Message, etag: str, modified: float) -> bool:
    """Say whether the visitor's copy is the file (RFC 9110, 13.2.2: an ETag counts before a date)."""
    if known := headers.get("If-None-Match"):
        return known.strip() == "*" or etag in (each.strip().removeprefix("W/") for each in known.split(","))
    try:
        return int(modified) <= parsedate_to_datetime(headers["If-Modified-Since"]).timestamp()
    except (KeyError, TypeError, ValueError):
        return False


def _not_found(folder: str, path: str, headers: Message) -> Answer:
    return _page(folder, path, HTTPStatus.NOT_FOUND, headers) or _plain(
        HTTPStatus.NOT_FOUND, "There is nothing at this address."
    )


def _page(folder: str, path: str, status: HTTPStatus, headers: Message) -> Answer | None:
    """Return the page for what is not there, in the language of the address where that has one of its own.

    Whole: a range of it is nothing that anybody asked for.
    """
    about = Message()
    for value in headers.get_all("Accept-Encoding") or ():
        about["Accept-Encoding"] = value
    language = path[1:].partition("/")[0]
    found = _file(f"{folder}/{language}/404.html", status, about) if _LANGUAGE.fullmatch(language) else None
    return found or _file(f"{folder}/404.html", status, about)


def _plain(status: HTTPStatus, text: str, headers: Mapping[str, str] | None = None) -> Answer:
    data = f"{text}\n".encode()
    about = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(data))}
    return Answer(status, {**about, **(headers or {})}, text=data)


def _blocks(answer: Answer) -> Iterator[bytes]:
    if answer.file is None:
        yield answer.text
        return
    answer.file.seek(answer.start)
    left = answer.length
    while left > 0 and (block := answer.file.read(min(left, _BLOCK))):
        left -= len(block)
        yield block
