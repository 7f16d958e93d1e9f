"""A page as it lies in a release, read once: its elements in their order, with attributes, words and what they stand in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What stands in the line of the words around it without a stylesheet; a `wbr` parts no words.
_IN_LINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "wbr"}
)  # fmt: skip


@dataclass(slots=True)
class Element:
    """An element: `within` are the elements around it, the outermost first; `start` is its tag as it is written.

    `own` are the words directly in it, `pieces` those in the elements inside too.
    """

    tag: str
    attributes: dict[str, str]
    within: tuple["Element", ...]
    start: str
    line: int
    pieces: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words in it and in all elements inside, with single spaces."""
        return " ".join("".join(self.pieces).split())

    def get(self, name: str) -> str:
        """Return an attribute's value; "" when there is none."""
        return self.attributes.get(name, "")

    @property
    def language(self) -> str:
        """The language that it says it is in, or the nearest element around it that says so."""
        return next((each.get("lang") for each in (self, *reversed(self.within)) if "lang" in each.attributes), "")

    def lies_in(self, *tags: str) -> bool:
        """Say whether an element of one of these names is around this one."""
        return any(around.tag in tags for around in self.within)


class BuiltPage:
    """A page of a built site. `path` is its address below the site's (`/a/`), or its file's name (`/404.html`)."""

    def __init__(self, path: str, html: str) -> None:
        self.path = path
        reader = _Reader()
        reader.feed(html)
        reader.close()
        self.elements = reader.elements
        # Words of two elements that stand together without a space.
        self.run_together = reader.run_together
        self.ids = {element.get("id") for element in self.elements if "id" in element.attributes}

    @classmethod
    def read(cls, release: Path, file: Path) -> "BuiltPage":
        """Read the page in `file`, which lies in the folder `release`."""
        path = "/" + file.relative_to(release).as_posix()
        return cls(path.removesuffix("index.html") if path.endswith("/index.html") else path, file.read_text("utf-8"))

    def all(self, *tags: str) -> Iterator[Element]:
        """Return the elements of these names in their order."""
        return (element for element in self.elements if element.tag in tags)

    def links(self, relation: str) -> list[Element]:
        """Return the `<link>` elements of a relation."""
        return [element for element in self.all("link") if relation in element.get("rel").split()]

    def meta(self, name: str) -> str:
        """Return what a `<meta>` of this name (or property, or http-equiv) says; "" when there is none."""
        for element in self.all("meta"):
            if name in {element.get("name"), element.get("property"), element.get("http-equiv")}:
                return element.get("content")
        return ""

    @property
    def locale(self) -> str:
        """The language that the page says it is in."""
        return next((element.get("lang") for element in self.all("html")), "")

    @property
    def title(self) -> str:
        """The words of `<title>`."""
        return next((element.text for element in self.all("title")), "")

    @property
    def headings(self) -> list[Element]:
        """Every heading in its order, but for those that wait for a script to fill and show them."""
        return [heading for heading in self.all(*HEADINGS) if not any(map(_waits, (heading, *heading.within)))]

    @property
    def kind(self) -> str:
        """What kind of page it is, as its body's class says: guide, home, not-found …; "" for pages that do not say."""
        names = next((element.get("class").split() for element in self.all("body")), [])
        return next((name.removeprefix("page--") for name in names if name.startswith("page--")), "")

    @property
    def only_leads_on(self) -> bool:
        """Whether it stands at an old address and sends visitors to the new one."""
        return bool(self.meta("refresh"))


def _waits(element: Element) -> bool:
    return element.tag == "template" or "hidden" in element.attributes


class _Reader(HTMLParser):
    """Collects elements; it trusts their nesting, which the Nu HTML Checker looks at."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.run_together: list[str] = []
        self._open: list[Element] = []
        self._before, self._tag_between = "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        values = {name: value or "" for name, value in attrs}
        self._pass(tag)
        element = Element(tag, values, tuple(self._open), self.get_starttag_text() or "", self.getpos()[0])
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin and end an element, such as a shape of a drawing."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """End an element, and those inside that HTML lets end by themselves."""
        self._pass(tag)
        names = [element.tag for element in self._open]
        if tag in names and tag not in VOID:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Give the words to every element that they stand in."""
        if self._open:
            self._open[-1].own.append(data)
        if self._tag_between and self._before[-1:].isalnum() and data[:1].isalnum():
            self.run_together.append(f"{self._before[-30:]}|{data[:30]}")
        self._before, self._tag_between = data, False
        for element in self._open:
            element.pieces.append(data)

    def _pass(self, tag: str) -> None:
        self._tag_between = True
        if tag not in _IN_LINE:
            self._before = ""
