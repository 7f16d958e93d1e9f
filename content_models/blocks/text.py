"""Blocks of words: heading, rich text, quote, table, expandable section."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from content_models.base import Model
from content_models.blocks.base import BlockBase
from content_models.rich_text import RichText
from content_models.values import Line, Text


class HeadingValue(Model):
    """A heading of level 2 or 3; the page's title is the only level 1."""

    text: Line
    level: Literal[2, 3] = 2


class HeadingBlock(BlockBase):
    """A heading inside a page."""

    type: Literal["heading"] = "heading"
    value: HeadingValue


class RichTextBlock(BlockBase):
    """Paragraphs, lists and links."""

    type: Literal["rich_text"] = "rich_text"
    value: RichText


class QuoteValue(Model):
    """What somebody said."""

    text: Text
    attribution: Line | None = None


class QuoteBlock(BlockBase):
    """A quotation that is set apart."""

    type: Literal["quote"] = "quote"
    value: QuoteValue


class TableValue(Model):
    """A table with a caption and one row of column headings; every row has as many cells as there are columns."""

    caption: Line
    columns: Annotated[tuple[Line, ...], Field(min_length=1, max_length=8)]
    rows: tuple[tuple[str, ...], ...]
    row_headings: bool = True

    @model_validator(mode="after")
    def rows_fit_the_columns(self) -> Self:
        """Reject a row that is shorter or longer than the columns."""
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} has {len(row)} cells, the table has {len(self.columns)} columns")
        return self


class TableBlock(BlockBase):
    """A small table of text."""

    type: Literal["table"] = "table"
    value: TableValue


class ExpandableValue(Model):
    """A title that opens to show more."""

    title: Line
    text: RichText


class ExpandableBlock(BlockBase):
    """An expandable section; open in print."""

    type: Literal["expandable"] = "expandable"
    value: ExpandableValue
