"""Groups of fields that belong together, and the rules that bind one field to another."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import RichText

type Problem = tuple[str, str]
"""The name of a field, and one sentence that says how to put it right."""


class GroupValue(blocks.StructValue):
    """The value of a group; an optional group that nobody filled in `is_empty`."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered, beyond what a new group holds anyway."""
        return all(_is_blank(block, self.get(name)) for name, block in self.block.child_blocks.items())


class Group(blocks.StructBlock):
    """A group of named fields.

    With `required=False` it may be left empty as a whole; once something is entered its own required fields apply.
    A subclass yields from `problems` what is wrong between its fields. Drafts are spared that, as they are spared
    empty required fields.
    """

    def clean(self, value: GroupValue) -> GroupValue:
        """Return the cleaned value; raises ValidationError bound to the fields that are wrong."""
        if not self.meta.required and value.is_empty:
            return value
        cleaned: GroupValue = super().clean(value)
        if not self.is_deferred_validation and (problems := dict(self.problems(cleaned))):
            raise StructBlockValidationError({name: ValidationError(text) for name, text in problems.items()})
        return cleaned

    def to_python(self, value: Mapping[str, Any] | None) -> GroupValue:
        """Return the stored value; None stands for an empty group."""
        return super().to_python(value or {})

    def bulk_to_python(self, values: Iterable[Mapping[str, Any] | None]) -> list[GroupValue]:
        """Return the stored values; None stands for an empty group."""
        return super().bulk_to_python([value or {} for value in values])

    def normalize(self, value: Mapping[str, Any] | None) -> GroupValue:
        """Return the native value; None stands for an empty group, and fields that are left out for their defaults."""
        if isinstance(value, GroupValue):
            return value
        defaults = {name: block.get_default() for name, block in self.child_blocks.items()}
        return super().normalize({**defaults, **(value or {})})

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield what is wrong with a value whose fields are each right."""
        yield from ()

    class Meta:
        required = True
        value_class = GroupValue


def _is_blank(block: blocks.Block, value: object) -> bool:
    """Whether `value` is what a fresh `block` holds, or nothing."""
    if isinstance(value, GroupValue):
        return value.is_empty
    if isinstance(value, RichText):
        return not value.source
    if value in (None, "", False) or value == block.meta.default:
        return True
    return hasattr(value, "__len__") and len(value) == 0
