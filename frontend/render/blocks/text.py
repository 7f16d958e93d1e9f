"""Headings, rich text, quotes, tables and what opens to show more."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from content_models.blocks import ExpandableBlock, HeadingBlock, QuoteBlock, RichTextBlock, TableBlock
from frontend.render.blocks.base import Builders, Outline
from frontend.render.scope import Scope


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is 2 or 3, as the outline allows."""

    id: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class RichWords:
    """Rich text."""

    html: Markup


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said."""

    text: str
    attribution: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; with `row_headings` the first cell of a row names it."""

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_headings: bool


@dataclass(frozen=True, slots=True)
class Expandable:
    """A title that opens to show more."""

    id: str
    title: str
    html: Markup


def _heading(scope: Scope, block: HeadingBlock, outline: Outline) -> Heading:
    return Heading(scope.anchor_id(block.id), block.value.text, outline.heading(block.value.level))


def _rich_text(scope: Scope, block: RichTextBlock, outline: Outline) -> RichWords:
    return RichWords(scope.html(block.value, outline.under))


def _quote(_: Scope, block: QuoteBlock, __: Outline) -> Quote:
    return Quote(block.value.text, block.value.attribution)


def _table(scope: Scope, block: TableBlock, _: Outline) -> Table:
    value = block.value
    return Table(scope.anchor_id(block.id), value.caption, value.columns, value.rows, value.row_headings)


def _expandable(scope: Scope, block: ExpandableBlock, outline: Outline) -> Expandable:
    return Expandable(scope.anchor_id(block.id), block.value.title, scope.html(block.value.text, outline.under))


BUILDERS: Final[Builders] = {
    "heading": _heading,
    "rich_text": _rich_text,
    "quote": _quote,
    "table": _table,
    "expandable": _expandable,
}
