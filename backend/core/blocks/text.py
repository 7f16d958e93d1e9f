"""Blocks of words: heading, rich text, quote, table, expandable section."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock

from backend.core.blocks.struct import Group, GroupValue, Problem
from backend.core.blocks.words import LineBlock, TextBlock, WordsBlock
from backend.core.rich_text import BODY_FEATURES
from backend.core.validators import LINE

MOST_COLUMNS = 8


class HeadingBlock(Group):
    """A heading of level 2 or 3."""

    text = LineBlock(label="Heading", help_text="Short, and in ordinary sentence case.")
    level = blocks.ChoiceBlock(
        choices=[("2", "Section heading"), ("3", "Heading inside a section")],
        default="2",
        help_text="The page's title is the only larger one.",
    )

    class Meta:
        icon = "title"
        label = "Heading"
        label_format = "{text}"
        form_classname = "struct-block"


class QuoteBlock(Group):
    """What somebody said, set apart."""

    text = TextBlock(label="Quotation", help_text="Their words, without quotation marks: the page adds them.")
    attribution = LineBlock(
        required=False, label="Who said it", help_text="Never a name that could identify somebody without consent."
    )

    class Meta:
        icon = "openquote"
        label = "Quotation"
        label_format = "{text}"


class GridBlock(TypedTableBlock):
    """The cells of a table: text only, under one row of column headings."""

    text = blocks.CharBlock(required=False, max_length=1000, label="Text")

    def clean(self, table: TypedTable) -> TypedTable:
        """Return the cleaned cells; raises ValidationError for headings that the contract has no room for."""
        cleaned: TypedTable = super().clean(table)
        if self.is_deferred_validation:
            return cleaned
        headings = [column["heading"].strip() for column in cleaned.columns]
        if not 1 <= len(headings) <= MOST_COLUMNS:
            raise ValidationError(f"A table has one to {MOST_COLUMNS} columns.")
        if not all(headings):
            raise ValidationError("Give every column a heading: it tells people who listen to the page where they are.")
        if any(len(heading) > LINE for heading in headings):
            raise ValidationError(f"A column heading has at most {LINE} characters.")
        return cleaned


class TableValue(GroupValue):
    """The value of a table, readable as the contract names it: `columns` and `rows` of words."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The column headings."""
        return tuple(column["heading"].strip() for column in self["grid"].columns)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells, row by row."""
        return tuple(tuple(cell or "" for cell in row["values"]) for row in self["grid"].row_data)


class TableBlock(Group):
    """A small table of text. It also takes the contract's form: caption, columns, rows, row_headings."""

    caption = LineBlock(help_text="What the table shows. Shown above it and read out first.")
    grid = GridBlock(
        label="Cells", help_text="Add a “Text” column for each column, then rows. Its own caption is unused."
    )
    row_headings = blocks.BooleanBlock(
        required=False,
        default=True,
        label="The first column names its row",
        help_text="Untick if the first column is ordinary content.",
    )

    def to_python(self, value: Mapping[str, Any] | None) -> TableValue:
        """Return the stored value, which may be in the contract's form."""
        table: TableValue = super().to_python(_with_grid(value))
        return table

    def bulk_to_python(self, values: Iterable[Mapping[str, Any] | None]) -> list[TableValue]:
        """Return the stored values, each of which may be in the contract's form."""
        return super().bulk_to_python([_with_grid(value) for value in values])

    def normalize(self, value: Any) -> TableValue:
        """Return the native value of a dictionary, which may be in the contract's form."""
        return super().normalize(value if isinstance(value, TableValue) else _with_grid(value))

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence for a table without cells."""
        if not value["grid"].row_data:
            yield "grid", "Add at least one row, or remove the table."

    class Meta:
        icon = "table"
        label = "Table"
        label_format = "{caption}"
        value_class = TableValue


def _with_grid(value: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return `value` with `columns` and `rows` of words turned into the table editor's form."""
    data = dict(value or {})
    if "columns" not in data:
        return data
    columns, rows = data.pop("columns"), data.pop("rows", ())
    data["grid"] = {
        "columns": [{"type": "text", "heading": heading} for heading in columns],
        "rows": [{"values": list(row)} for row in rows],
        "caption": "",
    }
    return data


class ExpandableBlock(Group):
    """A title that opens to show more."""

    title = LineBlock(help_text="Say what is inside, so that people know whether to open it.")
    text = WordsBlock(features=BODY_FEATURES, help_text="Extra detail only: never the way to get help.")

    class Meta:
        icon = "collapse-down"
        label = "Expandable section"
        label_format = "{title}"


def rich_text_block() -> WordsBlock:
    """Return the block of paragraphs, lists and links."""
    return WordsBlock(features=BODY_FEATURES, label="Text", icon="pilcrow")
