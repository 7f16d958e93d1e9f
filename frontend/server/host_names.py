"""Which site answers to which host name."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

_SITE = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.localhost")
_REMEMBERED: Final = 2.0
"""Seconds for which the host names of sites are remembered."""


class HostNames:
    """Which site answers to which host name: those of the sites' public addresses, and `<site>.localhost`."""

    def __init__(self, output: str) -> None:
        self._output = Path(output)
        self._sites: dict[str, str] = {}
        self._read_at = float("-inf")

    def site(self, name: str) -> str | None:
        """Return the site that answers to `name`, or None."""
        if local := _SITE.fullmatch(name):
            return local[1]
        if time.monotonic() - self._read_at > _REMEMBERED:
            self._sites = dict(self._read())
            self._read_at = time.monotonic()
        return self._sites.get(name)

    def _read(self) -> Iterator[tuple[str, str]]:
        for path in self._output.glob("*/site.json"):
            try:
                address = urlsplit(json.loads(path.read_bytes())["base_url"])
                yield address.hostname or "", path.parent.name
            except (OSError, ValueError, KeyError, TypeError):
                continue
