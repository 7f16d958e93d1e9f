"""Reading a web server's access log: of each line only which page was asked for, on which day, and whether by a person.

Three forms are read, told apart line by line: the combined form of Apache and nginx, with the host name in front or
without; the JSON lines of Caddy; and JSON lines with the names that docs/feedback.md gives for nginx. Addresses of
visitors and names of browsers are looked at while a line is read and never leave this module.
"""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, TextIO
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

_COMBINED = re.compile(
    r'(?:(?P<host>[\w.-]+)(?::\d+)? )?\S+ \S+ \S+ \[(?P<time>[^\]]+)\] "(?P<method>[A-Z]+) (?P<target>\S+) [^"]*" '
    r'(?P<status>\d{3}) \S+(?: "(?:[^"\\]|\\.)*" "(?P<agent>(?:[^"\\]|\\.)*)")?'
)
_ROBOT = re.compile(
    r"(?<!cu)bot(?:\b|[/_-])|crawl|spider|slurp|scan|monitor|uptime|preview|fetch|archiv|index|lighthouse|headless|curl|wget|"
    r"python|java/|go-http|okhttp|libwww|httpclient|axios|node|ruby|perl|php|feed|validator|facebookexternalhit|check",
    re.IGNORECASE,
)
_PEOPLES: Final = "Mozilla/"
"""With this, every browser's name begins; what has no name or another is a program."""
_SHOWN: Final = frozenset({200, 304})
LONGEST_LINE: Final = 16_384
"""Longer lines are an attack or a mistake; no address of a page is that long."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody was shown a page: on which host ("" if the log does not say), at which path, on which day."""

    host: str
    path: str
    day: date


class UnreadableLine(Exception):
    """A line is of none of the forms that are known."""


def visit_in(line: str, zone: ZoneInfo) -> Visit | None:
    """Return the visit of which a line tells; None for robots, files, failures. Raises UnreadableLine."""
    if len(line) > LONGEST_LINE:
        raise UnreadableLine
    found = _json(line) if line.startswith("{") else _combined(line)
    method, target, status, agent, host, moment = found
    if method != "GET" or status not in _SHOWN or not agent.startswith(_PEOPLES) or _ROBOT.search(agent):
        return None
    try:
        path = unquote(urlsplit(target).path, errors="strict")
    except (UnicodeDecodeError, ValueError):
        return None
    return Visit(host.lower(), path, moment.astimezone(zone).date()) if path.endswith("/") else None


type _Parts = tuple[str, str, int, str, str, datetime]


def _combined(line: str) -> _Parts:
    match = _COMBINED.match(line)
    if not match:
        raise UnreadableLine
    try:
        moment = datetime.strptime(match["time"], "%d/%b/%Y:%H:%M:%S %z")
    except ValueError as error:
        raise UnreadableLine from error
    return match["method"], match["target"], int(match["status"]), match["agent"] or "", match["host"] or "", moment


def _json(line: str) -> _Parts:
    try:
        data = json.loads(line)
        request = data.get("request")
        return _caddy(data, request) if isinstance(request, Mapping) else _named(data)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError) as error:
        raise UnreadableLine from error


def _caddy(data: Mapping[str, Any], request: Mapping[str, Any]) -> _Parts:
    agents = request.get("headers", {}).get("User-Agent") or [""]
    host = str(request["host"]).partition(":")[0]
    return str(request["method"]), str(request["uri"]), int(data["status"]), str(agents[0]), host, _moment(data["ts"])


def _named(data: Mapping[str, Any]) -> _Parts:
    host = str(data.get("host", "")).partition(":")[0]
    return (
        str(data["method"]),
        str(data["uri"]),
        int(data["status"]),
        str(data.get("user_agent", "")),
        host,
        _moment(data["time"]),
    )


def _moment(value: object) -> datetime:
    if isinstance(value, int | float):
        return datetime.fromtimestamp(value, UTC)
    moment = datetime.fromisoformat(str(value))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """Open a log, packed by gzip or not."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8", errors="replace") as file:
        yield file
