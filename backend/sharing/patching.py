"""Carrying one change of an owner into a copy that went its own way: what nobody touched changes, the rest is told. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page

type Raw = dict[str, Any]

_NOT_CONTENT: Final = frozenset(
    {
        "page_ptr", "change_note", "safety_critical", "last_reviewed", "review_due", "index_terms", "consent_held",
        "consent_role",
    }
)  # fmt: skip
_FROM_PAGE: Final = ("title",)


@dataclass(slots=True)
class Patch:
    """What came of it: names of the fields that changed, and what differs already and so was left alone, in words."""

    changed: list[str] = field(default_factory=list)
    unapplied: list[str] = field(default_factory=list)


def patch(copy: Any, before: Any, after: Any) -> Patch:
    """Change in `copy` what is different between two versions of the page that it was copied from; nothing is saved.

    Fields, and blocks by their ids, that still are as in `before` become as in `after`.
    """
    result = Patch()
    for column in _columns(after):
        name = column.name
        old, new, own = (getattr(page, name, None) for page in (before, after, copy))
        if isinstance(new, StreamValue):
            _patch_blocks(copy, column, old, new, own, result)
        elif old != new and own == old:
            setattr(copy, name, new)
            result.changed.append(name)
        elif old != new and new != own:  # noqa: PLR1714 - values that no set takes
            result.unapplied.append(f"the field “{column.verbose_name}”")
    return result


def _columns(page: Any) -> Iterator[Any]:
    for column in type(page)._meta.concrete_fields:
        if (column.model is not Page and column.name not in _NOT_CONTENT) or column.name in _FROM_PAGE:
            yield column


def _patch_blocks(copy: Any, column: Any, old: StreamValue, new: StreamValue, own: StreamValue, result: Patch) -> None:
    before, after = (_by_id(value) for value in (old, new))
    blocks = list(own.get_prep_value())
    there = {block["id"]: place for place, block in enumerate(blocks)}
    changed = False
    for name, block in after.items():
        if name in before and before[name] != block and name in there:
            if blocks[there[name]] == before[name]:
                blocks[there[name]] = block
                changed = True
            elif blocks[there[name]] != block:
                result.unapplied.append(f"a part of “{column.verbose_name}” that you changed yourselves")
        elif name in before and before[name] != block:
            result.unapplied.append(f"a part of “{column.verbose_name}” that you took out")
    blocks, removed = _without_removed(blocks, before, after, column, result)
    blocks, added = _with_added(blocks, before, after)
    if changed or removed or added:
        setattr(copy, column.name, StreamValue(own.stream_block, blocks, is_lazy=True))
        result.changed.append(column.name)


def _without_removed(
    blocks: list[Raw], before: dict[str, Raw], after: dict[str, Raw], column: Any, result: Patch
) -> tuple[list[Raw], bool]:
    gone = before.keys() - after.keys()
    kept = [block for block in blocks if block["id"] not in gone or block != before[block["id"]]]
    for block in kept:
        if block["id"] in gone:
            result.unapplied.append(f"a part of “{column.verbose_name}” that its owner took out and you changed")
    return kept, len(kept) != len(blocks)


def _with_added(blocks: list[Raw], before: dict[str, Raw], after: dict[str, Raw]) -> tuple[list[Raw], bool]:
    """Put what is new behind the block that it follows at its owner's, at the end when that is not there."""
    added = False
    previous = ""
    for name, block in after.items():
        there = [each["id"] for each in blocks]
        if name not in before and name not in there:
            place = there.index(previous) + 1 if previous in there else 0 if not previous else len(blocks)
            blocks = [*blocks[:place], block, *blocks[place:]]
            added = True
        previous = name
    return blocks, added


def _by_id(value: StreamValue) -> dict[str, Raw]:
    return {str(block["id"]): block for block in value.get_prep_value()}
