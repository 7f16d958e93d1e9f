"""Check what a page weighs: the bytes that its text and all that it needs to be read cross the network with.

Counted are the page itself, its stylesheets and its scripts, compressed with Brotli as the release holds them. Pictures are
not: browsers load them when they come into view. Nor is what a script loads by itself, as the search does.
"""

import re
from collections.abc import Callable
from html import unescape
from typing import Final

from frontend.plan.problems import Kind, Problem, Severity

BUDGET: Final = 30_000
"""Bytes of a page in all; on a slow phone network (50 kB/s) it is there in under a second."""

SURELY_LIGHT: Final = 2 * BUDGET
"""Bytes of HTML that compressed stay under the budget together with what pages load: a third or less is left of them."""

_TAG: Final = re.compile(r"<(?:link|script)\s[^>]*>")
_ADDRESS: Final = re.compile(r'\s(?:href|src)="(/[^"?#]+)')
_STYLESHEET: Final = re.compile(r'\srel="[^"]*\bstylesheet\b[^"]*"')
_HASH: Final = re.compile(r"\.[0-9a-f]{8}(?=\.[a-z]+$)")


def loaded_files(html: str) -> tuple[str, ...]:
    """Return the stylesheets and scripts of a page, as file names below the site's root."""
    found: dict[str, None] = {}
    for tag in _TAG.findall(html):
        if tag.startswith("<script") or _STYLESHEET.search(tag):
            found.update(dict.fromkeys(unescape(address)[1:] for address in _ADDRESS.findall(tag)))
    return tuple(found)


def weigh(path: str, html: str, size: int, size_of: Callable[[str], int]) -> list[Problem]:
    """Return the problem of a page that weighs more than the budget, else nothing.

    `size` is what its HTML has compressed, `size_of` returns that of a file of the site, 0 when there is none.
    """
    files = {file: size_of(file) for file in loaded_files(html)}
    total = size + sum(files.values())
    if total <= BUDGET:
        return []
    parts = {"its HTML": size} | {_HASH.sub("", file.rpartition("/")[2]): bytes_ for file, bytes_ in files.items()}
    heaviest = sorted(parts.items(), key=lambda part: -part[1])
    told = ", ".join(f"{name} {bytes_ / 1000:.1f}" for name, bytes_ in heaviest if bytes_ >= 100)
    message = f"weighs {total / 1000:.1f} kB compressed, more than {BUDGET // 1000} kB (in kB: {told}); split it up"
    return [Problem(Severity.WARNING, Kind.SIZE, path, message)]
