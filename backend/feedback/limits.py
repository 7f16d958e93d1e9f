"""How many answers are taken: from one source, about one page, on one site. Nothing here is written to a disk.

A source is an address that was hashed with a secret that exists in this memory only and for two hours at most; then
nobody can find out any more whether two answers came from the same place. The counters are kept in the cache `feedback`,
the memory of each process unless the settings say otherwise.
"""

import hashlib
import ipaddress
import secrets
import time
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from backend.feedback.errors import TooManyAnswers

WINDOW: Final = 3_600
"""Seconds for which answers are counted together."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many answers an hour are taken of one kind."""

    name: str
    number: int


OF_SOURCE: Final = Limit("source", 40)
"""A school or an office may share one address."""
OF_SOURCE_AND_PAGE: Final = Limit("source-page", 8)
OF_PAGE: Final = Limit("page", 300)
OF_SITE: Final = Limit("site", 1_500)


def source_of(request: HttpRequest) -> str:
    """Return a name for where a request comes from that means nothing to anybody else, or to anybody tomorrow."""
    return _hashed(_network(_address(request)))


def is_repeated(*parts: str) -> bool:
    """Say whether the same was sent in this hour before, and remember that it was: a double tap, or a resent form."""
    return not caches["feedback"].add(f"same:{_hashed(*parts)}", 1, timeout=WINDOW)


def count(limit: Limit, *subject: str) -> None:
    """Count one answer; raises TooManyAnswers when there were enough in this hour."""
    cache, now = caches["feedback"], int(time.time())
    key = f"{limit.name}:{now // WINDOW}:{':'.join(subject)}"
    cache.add(key, 0, timeout=WINDOW)
    try:
        number = cache.incr(key)
    except ValueError:
        # It ended between the two lines.
        number = 1
    if number > limit.number:
        raise TooManyAnswers("Too many answers have come; try again later.", WINDOW - now % WINDOW)


def _hashed(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), key=_secret(), digest_size=16).hexdigest()


def _secret() -> bytes:
    key = f"secret:{int(time.time()) // WINDOW}"
    found = caches["feedback"].get_or_set(key, lambda: secrets.token_bytes(32), timeout=2 * WINDOW)
    return bytes(found or b"")


def _address(request: HttpRequest) -> str:
    """Return the address that the outermost of our own proxies saw; without proxies the other end of the connection."""
    proxies: int = settings.WAYMARK_PROXIES
    forwarded = [each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if each.strip()]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    """Return the part of an address that a household has: of IPv6, one has many."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)
