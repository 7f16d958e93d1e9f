"""From what a browser sends to local parts. What nobody touched stays as it is stored, whatever the browser left out.

| name | is |
| --- | --- |
| `overlay-count` | how many places the form had |
| `overlay-3-kind`, `-at`, `-id` | which place the fourth is, and the id of its part |
| `overlay-3-blocks-…` | its blocks as Wagtail's editor sends them; missing as long as nobody opened the editor there |
| `overlay-3-to` | for a part without a place: where it goes, or `remove` |
| `overlay-hideable`, `overlay-hidden` | ids of blocks that the form offered to leave out, and of those that are ticked |
"""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import StreamBlock

from backend.sharing.editor.parts import LocalParts, Part, Spot, content_block

REMOVE = "remove"
MOST_PLACES = 5_000
"""More than any page has; a forged count costs no more than this."""


def posted_parts(data: Any, files: Any, name: str, stored: LocalParts, overlay: StreamBlock) -> LocalParts:
    """Return the local parts that `data` holds under the field's `name`, with those of `stored` that it leaves alone."""
    parts = LocalParts(hidden=_hidden(data, name, stored))
    moved: list[tuple[Spot, Part]] = []
    seen: set[Spot] = set()
    for prefix, spot in _places(data, name):
        seen.add(spot)
        part = _part(data, files, prefix, spot, stored, overlay)
        target = data.get(f"{prefix}-to") or ""
        if target == REMOVE or part is None:
            continue
        if (goal := Spot.parse(target)) is not None:
            moved.append((goal, part))
        else:
            parts.add(spot, part)
    for spot, part in stored.content.items():
        if spot not in seen:
            parts.add(spot, part)
    for spot, part in moved:
        parts.add(spot, part)
    return parts


def _places(data: Any, name: str) -> Iterator[tuple[str, Spot]]:
    given = str(data.get(f"{name}-count") or "")
    for number in range(min(int(given), MOST_PLACES) if given.isdecimal() else 0):
        prefix = f"{name}-{number}"
        spot = Spot.parse(f"{data.get(f'{prefix}-kind')}:{data.get(f'{prefix}-at') or ''}")
        if spot is not None:
            yield prefix, spot


def _part(data: Any, files: Any, prefix: str, spot: Spot, stored: LocalParts, overlay: StreamBlock) -> Part | None:
    there = stored.content.get(spot)
    block = content_block(overlay, spot.kind)
    if block.value_omitted_from_data(data, files, f"{prefix}-blocks"):
        return there
    key = (there.id if there else None) or data.get(f"{prefix}-id") or None
    blocks = block.value_from_datadict(data, files, f"{prefix}-blocks")
    return Part(key or str(spot), blocks) if len(blocks) else None


def _hidden(data: Any, name: str, stored: LocalParts) -> dict[str, str]:
    asked, ticked = _all(data, f"{name}-hideable"), _all(data, f"{name}-hidden")
    kept = {block: key for block, key in stored.hidden.items() if block not in asked or block in ticked}
    # The key is made of the block's id, so that saving twice changes nothing.
    return kept | {block: f"hidden-{block}" for block in ticked if block and block not in kept}


def _all(data: Any, name: str) -> list[str]:
    if hasattr(data, "getlist"):
        return list(data.getlist(name))
    value = data.get(name) or []
    return [value] if isinstance(value, str) else list(value)
