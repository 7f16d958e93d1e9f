"""Two readable texts as one, with what was taken away and what is new marked by elements (WCAG 1.4.1)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from html.parser import HTMLParser
from typing import Final, NamedTuple

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

LINES: Final = {"p", "li", "h4", "h5", "h6", "caption", "figcaption", "tr"}
"""Elements that people read as one line each; what is in none of them is a line too."""

AROUND: Final = {"div", "blockquote", "ul", "ol", "table", "figure"}
"""Elements that hold lines: what follows one is no part of the line before it."""

KEPT: Final = {"li", "h4", "h5", "h6"}
"""Lines that look as they did; all others are paragraphs."""

ALIKE: Final = 0.4
"""How much of two lines must be the same for one to be the other with changes."""


class Kind(StrEnum):
    """What a word is: read, or standing for what is behind the words."""

    READ = "read"
    LEADS = "leads"
    PICTURE = "picture"


class Word(NamedTuple):
    """A word, a link's address, or a picture's file; and whether a space stands before it."""

    text: str
    kind: Kind = Kind.READ
    spaced: bool = True

    @property
    def key(self) -> tuple[str, Kind]:
        """What must be equal for it to be the same."""
        return self.text, self.kind


@dataclass(slots=True)
class Line:
    """One line: the element that it was, whether it is said quietly, and its words."""

    tag: str
    quiet: bool = False
    words: list[Word] = field(default_factory=list)

    @property
    def keys(self) -> list[tuple[str, Kind]]:
        """What its words are compared by."""
        return [word.key for word in self.words]

    @property
    def key(self) -> tuple[object, ...]:
        """What must be equal for it to be unchanged."""
        return (self.tag, *self.keys)


class _Lines(HTMLParser):
    """Collects the lines of readable HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._line: Line | None = None
        self._links: list[str] = []
        self._spaced = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        in_row = self._line is not None and self._line.tag == "tr"
        if in_row and tag in {"td", "th"} and self._current().words:
            self._add("|")
        elif in_row and tag not in {"a", "img"}:
            self._spaced = True
        elif tag in LINES:
            self._begin(Line(tag, "readable-quiet" in (found.get("class") or "")))
        elif tag in AROUND:
            self._line = None
        elif tag == "a":
            self._links.append(found.get("href") or "")
        elif tag == "img":
            self._add(found.get("src") or "", Kind.PICTURE)
        elif tag == "br":
            self._spaced = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links:
            if address := self._links.pop():
                self._add(address, Kind.LEADS)
        elif self._line is not None and self._line.tag == "tr":
            self._line = None if tag == "tr" else self._line
            self._spaced = True
        elif tag in LINES | AROUND:
            self._line = None

    def handle_data(self, data: str) -> None:
        for number, text in enumerate(data.split()):
            self._spaced = self._spaced or number > 0 or data[:1].isspace()
            self._add(text)
        self._spaced = data[-1:].isspace()

    def _add(self, text: str, kind: Kind = Kind.READ) -> None:
        self._current().words.append(Word(text, kind, self._spaced or kind is not Kind.READ or text == "|"))
        self._spaced = False

    def _begin(self, line: Line) -> Line:
        self._line, self._spaced = line, True
        self.lines.append(line)
        return line

    def _current(self) -> Line:
        return self._line or self._begin(Line("p"))


def lines_of(html: str) -> list[Line]:
    """Return the lines of readable HTML that say something."""
    parser = _Lines()
    parser.feed(html)
    parser.close()
    return [line for line in parser.lines if line.words]


def reads_alike(before: str, after: str) -> bool:
    """Say whether two readable texts say the same, line by line."""
    return [line.key for line in lines_of(before)] == [line.key for line in lines_of(after)]


type Row = tuple[Line, SafeString]
"""A line as it is drawn, and its words with their marks."""


def marked(before: str, after: str) -> SafeString:
    """Return `after` with what differs from `before`: `del` around what was taken away, `ins` around what is new."""
    old, new = lines_of(before), lines_of(after)
    rows: list[Row] = []
    matcher = SequenceMatcher(None, [line.key for line in old], [line.key for line in new], autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        rows += ((line, _shown(line.words)) for line in new[k:m]) if what == "equal" else _changed(old[i:j], new[k:m])
    return _joined(_elements(rows))


def _changed(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Row]:
    """Yield each old line as the next new one that is like it, or as taken away; the other new ones where they stand."""
    waiting = list(new)
    for line in old:
        at = next((place for place, other in enumerate(waiting) if _alike(line, other)), None)
        if at is None:
            yield line, _mark("del", line.words)
            continue
        yield from ((other, _mark("ins", other.words)) for other in waiting[:at])
        yield waiting[at], _words(line, waiting[at])
        waiting = waiting[at + 1 :]
    yield from ((other, _mark("ins", other.words)) for other in waiting)


def _alike(one: Line, other: Line) -> bool:
    return one.tag == other.tag and SequenceMatcher(None, one.keys, other.keys, autojunk=False).ratio() >= ALIKE


def _words(old: Line, new: Line) -> SafeString:
    parts: list[SafeString] = []
    for what, i, j, k, m in SequenceMatcher(None, old.keys, new.keys, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append(_shown(new.words[k:m]))
        else:
            parts += [_mark("del", old.words[i:j]), _mark("ins", new.words[k:m])]
    return _joined((part for part in parts if part), " ")


def _mark(tag: str, words: Sequence[Word]) -> SafeString:
    text = _shown(words, tag)
    return format_html("<{0}>{1}</{0}>", SafeString(tag), text) if text else text


def _shown(words: Sequence[Word], mark: str = "") -> SafeString:
    """Return words as HTML. Where a link leads is said only where that is marked."""
    parts: list[SafeString] = []
    for word in words:
        if text := _said(word, mark):
            parts += [SafeString(" "), text] if parts and word.spaced else [text]
    return _joined(parts)


def _said(word: Word, mark: str) -> SafeString:
    match word.kind:
        case Kind.READ:
            return escape(word.text)
        case Kind.PICTURE:
            return SafeString("(new picture)" if mark == "ins" else "(picture)")
        case Kind.LEADS:
            return format_html("(leads to {})", word.text) if mark else SafeString("")


def _joined(parts: Iterable[SafeString], between: str = "") -> SafeString:
    """Return parts, each of which is safe, as one: `str.join` forgets that they are."""
    return SafeString(between.join(parts))


def _elements(rows: Sequence[Row]) -> Iterator[SafeString]:
    in_list = False
    for line, html in rows:
        if (line.tag == "li") != in_list:
            in_list = not in_list
            yield SafeString("<ul>" if in_list else "</ul>")
        name = SafeString(line.tag if line.tag in KEPT else "p")
        quiet = SafeString(' class="readable-quiet"' if line.quiet else "")
        yield format_html("<{0}{1}>{2}</{0}>", name, quiet, html)
    if in_list:
        yield SafeString("</ul>")
