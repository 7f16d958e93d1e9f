"""Check one rendered page: addresses, headings, language, and that nothing foreign or inline is in it.

Ten thousand pages are checked while they are rendered, so the quick way is one search for attributes in the whole text.
What looks wrong there is looked at again tag by tag, because words may read like an attribute.
"""

import re
from collections.abc import Callable
from html import unescape
from itertools import pairwise
from typing import Final, NamedTuple

from frontend.plan.problems import Kind, Problem, Severity

_ATTRIBUTE = re.compile(r'[\s"](href|src|srcset|poster|data|action|formaction)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]+)"')
_SUSPICIOUS = re.compile(
    r"[\s\"'](?:on[a-z]+|style)\s*=|<style|javascript:|<script(?![^>]*(?:\ssrc=|ld\+json))", re.IGNORECASE
)
_HEADING = re.compile(r"<h([1-6])[\s>]")
_LANGUAGE = re.compile(r'<html[^>]*\slang="[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"')
_TAG = re.compile(r"""<([a-zA-Z][\w-]*)((?:\s+[^\s=>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*/?>""")
_LINK = re.compile(r"<link\s[^>]*>")
_NAME = re.compile(r"""\s([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_FOREIGN = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_DATA_SCRIPTS: Final = frozenset({"application/ld+json", "application/json", "importmap", "speculationrules"})
_LOADING_LINKS: Final = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"})
_SHOWN: Final = 5


class Checked(NamedTuple):
    """What was found on a page; `anchors` are (path, anchor) on other pages, which can be checked when all are there."""

    problems: list[Problem]
    anchors: set[tuple[str, str]]


class PageChecker:
    """Checks the pages of one site. `exists` says whether a path (`/a/`, `/media/…`) is one of its addresses."""

    def __init__(self, exists: Callable[[str], bool], base_url: str) -> None:
        self._exists = exists
        self._base = base_url.rstrip("/")
        self._good: set[str] = set()

    def check(self, path: str, html: str) -> Checked:
        """Return what is wrong with the page at `path`."""
        found = _Finding(path)
        self._addresses(found, html)
        if _SUSPICIOUS.search(html):
            _inline(found, html)
        _foreign_links(found, html)
        _headings(found, html)
        if not _LANGUAGE.search(html):
            found.error(Kind.MARKUP, "does not say its language: <html> needs a lang attribute")
        return Checked(found.problems, found.anchors)

    def _addresses(self, found: "_Finding", html: str) -> None:
        ids: list[str] | None = None
        for name, address in set(_ATTRIBUTE.findall(html)):
            if name == "href" and address in self._good:
                continue
            if address.startswith("#"):
                ids = ids if ids is not None else _ID.findall(html)
                if len(address) > 1 and unescape(address[1:]) not in ids:
                    found.warn(Kind.BROKEN_ADDRESS, f"links to {address}, which is nowhere on the page")
            elif name == "href":
                self._link(found, unescape(address), address)
            else:
                self._loaded(found, html, name, address)

    def _link(self, found: "_Finding", address: str, written: str) -> None:
        inside = address.removeprefix(self._base) if address.startswith(f"{self._base}/") else address
        if not inside.startswith("/") or inside.startswith("//"):
            self._good.add(written)
            return
        path, anchor = _path(inside), inside.partition("#")[2]
        if not self._exists(path):
            severity = found.error if inside is address else found.warn
            severity(Kind.BROKEN_ADDRESS, f"links to {path}, which is not on this site")
        elif anchor:
            found.anchors.add((path, anchor))
        elif inside is address:
            self._good.add(written)

    def _loaded(self, found: "_Finding", html: str, name: str, address: str) -> None:
        addresses = [part.split()[0] for part in address.split(",") if part.strip()] if name == "srcset" else [address]
        for each in map(unescape, addresses):
            if name in {"action", "formaction"}:
                continue
            if _FOREIGN.match(each):
                if _in_a_tag(html, name, address):
                    found.error(Kind.THIRD_PARTY, f"loads {each} from another server: host the file on the site")
            elif each.startswith("/") and not self._exists(_path(each)) and _in_a_tag(html, name, address):
                found.error(Kind.BROKEN_ADDRESS, f"shows {each}, which is not on this site")


class _Finding:
    """Collects what is wrong with one page."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.problems: list[Problem] = []
        self.anchors: set[tuple[str, str]] = set()

    def error(self, kind: Kind, message: str) -> None:
        self.problems.append(Problem(Severity.ERROR, kind, self._path, message))

    def warn(self, kind: Kind, message: str) -> None:
        self.problems.append(Problem(Severity.WARNING, kind, self._path, message))


def _headings(found: _Finding, html: str) -> None:
    levels = [int(level) for level in _HEADING.findall(html)]
    if (count := levels.count(1)) != 1:
        found.error(Kind.MARKUP, f"has {count} headings of level 1 instead of one")
    for above, below in pairwise(levels):
        if below > above + 1:
            found.warn(Kind.MARKUP, f"goes from a heading of level {above} to one of level {below}")
            return


def _tags(html: str) -> list[tuple[str, dict[str, str]]]:
    return [
        (tag.lower(), {name.lower(): a or b or c for name, a, b, c in _NAME.findall(attributes)})
        for tag, attributes in _TAG.findall(html)
    ]


def _inline(found: _Finding, html: str) -> None:
    """Find what a strict Content-Security-Policy forbids: inline handlers, styles, scripts, javascript: addresses."""
    wrong: list[str] = []
    for tag, attributes in _tags(html):
        if tag == "style":
            wrong.append("a <style> element")
        if tag == "script" and "src" not in attributes and attributes.get("type") not in _DATA_SCRIPTS:
            wrong.append("an inline <script>")
        for name, value in attributes.items():
            if name == "style" or name.startswith("on") or value.lower().startswith("javascript:"):
                wrong.append(f"the attribute {name} of a <{tag}>")
    for what in list(dict.fromkeys(wrong))[:_SHOWN]:
        found.error(Kind.MARKUP, f"holds {what}, which the site's security policy forbids: use a class or a file")


def _foreign_links(found: _Finding, html: str) -> None:
    """Report a `<link>` that makes a browser load something from another server; links to follow are no concern."""
    for element in _LINK.findall(html):
        for _, attributes in _tags(element):
            loads = not _LOADING_LINKS.isdisjoint(attributes.get("rel", "").lower().split())
            if loads and _FOREIGN.match(attributes.get("href", "")):
                message = f"loads {attributes['href']} from another server: host the file on the site"
                found.error(Kind.THIRD_PARTY, message)


def _path(address: str) -> str:
    return address.partition("#")[0].partition("?")[0]


def _in_a_tag(html: str, name: str, value: str) -> bool:
    return any(attributes.get(name) == value for _, attributes in _tags(html))
