"""What differs between two versions of a page, field by field and block by block, for people to read.

What counts is what people read: a value that is stored differently and says the same is no change, and what changed without a
word of it being different, such as where a link leads, is told as that.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist
from django.utils.safestring import SafeString
from wagtail.blocks.stream_block import StreamValue

from backend.sharing.readable.blocks import excerpt, readable
from backend.sharing.readable.marks import marked, reads_alike
from backend.sharing.readable.pages import public_fields, section

EMPTY: Final = SafeString("")

BEHIND_THE_WORDS: Final = (
    "The words are the same. Something behind them changed: where a link leads, how a part looks, or a file."
)


_BLOCK_KEY: Final = re.compile(r' data-block-key="[^"]*"')
"""The editor of rich text gives every paragraph a key when it saves one."""


class Change(StrEnum):
    """What happened to a block."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    MOVED_AND_CHANGED = "moved and changed"
    SAME = "unchanged"


@dataclass(frozen=True, slots=True)
class BlockDifference:
    """One block in either version, and what happened to it."""

    id: str
    label: str
    change: Change
    html: SafeString
    note: str = ""

    @property
    def excerpt(self) -> str:
        """Its first words."""
        return excerpt(self.html)


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field that differs: words with what was taken away and what is new, or its blocks in order."""

    name: str
    label: str
    html: SafeString = EMPTY
    blocks: tuple[BlockDifference, ...] = ()


def differences(before: Any, after: Any) -> list[FieldDifference]:
    """Return every field of the public page in which the page `after` differs from `before`, in the page's order."""
    found = (_field(before, after, name, label) for name, label in public_fields(after))
    return [field for field in found if field is not None]


def _field(before: Any, after: Any, name: str, label: str) -> FieldDifference | None:
    old, new = getattr(before, name, None), getattr(after, name)
    if isinstance(new, StreamValue):
        blocks = tuple(block_differences(list(old or ()), list(new)))
        return (
            FieldDifference(name, label, blocks=blocks)
            if any(one.change is not Change.SAME for one in blocks)
            else None
        )
    html_before, html_after = _section(before, name, label), _section(after, name, label)
    if reads_alike(html_before, html_after):
        return None
    return FieldDifference(name, label, html=marked(html_before, html_after))


def _section(page: Any, name: str, label: str) -> SafeString:
    """Return what a field says; nothing where an earlier version was another kind of page and has no such field."""
    try:
        return section(page, name, label).html
    except FieldDoesNotExist:
        return EMPTY


def block_differences(before: Sequence[Any], after: Sequence[Any]) -> Iterator[BlockDifference]:
    """Yield the blocks of both versions in the order of `after`, removed ones where they stood, with what happened."""
    # A block that became another kind of block under the same id is another block.
    old = {(child.id, child.block_type): child for child in before}
    new = {(child.id, child.block_type): child for child in after}
    settled = _longest_in_order([key for key in new if key in old], list(old))
    waiting = list(old)
    for key, child in new.items():
        if key in settled:
            while (passed := waiting.pop(0)) != key:
                if passed not in new:
                    yield _block(old[passed], Change.REMOVED)
        if key not in old:
            yield _block(child, Change.ADDED)
        else:
            yield _kept(old[key], child, moved=key not in settled)
    for key in waiting:
        if key not in new:
            yield _block(old[key], Change.REMOVED)


def _longest_in_order[Key](keys: Sequence[Key], order: Sequence[Key]) -> set[Key]:
    """Return the longest run of `keys` that stand in the same order in `order`: these did not move."""
    position = {key: number for number, key in enumerate(order)}
    tails: list[int] = []
    last: list[Key] = []
    before: dict[Key, Key | None] = {}
    for key in keys:
        at = bisect_left(tails, position[key])
        before[key] = last[at - 1] if at else None
        tails[at : at + 1], last[at : at + 1] = [position[key]], [key]
    found: set[Key] = set()
    step = last[-1] if last else None
    while step is not None:
        found.add(step)
        step = before[step]
    return found


def _block(child: Any, change: Change) -> BlockDifference:
    return BlockDifference(str(child.id), str(child.block.label), change, readable(child.block, child.value))


def _kept(old: Any, new: Any, *, moved: bool) -> BlockDifference:
    before, after = readable(old.block, old.value), readable(new.block, new.value)
    label = str(new.block.label)
    if not reads_alike(before, after):
        change = Change.MOVED_AND_CHANGED if moved else Change.CHANGED
        return BlockDifference(str(new.id), label, change, marked(before, after))
    if _stored(old) != _stored(new):
        change = Change.MOVED_AND_CHANGED if moved else Change.CHANGED
        return BlockDifference(str(new.id), label, change, after, BEHIND_THE_WORDS)
    return BlockDifference(str(new.id), label, Change.MOVED if moved else Change.SAME, after)


def _stored(child: Any) -> Any:
    """Return what is stored of a block, without the ids of what is inside of it, which say nothing."""
    return _without_ids(child.block.get_prep_value(child.value))


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_ids(inner) for key, inner in value.items() if key != "id"}
    if isinstance(value, list | tuple):
        return [_without_ids(inner) for inner in value]
    if isinstance(value, str):
        return _BLOCK_KEY.sub("", value) or None
    return value or None
