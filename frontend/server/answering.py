"""What a built site answers to one request: a file or a part of it, a redirect, or the page for what is not there."""

# Plain strings instead of Path objects, because a request asks for several.
# ruff: noqa: PTH113, PTH122, PTH123
import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from email.message import Message
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from typing import BinaryIO, Final, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from frontend.encodings import ENDINGS, is_compressible
from frontend.media_types import MEDIA_TYPES
from frontend.plan.headers import FILE, Headers, plain_headers, read_headers
from frontend.server.accepting import accepted_codings

PLAIN: Final = plain_headers()
"""The headers of what no release speaks for."""

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_BLOCK: Final = 1 << 16


class Answer(NamedTuple):
    """What is sent: `start` and `length` say which part of the file, `text` stands in its place when there is none."""

    status: HTTPStatus
    headers: Mapping[str, str]
    file: BinaryIO | None = None
    start: int = 0
    length: int = 0
    text: bytes = b""

    def blocks(self) -> Iterator[bytes]:
        """Yield what is sent, block by block."""
        if self.file is None:
            yield self.text
            return
        self.file.seek(self.start)
        left = self.length
        while left > 0 and (block := self.file.read(min(left, _BLOCK))):
            left -= len(block)
            yield block


def plain(status: HTTPStatus, text: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Return an answer of one line of plain text."""
    data = f"{text}\n".encode()
    about = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(data))}
    return Answer(status, {**about, **(headers or {})}, text=data)


def headers_of(folder: str) -> Headers:
    """Return the headers that a release says it wants; one of an older builder says nothing."""
    try:
        with open(f"{folder}/{FILE}", encoding="utf-8") as file:
            return read_headers(file.read())
    except (OSError, ValueError, KeyError, TypeError):
        return PLAIN


def answer_of(folder: str, target: str, headers: Message) -> Answer:
    """Return what the release in `folder` answers to a request for `target` with these headers."""
    try:
        address = urlsplit(target)
    except ValueError:
        return plain(HTTPStatus.BAD_REQUEST, "This is no address.")
    path = unquote(address.path, errors="strict") if _is_utf8(address.path) else "/?"
    if not path.startswith("/") or "\0" in path or "\\" in path or {"..", "."} & set(path.split("/")):
        return _not_found(folder, "/", headers)
    if moved := _redirect(folder, path, headers):
        return moved
    inside = path[1:] + ("index.html" if path.endswith("/") else "")
    answer = _file(f"{folder}/{inside}", HTTPStatus.OK, headers)
    if answer is None and os.path.isfile(f"{folder}/{inside}/index.html"):
        where = quote(path) + "/" + (f"?{address.query}" if address.query else "")
        return plain(HTTPStatus.MOVED_PERMANENTLY, f"It is at {where}", {"Location": "/" + where.lstrip("/")})
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
        return _page(folder, path, HTTPStatus.GONE, headers) or plain(HTTPStatus.GONE, "This page is no more.")
    if found := listed["moved"].get(path):
        url, status = found
        return plain(HTTPStatus(status), f"It is at {url}", {"Location": quote(url, safe=":/?#[]@!$&'()*+,;=%~-._")})
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
    return _page(folder, path, HTTPStatus.NOT_FOUND, headers) or plain(
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
