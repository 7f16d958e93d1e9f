"""Two readable texts as one, with what was taken away and what is new marked by elements (WCAG 1.4.1)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import Final

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

LINES: Final = {"p", "li", "h4", "h5", "h6", "caption", "figcaption", "tr"}
"""Elements that people read as one line each; what is in none of them is a line too."""

ALIKE: Final = 0.4
"""How much of two lines must be the same for one to be the other with changes."""

_WORD = re.compile(r"\s*[^\s]+|\s+$")


@dataclass(slots=True)
class Line:
    """One line: the element that it was, and its words; a link's address and a picture stand for themselves."""

    tag: str
    words: list[str] = field(default_factory=list)
    quiet: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """What must be equal for a line to be unchanged."""
        return (self.tag, *(word.strip() for word in self.words))


type Row = tuple[Line, str]
"""A line as it is drawn, and its words with their marks as HTML."""

LEADS: Final = "\u2060leads to "
"""Begins the word that stands for a link's address; shown only where it changed."""

PICTURE: Final = "\u2060picture "
"""Begins the word that stands for a picture's file."""


class _Lines(HTMLParser):
    """Collects the lines of readable HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._open: list[Line] = []
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag in LINES and not (self._open and self._open[-1].tag == "tr"):
            self._begin(Line(tag, quiet="readable-quiet" in (found.get("class") or "")))
        elif tag == "a":
            self._links.append(found.get("href") or "")
        elif tag == "img":
            self._line().words.append(f" {PICTURE}{hash(found.get('src'))}")
        elif tag in {"td", "th"} and self._line().words:
            self._line().words.append(" |")
        elif tag == "br":
            self._line().words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links and (address := self._links.pop()):
            self._line().words.append(f" {LEADS}{address}")
        elif self._open and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() or self._open:
            self._line().words += _WORD.findall(data)

    def _begin(self, line: Line) -> None:
        self.lines.append(line)
        self._open.append(line)

    def _line(self) -> Line:
        if not self._open or self._open[-1] is not self.lines[-1]:
            # Words behind a list inside of an item are a line of their own.
            tag = self._open[-1].tag if self._open else "p"
            self.lines.append(Line(tag))
            if self._open:
                self._open[-1] = self.lines[-1]
            else:
                return self.lines[-1]
        return self.lines[-1]


def lines_of(html: str) -> list[Line]:
    """Return the lines of readable HTML that say something."""
    parser = _Lines()
    parser.feed(html)
    parser.close()
    return [line for line in parser.lines if any(word.strip() for word in line.words)]


def reads_alike(before: str, after: str) -> bool:
    """Say whether two readable texts say the same, line by line."""
    return [line.key for line in lines_of(before)] == [line.key for line in lines_of(after)]


def marked(before: str, after: str) -> SafeString:
    """Return `after` with what differs from `before`: `del` around what was taken away, `ins` around what is new."""
    old, new = lines_of(before), lines_of(after)
    rows: list[Row] = []
    matcher = SequenceMatcher(None, [line.key for line in old], [line.key for line in new], autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            rows += [(line, _plain(line)) for line in new[k:m]]
        else:
            rows += _changed(old[i:j], new[k:m])
    return mark_safe("".join(_elements(rows)))  # noqa: S308 - every word is escaped where its row is made


def _changed(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Row]:
    """Yield lines of which each old one is changed into the next new one that is alike, taken away, or followed by new ones."""
    waiting = list(new)
    for line in old:
        at = next((place for place, other in enumerate(waiting) if _alike(line, other)), None)
        if at is None:
            yield line, _whole("del", line)
            continue
        yield from ((other, _whole("ins", other)) for other in waiting[:at])
        yield waiting[at], _words(line, waiting[at])
        waiting = waiting[at + 1 :]
    yield from ((other, _whole("ins", other)) for other in waiting)


def _alike(one: Line, other: Line) -> bool:
    if one.tag != other.tag:
        return False
    return SequenceMatcher(None, one.key[1:], other.key[1:], autojunk=False).ratio() >= ALIKE


def _words(old: Line, new: Line) -> str:
    matcher = SequenceMatcher(None, old.key[1:], new.key[1:], autojunk=False)
    found = []
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            found.append(_shown(new.words[k:m], changed=False))
            continue
        found.append(_marks("del", old.words[i:j]))
        found.append(_marks("ins", new.words[k:m]))
    return "".join(found).strip()


def _marks(tag: str, words: Sequence[str]) -> str:
    text = _shown(words, changed=True)
    if not text.strip():
        return text
    # The space stays outside, so that no mark begins with one.
    space = " " if text[0] == " " else ""
    return f"{space}<{tag}>{text.strip()}</{tag}>"


def _whole(tag: str, line: Line) -> str:
    return f"<{tag}>{_shown(line.words, changed=False).strip()}</{tag}>"


def _plain(line: Line) -> str:
    return _shown(line.words, changed=False).strip()


def _shown(words: Sequence[str], *, changed: bool) -> str:
    return "".join(_shown_word(word, changed=changed) for word in words)


def _shown_word(word: str, *, changed: bool) -> str:
    stripped = word.strip()
    if stripped.startswith(PICTURE):
        return " (another picture)" if changed else ""
    if stripped.startswith(LEADS):
        return f" (leads to {escape(stripped.removeprefix(LEADS))})" if changed else ""
    return f"{' ' if word[:1].isspace() else ''}{escape(stripped)}"


def _elements(rows: Sequence[Row]) -> Iterator[str]:
    in_list = False
    for line, html in rows:
        tag = line.tag
        if (tag == "li") != in_list:
            in_list = not in_list
            yield "<ul>" if in_list else "</ul>"
        name = tag if tag in {"li", "h4", "h5", "h6"} else "p"
        quiet = SafeString(' class="readable-quiet"' if line.quiet else "")
        yield format_html("<{0}{1}>{2}</{0}>", SafeString(name), quiet, SafeString(html))
    if in_list:
        yield "</ul>"
