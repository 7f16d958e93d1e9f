"""The editor tells people what the merge will do: whatever the page and its local parts, both say the same."""

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backend.core.blocks import body_blocks
from backend.core.fields import StreamField
from backend.sharing.editor.layout import lost_content, lost_hidden, national_blocks, refused_types, spots, unfilled
from backend.sharing.editor.parts import END, Spot, parts_of, value_of
from backend.sharing.models import AdoptedPage
from content_models import Overlay, merge
from content_models.documents import CaseStudy
from content_models.examples import example_documents
from content_models.merge import Reason

BODY = StreamField(body_blocks(), blank=True).stream_block
OVERLAY = AdoptedPage._meta.get_field("overlay").stream_block
STORY: CaseStudy = next(found for found in example_documents().values() if isinstance(found, CaseStudy))
SLOTS = ["one", "two"]

type Raw = dict[str, Any]


@st.composite
def pages(draw: st.DrawFn) -> tuple[list[Raw], list[Raw], set[str]]:
    """Draw the blocks of story and body, and which of them are locked."""
    blocks = []
    for number in range(draw(st.integers(1, 8))):
        if draw(st.booleans()):
            value: Any = "<p>Words</p>"
            kind = "rich_text"
        else:
            kind = "local_slot"
            value = {"name": draw(st.sampled_from(SLOTS)), "accepts": draw(st.sampled_from(["any", "contacts"]))}
            value |= {"required": True} if draw(st.booleans()) else {}
        blocks.append({"type": kind, "id": f"n-{number}", "value": value})
    cut = draw(st.integers(1, len(blocks)))
    locked = draw(st.sets(st.sampled_from([block["id"] for block in blocks])))
    return blocks[:cut], blocks[cut:], locked


@st.composite
def overlays(draw: st.DrawFn) -> list[Raw]:
    """Draw local parts for blocks and slots that may or may not be there."""
    ids = [f"n-{number}" for number in range(9)]
    number = 0
    parts = []
    for kind, at, places in (("insertion", "after", [*ids, ""]), ("slot", "slot", [*SLOTS, "gone"])):
        for place in draw(st.sets(st.sampled_from(places), max_size=4)):
            number += 1
            key = f"l-{number}"
            block = draw(st.sampled_from([("rich_text", "<p>Own</p>"), ("quote", {"text": "Own", "attribution": ""})]))
            content = {"type": block[0], "id": key, "value": block[1]}
            parts.append({"type": kind, "id": f"p-{number}", "value": {at: place, "blocks": [content]}})
    hidden = sorted(draw(st.sets(st.sampled_from(ids), max_size=5)))
    return [*parts, *({"type": "hidden", "id": f"h-{one}", "value": {"block": one}} for one in hidden)]


def contract_blocks(raw: list[Raw], locked: set[str]) -> list[Raw]:
    """Return blocks as the contract has them."""
    found = []
    for block in raw:
        value = block["value"]
        value = {"html": value} if isinstance(value, str) else {k: v for k, v in value.items() if v != ""}
        mark = {"locked": True} if block["id"] in locked else {}
        found.append({"type": block["type"], "id": block["id"], "value": value, **mark})
    return found


def contract_overlay(raw: list[Raw]) -> Overlay:
    """Return local parts as the contract has them."""
    content = {part["id"]: contract_blocks(part["value"].get("blocks", []), set()) for part in raw}
    slots = [{"slot": part["value"]["slot"], "blocks": content[part["id"]]} for part in raw if part["type"] == "slot"]
    insertions = [
        {"after": part["value"]["after"] or None, "blocks": content[part["id"]]}
        for part in raw
        if part["type"] == "insertion"
    ]
    return Overlay.model_validate(
        {
            "id": STORY.id,
            "locale": STORY.locale,
            "organisation": {"slug": "colchester", "name": "Colchester"},
            "slots": slots,
            "insertions": insertions,
            "hidden": [part["value"]["block"] for part in raw if part["type"] == "hidden"],
            "last_updated": STORY.last_updated,
        }
    )


@given(pages(), overlays())
def test_the_editor_and_the_merge_agree_on_what_has_no_place(
    page: tuple[list[Raw], list[Raw], set[str]], raw: list[Raw]
) -> None:
    story, body, locked = page
    source = SimpleNamespace(story=BODY.to_python(story), body=BODY.to_python(body))
    blocks = national_blocks(source, locked)
    parts = parts_of(OVERLAY.to_python(raw))
    data = STORY.model_dump(mode="json", exclude_none=True)
    data |= {"story": contract_blocks(story, locked), "body": contract_blocks(body, locked)}
    merged = merge(CaseStudy.model_validate(data), contract_overlay(raw))

    said: set[tuple[str, str]] = {(lost.spot.kind, lost.spot.at) for lost in lost_content(blocks, parts)}
    said |= {("hidden", block) for block in lost_hidden(blocks, parts)}
    meant = {(lost.part, lost.at or "") for lost in merged.unplaced if lost.reason is not Reason.NOT_ACCEPTED}
    assert said == meant
    refused = {block.slot for block in blocks if list(refused_types(block, parts))}
    left_out = {at for kind, at in said if kind == "slot"}
    assert refused - left_out == {lost.at for lost in merged.unplaced if lost.reason is Reason.NOT_ACCEPTED}
    if not (said or refused):
        assert {block.slot for block in unfilled(blocks, parts)} == set(merged.unfilled)


@given(overlays())
def test_what_is_read_and_stored_again_is_the_same(raw: list[Raw]) -> None:
    value = OVERLAY.to_python(raw)
    again = value_of(parts_of(value), OVERLAY)
    assert {part["id"]: part for part in again.get_prep_value()} == {
        part["id"]: part for part in value.get_prep_value()
    }


def test_two_parts_at_one_place_become_one() -> None:
    raw = [
        {
            "type": "insertion",
            "id": f"p-{key}",
            "value": {"after": "n-1", "blocks": [{"type": "rich_text", "id": key, "value": key}]},
        }
        for key in ("a", "b")
    ]
    parts = parts_of(OVERLAY.to_python(raw))
    (part,) = parts.content.values()
    assert [child.id for child in part.blocks] == ["a", "b"]


def test_a_page_without_blocks_offers_its_end() -> None:
    assert spots(national_blocks(SimpleNamespace(), ())) == [END]


def test_a_spot_is_read_from_its_own_text_and_nothing_else_is() -> None:
    spot = Spot("slot", "local:support")
    assert Spot.parse(str(spot)) == spot
    assert Spot.parse("remove") is None
    assert Spot.parse("hidden:n-1") is None
