"""Sends one request as somebody of ours and says what it told of theirs, or did to it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib.messages import get_messages
from django.db import transaction
from django.test import Client

from tests.backend.organisations.walk.marks import MARK, NUMBER
from tests.backend.organisations.walk.requests import Ask
from tests.backend.organisations.walk.rows import Rows, touched, written_tables

SECRETS = re.compile(f"{MARK}|{NUMBER}|{NUMBER.replace(' ', '')}|secret words", re.IGNORECASE)


class Browser(Client):
    """A test client that keeps nothing of an answer: neither cookies, so that it stays signed in, nor contexts."""

    def request(self, **request: Any) -> Any:
        """Return the answer, a page of its own for an error too."""
        return self.handler(self._base_environ(**request))  # type: ignore[attr-defined]


@dataclass
class Trial:
    """Somebody's browser, what is theirs, and what has been found out so far."""

    client: Client
    before: dict[str, Rows]
    theirs: dict[str, set[Any]]
    statuses: Counter[int] = field(default_factory=Counter)

    def faults(self, ask: Ask) -> list[str]:
        """Return a sentence for all that `ask` tells or changes; whatever it changes is undone."""
        with transaction.atomic(), written_tables() as tables:
            response = self._send(ask)
            found = [*told(response, ask), *self._changed(tables)]
            transaction.set_rollback(True)
        self.statuses[response.status_code] += 1
        return [f"{ask} → {response.status_code}: {fault}" for fault in found]

    def _send(self, ask: Ask) -> Any:
        if ask.method == "POST":
            return self.client.post(ask.address, urlencode(ask.data), content_type="application/x-www-form-urlencoded")
        return self.client.get(ask.address)

    def _changed(self, tables: set[str]) -> Iterator[str]:
        for table in sorted(tables):
            yield from touched(table, self.before, self.theirs)


def told(response: Any, ask: Ask) -> Iterator[str]:
    """Yield a sentence for each secret in an answer: its body, its headers, or a message for the next page."""
    if response.status_code >= 500:
        yield "fails"
    body = response.getvalue().decode(errors="replace")
    # An answer that repeats the address tells only what was known already.
    for text in (body, str(response.headers), *messages_for_later(response)):
        if secret := SECRETS.search(text.replace(ask.address.partition("?")[0], "")):
            yield f"tells “…{text[max(0, secret.start() - 90) : secret.end() + 20]}…”"
            return


def messages_for_later(response: Any) -> Iterator[str]:
    """Yield what the next page would say about this request."""
    request = getattr(response, "wsgi_request", None)
    if request is not None and hasattr(request, "_messages"):
        yield from (str(message) for message in get_messages(request)._queued_messages)
