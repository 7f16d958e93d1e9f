"""Model fields of pages: structures, and words with simple formatting."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamValue

from backend.core.blocks.words import has_words
from backend.core.fields import StreamField
from backend.core.rich_text import TEXT_FEATURES

ITEM = "item"
"""The name of the only block of every field that holds structures; readers use a child's value and id."""


class GroupField(StreamField):
    """One structure. A compulsory one stands open in a new page; an optional one is added with a click."""

    def __init__(self, block: blocks.Block | list[Any], *, required: bool = True, **options: Any) -> None:
        """Take the block of the structure."""
        if isinstance(block, blocks.Block):
            options.setdefault("blank", not required)
            block = [(ITEM, block)]
        super().__init__(block, max_num=1, **options)

    def get_default(self) -> StreamValue:
        """Return an empty structure where one is compulsory."""
        return super().get_default() if self.blank else _one_empty(self, ITEM)


class ItemsField(StreamField):
    """Structures of one kind in the order that editors give them; `least` and `most` bound their number."""

    def __init__(
        self,
        block: blocks.Block | list[Any],
        *,
        least: int = 0,
        most: int | None = None,
        begin_with: str = ITEM,
        **options: Any,
    ) -> None:
        """Take the block of one item, or named blocks and the name of the one that stands open in a new page."""
        self.begin_with = begin_with
        if isinstance(block, blocks.Block):
            options.setdefault("blank", not least)
            block = [(ITEM, block)]
        super().__init__(block, min_num=least or None, max_num=most, **options)

    def get_default(self) -> StreamValue:
        """Return one empty item where at least one is compulsory."""
        return super().get_default() if self.blank else _one_empty(self, self.begin_with)


def _one_empty(field: StreamField, name: str) -> StreamValue:
    child = field.stream_block.child_blocks[name]
    return StreamValue(field.stream_block, [(name, child.get_default())])


class FormattedField(RichTextField):
    """Words with simple formatting and links."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take what a RichTextField takes."""
        options.setdefault("features", TEXT_FEATURES)
        super().__init__(*args, **options)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Reject empty paragraphs where words are compulsory."""
        super().validate(value, model_instance)
        if not self.blank and not getattr(model_instance, "is_unfinished", False) and not has_words(value):
            raise ValidationError(self.error_messages["blank"], code="blank")

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return what a migration records."""
        name, _, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.RichTextField", list(args), dict(kwargs)
