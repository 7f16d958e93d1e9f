"""The HTML of a page as paper needs it: folds are open, links have numbers whose addresses are told, nothing is to press.

Everything is admitted by name: an element or attribute that is not listed here does not reach the leaflet, so no document
can bring a style, a script, or a picture that lies anywhere but on the site itself.
"""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Final
from urllib.parse import unquote

from markupsafe import Markup

from frontend.render.safe import made_here

LEFT_OUT: Final = frozenset(
    {"audio", "button", "fieldset", "form", "iframe", "input", "label", "nav", "object", "script", "select", "style"}
    | {"svg", "template", "textarea", "video", "embed", "noscript", "link", "meta", "base"}
)
"""Elements that mean nothing on paper, or could bring something that the leaflet may not have."""

HIDDEN: Final = frozenset({"vh", "progress", "count", "shelf__stand", "poster"})
"""Classes of what is only for screens or for their readers."""

ATTRIBUTES: Final = frozenset({"alt", "class", "colspan", "dir", "height", "id", "lang", "rowspan", "scope", "width"})

_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_LEADS: Final = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_SPACE: Final = re.compile(r"\s+")


@dataclass(slots=True)
class Addresses:
    """The addresses that a leaflet's links lead to, each with the number that stands beside its links."""

    base: str
    numbers: dict[str, int] = field(default_factory=dict)

    def whole(self, href: str) -> str:
        """Return an address that works away from the site; `base` is the site's."""
        return f"{self.base}{href}" if href.startswith("/") and not href.startswith("//") else href

    def number(self, url: str) -> int:
        """Return the number of an address, a new one where it has none."""
        return self.numbers.setdefault(url, len(self.numbers) + 1)

    def listed(self) -> tuple[tuple[str, str], ...]:
        """Return (address, how it is printed) in the order of the numbers."""
        return tuple((url, printed(url)) for url in self.numbers)


def printed(url: str) -> str:
    """Return an address as people type it: without scheme, "www." and the last slash, and readable where it is coded."""
    shown = re.sub(r"^(?:https?://(?:www\.)?|mailto:)", "", url, flags=re.IGNORECASE)
    if url.lower().startswith("mailto:"):
        shown = shown.partition("?")[0]
    shown = unquote(shown).removesuffix("/")
    return "".join(sign for sign in shown if sign.isprintable())


def for_paper(html: str, addresses: Addresses) -> Markup:
    """Return HTML of a page ready for a leaflet; its links are numbered by `addresses`."""
    paper = _Paper(addresses)
    paper.feed(html)
    paper.close()
    return made_here("".join(paper.written))


class _Paper(HTMLParser):
    """Writes anew what it reads. `closes` holds, for each open element, how what was written for it ends."""

    def __init__(self, addresses: Addresses) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self._addresses = addresses
        self._open: list[tuple[str, str]] = []
        self._skipping = 0
        self._link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            if not self._skipping:
                self._void(tag, given)
            return
        if self._skipping or _left_out(tag, given):
            self._skipping += 1
            self._open.append((tag, ""))
            return
        if tag == "a":
            self._begin_link(given)
            return
        name, extra = self._as_written(tag)
        self._begin(tag, name, given, extra)

    def _as_written(self, tag: str) -> tuple[str, str]:
        """Return the element that is written for one that is read, and a class for it.

        Folds become sections that are open. A list of terms becomes a list of items, because PDF has no other, and a list
        may hold nothing but items (ISO 14289-1, 7.6).
        """
        above = self._open[-1][0] if self._open else ""
        match tag:
            case "details":
                return "div", ""
            case "summary":
                return "p", "fold__title"
            case "dl":
                return "ul", "terms"
            case "div" if above == "dl":
                return "li", "term"
            case "dt" | "dd":
                return ("li" if above == "dl" else "p" if tag == "dt" else "div"), tag
        return tag, ""

    def _begin(self, tag: str, name: str, given: dict[str, str], extra: str = "") -> None:
        kept = {key: value for key, value in given.items() if key in ATTRIBUTES}
        if extra:
            kept["class"] = f"{kept.get('class', '')} {extra}".strip()
        self._open.append((tag, f"</{name}>"))
        self.written.append(f"<{name}{_attributes(kept)}>")

    def _void(self, tag: str, given: dict[str, str]) -> None:
        if tag in {"br", "wbr", "hr"}:
            self.written.append(f"<{tag}>")
        # A picture without words is a decoration, which PDF/UA has no place for among the content.
        elif tag == "img" and given.get("alt", "").strip() and given.get("src", "").startswith("/"):
            kept = {key: value for key, value in given.items() if key in ATTRIBUTES}
            self.written.append(f"<img{_attributes({**kept, 'src': self._addresses.whole(given['src'])})}>")

    def _begin_link(self, given: dict[str, str]) -> None:
        href = self._addresses.whole(given.get("href", ""))
        if not href.startswith("#") and not _LEADS.match(href):
            self._begin("a", "span", given)
            return
        self._begin("a", "a", given)
        self.written[-1] = f'{self.written[-1][:-1]} href="{escape(href)}">'
        self._link = (href, len(self.written))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not any(name == tag for name, _ in self._open):
            return
        while self._open:
            name, close = self._open.pop()
            if self._skipping:
                self._skipping -= 1
            else:
                self.written.append(close)
                if name == "a":
                    self._end_link()
            if name == tag:
                return

    def _end_link(self) -> None:
        """Write the number of the address, unless the words are the address, or the number to dial."""
        if self._link is None:
            return
        (href, start), self._link = self._link, None
        if href.startswith(("#", "tel:")):
            return
        words = _SPACE.sub("", re.sub(r"<[^>]*>", "", "".join(self.written[start:-1])))
        if words.removesuffix("/") != escape(printed(href)):
            self.written.append(f'<sup class="ref">{self._addresses.number(href)}</sup>')

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.written.append(escape(data))


def _left_out(tag: str, given: dict[str, str]) -> bool:
    classes = given.get("class", "").split()
    if tag == "a" and given.get("href", "").endswith(".ics"):
        return True
    return tag in LEFT_OUT or "hidden" in given or not HIDDEN.isdisjoint(classes)


def _attributes(kept: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
