"""Markdown → blocks and rich text. Pure: links to pages are resolved by a function that the caller gives."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from backend.pages.importing.front_matter import FrontMatter, FrontMatterError, read_front_matter
from backend.pages.importing.problems import Keys

type PageLinks = Callable[[str], int | None]
"""From what stands behind `page:` to the page's primary key, or None when there is no such page."""

_PARSER = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
_DATABASE_TAGS = {"strong": "b", "em": "i"}
"""Wagtail's editor writes `<b>` and `<i>`; the presenters turn them into `<strong>` and `<em>`."""
_RICH = {"paragraph_open", "bullet_list_open", "ordered_list_open"}
_LINK_SCHEMES = ("https://", "http://", "mailto:", "tel:", "#")
_ATTRIBUTION = re.compile(r"^[—–]\s*(.+)$")


class MarkdownError(ValueError):
    """Markdown that no block can hold; `line` counts from 1 in the whole file."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A block as its author wrote it; `value` still holds references by name, and Markdown for rich text."""

    type: str
    value: Any
    line: int
    lines: FrontMatter | None = field(default=None)

    def line_of(self, keys: Keys) -> int:
        """Return the line of a value inside a fenced block, or of the block."""
        return self.lines.line(keys) if self.lines else self.line


def rich_text(markdown: str, links: PageLinks) -> str:
    """Return Wagtail's database HTML of `markdown` (paragraphs, lists, bold, italic, links).

    Raises MarkdownError, its line counted from 1 in `markdown`.
    """
    tokens = _PARSER.parse(markdown)
    for token in tokens:
        allowed = token.type in {"inline", "heading_open", "heading_close"} or token.type.startswith(
            ("paragraph", "bullet_list", "ordered_list", "list_item")
        )
        if not allowed:
            raise MarkdownError(
                _line(token, 1), "Rich text holds paragraphs, lists, headings, bold, italic and links only."
            )
    return _render(tokens, links, 1)


def blocks(markdown: str, first_line: int) -> Iterator[SourceBlock]:
    """Yield the blocks of a body whose first line is line `first_line` of its file; rich text stays Markdown.

    Raises MarkdownError or FrontMatterError.
    """
    source = markdown.splitlines()
    pending: tuple[int, int] | None = None
    caption: str | None = None
    for group in _groups(_PARSER.parse(markdown)):
        head = group[0]
        start, end = head.map or [0, 0]
        if (words := _table_caption(group)) is not None:
            caption = words
            continue
        if head.type in _RICH and not _only_image(group):
            pending = (pending[0] if pending else start, end)
            continue
        if pending:
            yield _rich_block(source, pending, first_line)
            pending = None
        yield _block(group, first_line + start, caption)
        caption = None
    if pending:
        yield _rich_block(source, pending, first_line)


def _groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _rich_block(source: list[str], span: tuple[int, int], first_line: int) -> SourceBlock:
    return SourceBlock("rich_text", "\n".join(source[span[0] : span[1]]).rstrip(), first_line + span[0])


def _block(group: list[Token], line: int, caption: str | None) -> SourceBlock:
    head = group[0]
    match head.type:
        case "heading_open" if head.tag in {"h2", "h3"}:
            return SourceBlock("heading", {"text": _words(group), "level": int(head.tag[1])}, line)
        case "heading_open":
            raise MarkdownError(
                line, "Use ## or ### here: the title is the only heading of level 1, and there is no level 4."
            )
        case "paragraph_open":
            return _image(group[1], line)
        case "blockquote_open":
            return SourceBlock("quote", _quote(group), line)
        case "table_open":
            return SourceBlock("table", _table(group, caption, line), line)
        case "fence":
            return _fenced(head, line)
    raise MarkdownError(
        line, "No block can hold this; use paragraphs, lists, headings, quotes, tables or a fenced block."
    )


def _image(inline: Token, line: int) -> SourceBlock:
    image = (inline.children or [])[0]
    # The parser takes it for an address; a title may hold spaces.
    value: dict[str, Any] = {"image": {"image": unquote(str(image.attrs["src"]))}}
    if alt := image.content:
        value["image"]["alt"] = alt
    if caption := image.attrs.get("title"):
        value["caption"] = caption
    return SourceBlock("image", value, line)


def _fenced(token: Token, line: int) -> SourceBlock:
    kind = token.info.strip()
    if not re.fullmatch(r"[a-z_]+", kind):
        raise MarkdownError(line, "Name the type of block behind the three backticks, e.g. ```callout.")
    front = read_front_matter(token.content, line + 1)
    return SourceBlock(kind, front.data, line, front)


def _quote(group: list[Token]) -> dict[str, str]:
    lines = [line for token in group if token.type == "inline" for line in token.content.splitlines()]
    value = {"text": " ".join(lines)}
    if len(lines) > 1 and (match := _ATTRIBUTION.match(lines[-1])):
        value = {"text": " ".join(lines[:-1]), "attribution": match[1]}
    return value


def _table(group: list[Token], caption: str | None, line: int) -> dict[str, Any]:
    if caption is None:
        raise MarkdownError(
            line, "Write the table's caption in a paragraph of its own before it: `Table: what it shows`."
        )
    cells: list[list[str]] = []
    for token in group:
        if token.type == "tr_open":
            cells.append([])
        elif token.type == "inline":
            cells[-1].append(token.content)
    return {"caption": caption, "columns": cells[0], "rows": cells[1:]}


def _table_caption(group: list[Token]) -> str | None:
    if group[0].type == "paragraph_open" and group[1].content.startswith("Table: "):
        return group[1].content.removeprefix("Table: ").strip()
    return None


def _only_image(group: list[Token]) -> bool:
    children = group[1].children or [] if group[0].type == "paragraph_open" else []
    return len(children) == 1 and children[0].type == "image"


def _words(group: list[Token]) -> str:
    return " ".join(token.content for token in group if token.type == "inline")


def _line(token: Token, first_line: int) -> int:
    return first_line + (token.map[0] if token.map else 0)


def _render(tokens: list[Token], links: PageLinks, first_line: int) -> str:
    for token in tokens:
        for part in token.children or []:
            part.tag = _DATABASE_TAGS.get(part.tag, part.tag)
            if part.type == "link_open":
                _link(part, links, _line(token, first_line))
            elif part.type in {"image", "code_inline"}:
                raise MarkdownError(
                    _line(token, first_line), "Rich text holds no pictures and no code; use a block of its own."
                )
    html: str = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return html.replace(">\n<", "><").strip().replace("<br />", "<br/>")


def _link(token: Token, links: PageLinks, line: int) -> None:
    address = str(token.attrs["href"])
    if address.startswith("page:"):
        page = links(address.removeprefix("page:"))
        if page is None:
            raise MarkdownError(line, f"There is no page at {address.removeprefix('page:')}.")
        token.attrs = {"linktype": "page", "id": str(page)}
    elif not address.startswith(_LINK_SCHEMES):
        raise MarkdownError(
            line, f"The link {address} leads nowhere; begin it with page:/, https://, tel:, mailto: or #."
        )


__all__ = ["FrontMatterError", "MarkdownError", "PageLinks", "SourceBlock", "blocks", "rich_text"]
