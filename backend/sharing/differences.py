"""What differs between two versions of a page, field by field and block by block, for people to read.

Texts are compared by Wagtail's own comparisons; only what the public page shows is looked at.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail.admin.compare import StreamFieldComparison, TextDiff, diff_text, get_comparison_class_for_block

from backend.sharing.readable.blocks import excerpt, readable
from backend.sharing.readable.pages import public_fields, section

EMPTY: Final = SafeString("")


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


def differences(before: Any, after: Any, request: HttpRequest) -> list[FieldDifference]:
    """Return every field of the public page in which the page `after` differs from `before`, in the page's order."""
    labels = dict(public_fields(after))
    panel = after.get_edit_handler().get_bound_panel(instance=after, request=request, form=None)
    found: dict[str, FieldDifference] = {}
    for comparison_class in panel.get_comparison():
        comparison = comparison_class(before, after)
        name = comparison.field.name
        if name in labels and name not in found and comparison.has_changed():
            found[name] = _field(comparison, before, after, labels[name])
    # A value that is stored differently but says the same is no change for a reader.
    return [found[name] for name in labels if name in found and (found[name].html or _differs(found[name]))]


def _differs(field: FieldDifference) -> bool:
    return any(block.change is not Change.SAME for block in field.blocks)


def _field(comparison: Any, before: Any, after: Any, label: str) -> FieldDifference:
    name = comparison.field.name
    if isinstance(comparison, StreamFieldComparison):
        blocks = tuple(block_differences(list(comparison.val_a or ()), list(comparison.val_b or ())))
        return FieldDifference(name, label, blocks=blocks)
    if isinstance(comparison.val_a, list):
        return FieldDifference(name, label, html=_as_marks(_lists(comparison.field, comparison)))
    if isinstance(comparison.field, models.CharField | models.TextField | models.ForeignKey):
        return FieldDifference(name, label, html=_as_marks(comparison.htmldiff()))
    words = [excerpt(section(page, name, label).html) or "No" for page in (before, after)]
    return FieldDifference(name, label, html=_as_marks(_replaced(*words)))


def _lists(field: Any, comparison: Any) -> SafeString:
    labels = dict(getattr(field, "options", ()))
    old, new = (", ".join(labels.get(item, item) for item in value) for value in (comparison.val_a, comparison.val_b))
    return diff_text(old, new).to_html()


def _replaced(old: str, new: str) -> SafeString:
    return TextDiff([("deletion", old), ("equal", " "), ("addition", new)]).to_html()


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
    return BlockDifference(str(child.id), str(child.block.label), change, _words(child))


def _kept(old: Any, new: Any, *, moved: bool) -> BlockDifference:
    comparison = get_comparison_class_for_block(new.block)(new.block, True, True, old.value, new.value)  # noqa: FBT003 Wagtail's own signature
    if not comparison.has_changed():
        return _block(new, Change.MOVED if moved else Change.SAME)
    change = Change.MOVED_AND_CHANGED if moved else Change.CHANGED
    return BlockDifference(str(new.id), str(new.block.label), change, _as_marks(comparison.htmldiff()))


def _words(child: Any) -> SafeString:
    if child.block_type == "local_slot":
        return EMPTY
    return readable(child.block, child.value)


MARKS: Final = (
    (re.compile(r'<span class="addition">([^<]*)</span>'), r"<ins>\1</ins>"),
    (re.compile(r'<span class="deletion">([^<]*)</span>'), r"<del>\1</del>"),
    (re.compile(r'(<div class="comparison__child-object addition">)'), r'\1<p class="readable-quiet">Added:</p>'),
    (re.compile(r'(<div class="comparison__child-object deletion">)'), r'\1<p class="readable-quiet">Removed:</p>'),
)
"""Wagtail marks what differs by classes, that is by colour alone; elements say it to everybody (WCAG 1.4.1)."""


def _as_marks(html: str) -> SafeString:
    """Return Wagtail's comparison, whose words it has escaped, with elements for what is new and what was taken away."""
    for pattern, replacement in MARKS:
        html = pattern.sub(replacement, html)
    return SafeString(html)
