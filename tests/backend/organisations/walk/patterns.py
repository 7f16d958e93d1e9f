"""Every address that the URL configuration knows for people who work here, and addresses built from it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

MOUNTS = ("admin/", "documents/", "media/")
"""Where people who are signed in find things. The API is public, and has tests of its own."""

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^()]*\)")


@dataclass(frozen=True)
class Pattern:
    """One pattern of the URL configuration with all that stands before it."""

    route: str
    name: str
    callback: Any

    @property
    def arguments(self) -> tuple[str, ...]:
        """The names of what has to be filled in."""
        return tuple(first or second for first, second in ARGUMENT.findall(self.route))

    @property
    def is_regular(self) -> bool:
        """Say whether the address can be built by filling in names; an expression without names cannot."""
        return not re.search(r"[(*]", ARGUMENT.sub("", self.route))

    def address(self, values: dict[str, Any]) -> str:
        """Return the address with `values` filled in."""
        filled = ARGUMENT.sub(lambda found: str(values[found[1] or found[2]]), self.route)
        return "/" + filled.replace("^", "").replace("$", "").replace("\\.", ".")


def patterns(urlconf: str | None = None) -> list[Pattern]:
    """Return the patterns of `urlconf` (the project's, unless another is named) below the mounts."""
    return [found for found in _walk(get_resolver(urlconf), "", ()) if found.route.startswith(MOUNTS)]


def count(urlconf: str | None = None) -> int:
    """Return how many patterns there are below the mounts, counted in another way than `patterns` finds them."""
    stack: list[tuple[str, Any]] = [("", get_resolver(urlconf))]
    number = 0
    while stack:
        above, found = stack.pop()
        stack += [(above + str(inner.pattern), inner) for inner in getattr(found, "url_patterns", ())]
        if isinstance(found, URLPattern) and above.startswith(MOUNTS):
            number += 1
    return number


def _walk(resolver: URLResolver, above: str, names: tuple[str, ...]) -> Iterator[Pattern]:
    for found in resolver.url_patterns:
        route = above + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from _walk(found, route, (*names, found.namespace) if found.namespace else names)
        else:
            yield Pattern(route, ":".join((*names, found.name or "")), found.callback)
