"""From the editor's stored HTML to the contract's rich text: only its elements, validly nested, tidy, links by id."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Final
from uuid import UUID

import nh3

RENAMED: Final = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}
INLINE: Final = frozenset({"strong", "em", "a", "sub", "sup", "bdi", "span", "br"})
LISTS: Final = frozenset({"ul", "ol"})
WORDS: Final = frozenset({"p", "h3", "h4"})
"""Elements that hold words and nothing but inline elements."""
BLOCKS: Final = frozenset({*WORDS, *LISTS, "li", "blockquote"})
BREAKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "header",
        "hr",
        "main",
        "nav",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    ]
)
"""Elements that go, and whose content stands in paragraphs of its own."""
FORGOTTEN: Final = frozenset(
    [
        "audio",
        "button",
        "canvas",
        "embed",
        "iframe",
        "math",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    ]
)
"""Elements that go with all they hold."""

_ATTRIBUTES: Final = {"a": {"href", "linktype", "id"}, "span": {"lang", "dir"}, "bdi": {"lang", "dir"}}
_PAGE_LINK = re.compile(r"<a\b(?=[^>]*\blinktype=\"page\")[^>]*\bid=\"(\d+)\"")
_HREF = re.compile(r"(?:https?://|mailto:|tel:|#).", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z0-9-]+")
_INVISIBLE = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b\ufeff]")
_SPACE = re.compile(r"\s+")


def linked_pages(html: str) -> Iterator[int]:
    """Yield the primary keys of the pages that stored rich text links to."""
    yield from map(int, _PAGE_LINK.findall(html or ""))


def contract_html(html: str, pages: Mapping[int, UUID]) -> str:
    """Return stored rich text as the contract's HTML, "" when it holds no words.

    `pages` gives ids by primary key; a link to a page that is not there loses its element and keeps its words.
    """
    clean = nh3.clean(
        html or "",
        tags=set(INLINE | BLOCKS | BREAKS | RENAMED.keys()),
        clean_content_tags=set(FORGOTTEN),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
        strip_comments=True,
    )
    return "".join(_flow(_parse(clean, pages)))


@dataclass(slots=True)
class _Node:
    """An element, or words when it has no name."""

    name: str
    attributes: str = ""
    text: str = ""
    children: list["_Node"] = field(default_factory=list)

    @property
    def is_inline(self) -> bool:
        return not self.name or (self.name in INLINE and all(child.is_inline for child in self.children))


class _Tree(HTMLParser):
    """Builds nodes from cleaned HTML; elements without a valid purpose become nameless groups ("?")."""

    def __init__(self, pages: Mapping[int, UUID]) -> None:
        super().__init__(convert_charrefs=True)
        self.pages = pages
        self.root = _Node("?")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = RENAMED.get(tag, tag)
        attributes = ""
        if name == "a":
            href = _href({key: value or "" for key, value in attrs}, self.pages)
            is_inside_another = any(node.name == "a" for node in self.open)
            name, attributes = ("a", f' href="{href}"') if href and not is_inside_another else ("?", "")
        elif name in {"span", "bdi"}:
            attributes = _language({key: value or "" for key, value in attrs})
            if not attributes and name == "span":
                name = "?"
        node = _Node(name, attributes)
        self.open[-1].children.append(node)
        if tag not in {"br", "hr"}:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"br", "hr"} and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(_Node("", text=_SPACE.sub(" ", _INVISIBLE.sub("", data))))


def _parse(html: str, pages: Mapping[int, UUID]) -> list[_Node]:
    tree = _Tree(pages)
    tree.feed(html)
    tree.close()
    return list(_ungrouped(tree.root.children))


def _ungrouped(nodes: Iterable[_Node]) -> Iterator[_Node]:
    """Replace nameless groups, and inline elements around blocks, by what they hold."""
    for node in nodes:
        node.children = list(_ungrouped(node.children))
        if node.name == "?" or (node.name in INLINE and not node.is_inline):
            yield from node.children
        else:
            yield node


def _href(attributes: dict[str, str], pages: Mapping[int, UUID]) -> str:
    if attributes.get("linktype"):
        number = attributes.get("id", "")
        known = attributes["linktype"] == "page" and number.isascii() and number.isdigit()
        page = pages.get(int(number)) if known else None
        return f"page:{page}" if page else ""
    href = _INVISIBLE.sub("", attributes.get("href", "")).strip()
    if not _HREF.match(href):
        return ""
    scheme, colon, rest = href.partition(":")
    if colon and not href.startswith("#"):
        href = f"{scheme.lower()}:{re.sub(r'[^0-9+;=a-zA-Z*#,-]', '', rest) if scheme.lower() == 'tel' else rest}"
    href = re.sub(r'[\s"<>\\^`{|}]', lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), href)
    return escape(href, quote=False)


def _language(attributes: dict[str, str]) -> str:
    language, direction = attributes.get("lang", ""), attributes.get("dir", "").lower()
    parts = f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""
    return parts + (f' dir="{direction}"' if direction in {"ltr", "rtl"} else "")


def _flow(nodes: Iterable[_Node]) -> Iterator[str]:
    """Yield blocks; words that stand between them become paragraphs."""
    waiting: list[_Node] = []
    for node in nodes:
        if node.is_inline:
            waiting.append(node)
            continue
        yield from _words("p", waiting)
        waiting = []
        yield from _block(node)
    yield from _words("p", waiting)


def _block(node: _Node) -> Iterator[str]:
    if node.name in WORDS and all(child.is_inline for child in node.children):
        yield from _words(node.name, node.children)
    elif node.name in LISTS:
        items = "".join(_items(node.children))
        yield from [f"<{node.name}>{items}</{node.name}>"] if items else []
    elif node.name == "blockquote":
        inside = "".join(_flow(node.children))
        yield from [f"<blockquote>{inside}</blockquote>"] if inside else []
    else:
        # A list item outside a list, a paragraph around blocks, or an element that goes.
        yield from _flow(node.children)


def _items(nodes: Iterable[_Node]) -> Iterator[str]:
    for node in nodes:
        inside = list(_flow(node.children if node.name == "li" else [node]))
        if inside and inside[0].startswith("<p>") and not any(part.startswith("<p>") for part in inside[1:]):
            inside[0] = inside[0].removeprefix("<p>").removesuffix("</p>")
        if inside:
            yield f"<li>{''.join(inside)}</li>"


def _words(name: str, nodes: Iterable[_Node]) -> Iterator[str]:
    html = re.sub(r"^(?:\s|<br>)+|(?:\s|<br>)+$", "", "".join(map(_inline, nodes)))
    if html:
        yield f"<{name}>{html}</{name}>"


def _inline(node: _Node) -> str:
    if not node.name:
        return escape(node.text, quote=False)
    if node.name == "br":
        return "<br>"
    inside = "".join(map(_inline, node.children))
    if not inside.strip():
        return inside
    return f"<{node.name}{node.attributes}>{inside}</{node.name}>"
