"""What a page says once its local parts are its own: the blocks of the source with those of the overlay in their places."""

from typing import Any, Final
from uuid import uuid4

from wagtail.blocks.stream_block import StreamValue

from backend.sharing.editor.layout import BLOCK_FIELDS, effective_hidden, lost_content, national_blocks
from backend.sharing.editor.parts import END, LocalParts, Spot, parts_of

type Raw = dict[str, Any]

_RELATED: Final = "related_links"


def with_local_parts(version: Any, adopted: Any) -> Any:
    """Return `version`, the source's page, with the local parts of the draft `adopted` in its own fields; unsaved."""
    parts = parts_of(adopted.overlay)
    blocks = national_blocks(version, frozenset())
    hidden = effective_hidden(blocks, parts)
    lost = {one.spot for one in lost_content(blocks, parts)}
    placed = LocalParts({spot: part for spot, part in parts.content.items() if spot not in lost})
    slots = {block.id: block.slot for block in blocks if block.slot is not None}
    for name in BLOCK_FIELDS:
        value = getattr(version, name, None)
        if isinstance(value, StreamValue):
            raw = [own for block in value.get_prep_value() for own in _own(block, placed, hidden, slots)]
            raw += _at_end(placed, adopted) if name == "body" else []
            setattr(version, name, StreamValue(value.stream_block, _with_ids(raw), is_lazy=True))
    if adopted.own_summary:
        version.summary = adopted.own_summary
    return version


def _own(block: Raw, parts: LocalParts, hidden: set[str], slots: dict[str, str]) -> list[Raw]:
    """Return what stands for one block of the source: itself or the content of its slot, and what was added after it."""
    name = str(block.get("id"))
    found: list[Raw] = []
    if name not in hidden:
        if block["type"] != "local_slot":
            found.append(block)
        elif fill := parts.content.get(Spot("slot", slots.get(name, ""))):
            found += fill.blocks.get_prep_value()
        else:
            found += block["value"].get("content") or []
    after = parts.content.get(Spot("insertion", name))
    return [*found, *(after.blocks.get_prep_value() if after else [])]


def _at_end(parts: LocalParts, adopted: Any) -> list[Raw]:
    found = list(parts.content[END].blocks.get_prep_value()) if END in parts.content else []
    if links := adopted.related.get_prep_value():
        items = [{"type": "item", "id": link["id"], "value": link["value"]} for link in links]
        found.append({"type": _RELATED, "value": {"heading": "", "links": items}})
    return found


def _with_ids(raw: list[Raw]) -> list[Raw]:
    """Return blocks whose ids are there and differ; the first of two with one id keeps it."""
    seen: set[str] = set()
    answer = []
    for block in raw:
        name = str(block.get("id") or uuid4())
        if name in seen:
            name = str(uuid4())
        seen.add(name)
        answer.append({**block, "id": name})
    return answer
