from itertools import pairwise

import pytest
from hypothesis import given

from content_models import ContractError, Merged, Overlay, Reason, blocks_of, canonical_bytes, merge, parse_overlay
from content_models.blocks import ACCEPTED, HeadingBlock, HeadingValue, LocalSlotBlock
from content_models.documents import Document, parse_document
from content_models.merge import BLOCK_FIELDS
from tests.content_models.examples_of import example
from tests.content_models.merging import NOW, PROPERTY, heading, ids, overlay, page, pairs, slot


def placed_blocks(merged: Merged) -> list[str]:
    found = []
    for block in blocks_of(merged.document):
        found.append(block.id)
        if isinstance(block, LocalSlotBlock) and block.value.filled:
            found += [inner.id for inner in block.value.content]
    return found


@PROPERTY
@given(pairs())
def test_merging_never_loses_a_locked_block_and_never_separates_two(pair: tuple[Document, Overlay]) -> None:
    document, local = pair
    merged = merge(document, local).document
    for field in BLOCK_FIELDS:
        if field not in type(document).model_fields:
            continue
        before, after = getattr(document, field), getattr(merged, field)
        assert [b.id for b in before if b.locked] == [
            b.id for b in after if b.locked and b.id in set(ids(document, field))
        ]
        neighbours = set(pairwise(ids(merged, field)))
        assert all((a.id, b.id) in neighbours for a, b in pairwise(before) if a.locked and b.locked)


@PROPERTY
@given(pairs())
def test_merging_keeps_the_blocks_of_the_source_in_their_order(pair: tuple[Document, Overlay]) -> None:
    document, local = pair
    merged = merge(document, local)
    for field in BLOCK_FIELDS:
        if field in type(document).model_fields:
            left = [name for name in ids(merged.document, field) if name not in merged.local]
            hidden = set(local.hidden) - {part.at for part in merged.unplaced if part.part == "hidden"}
            assert left == [block.id for block in getattr(document, field) if block.id not in hidden]


@PROPERTY
@given(pairs())
def test_merging_is_deterministic_and_gives_a_valid_document(pair: tuple[Document, Overlay]) -> None:
    document, local = pair
    first, second = merge(document, local), merge(document, parse_overlay(canonical_bytes(local)))
    assert canonical_bytes(first.document) == canonical_bytes(second.document)
    assert first.unplaced == second.unplaced
    assert parse_document(canonical_bytes(first.document)) == first.document


@PROPERTY
@given(pairs())
def test_every_part_of_an_overlay_is_either_placed_or_reported(pair: tuple[Document, Overlay]) -> None:
    document, local = pair
    merged = merge(document, local)
    lost = [name for part in merged.unplaced for name in part.blocks]
    assert len(merged.local) + len(lost) == len(local.block_ids) + bool(local.related)
    assert set(lost) <= set(local.block_ids)
    assert merged.local <= set(placed_blocks(merged))
    there = {block.id: block for block in blocks_of(document)}
    reasons = {part.at: part.reason for part in merged.unplaced if part.part == "hidden"}
    for name in local.hidden:
        if name in reasons:
            assert (name in there) != (reasons[name] is Reason.GONE)
            assert bool(name in there and there[name].locked) == (reasons[name] is Reason.LOCKED)
        else:
            assert name not in placed_blocks(merged)


def test_a_slot_shows_its_default_until_it_is_filled() -> None:
    document = page(slot("local", content=(heading("default"),)))
    assert merge(document, None).document == document
    merged = merge(document, overlay(document, slots=[{"slot": "local", "blocks": [heading("ours")]}]))
    (block,) = merged.document.body
    assert isinstance(block, LocalSlotBlock)
    assert [inner.id for inner in block.value.content] == ["ours"]
    assert merged.local == {"ours"}


def test_a_required_slot_that_nobody_filled_is_named() -> None:
    document = page(slot("local-contacts", required=True))
    assert merge(document, None).unfilled == ("local-contacts",)
    assert merge(document, overlay(document)).unfilled == ("local-contacts",)
    filled = merge(document, overlay(document, slots=[{"slot": "local-contacts", "blocks": [heading("ours")]}]))
    assert filled.unfilled == ()


def test_a_slot_takes_only_what_its_owner_asks_for_and_reports_the_rest() -> None:
    document = page(slot("who", accepts="contacts"))
    quote = {"id": "said", "type": "quote", "value": {"text": "Ring us."}}
    merged = merge(document, overlay(document, slots=[{"slot": "who", "blocks": [heading("ours"), quote]}]))
    (block,) = merged.document.body
    assert isinstance(block, LocalSlotBlock)
    assert [inner.id for inner in block.value.content] == ["ours"]
    (lost,) = merged.unplaced
    assert lost == ("slot", "who", Reason.NOT_ACCEPTED, ("said",))


def test_own_blocks_stand_after_the_block_they_name_even_when_that_is_hidden() -> None:
    document = page(heading("a"), heading("b"), heading("c"))
    merged = merge(document, overlay(document, hidden=["b"], insertions=[{"after": "b", "blocks": [heading("ours")]}]))
    assert ids(merged.document) == ["a", "ours", "c"]


def test_without_a_block_to_follow_own_blocks_stand_at_the_end_of_the_page() -> None:
    document = example("case_study/minimal.json")
    merged = merge(document, overlay(document, insertions=[{"blocks": [heading("ours")]}]))
    assert ids(merged.document)[-1] == "ours"


def test_nothing_stands_between_two_locked_blocks() -> None:
    document = page(heading("a", locked=True), heading("b", locked=True), heading("c"))
    between = merge(document, overlay(document, insertions=[{"after": "a", "blocks": [heading("ours")]}]))
    assert ids(between.document) == ["a", "b", "c"]
    assert between.unplaced == (("insertion", "a", Reason.BETWEEN_LOCKED, ("ours",)),)
    behind = merge(document, overlay(document, insertions=[{"after": "b", "blocks": [heading("ours")]}]))
    assert ids(behind.document) == ["a", "b", "ours", "c"]


def test_parts_whose_block_has_gone_are_reported_and_the_page_still_stands() -> None:
    document = page(heading("a"))
    local = overlay(
        document,
        slots=[{"slot": "gone", "blocks": [heading("one")]}],
        insertions=[{"after": "gone", "blocks": [heading("two")]}],
        hidden=["gone"],
    )
    merged = merge(document, local)
    assert ids(merged.document) == ["a"]
    assert {(part.part, part.reason) for part in merged.unplaced} == {
        ("slot", Reason.GONE),
        ("insertion", Reason.GONE),
        ("hidden", Reason.GONE),
    }


def test_summary_links_and_date_are_the_adopters_where_it_has_them() -> None:
    document = page(heading("a"))
    links = [{"text": "Our team", "target": {"kind": "url", "url": "https://example.org/"}}]
    merged = merge(document, overlay(document, summary="Our own words.", related=links))
    assert merged.document.summary == "Our own words."
    assert merged.document.last_updated == max(NOW, document.last_updated)
    assert merged.document.body[-1].type == "related_links"
    assert merged.document.owner == document.owner


def test_a_story_keeps_a_block_when_all_are_hidden() -> None:
    document = example("case_study/minimal.json")
    merged = merge(document, overlay(document, hidden=[block.id for block in blocks_of(document)]))
    (kept,) = ids(merged.document, "story")
    assert merged.unplaced == (("hidden", kept, Reason.NEEDED, ()),)


def test_an_id_that_the_source_has_already_is_changed_and_not_the_sources() -> None:
    document = page(heading("a"), heading("b"))
    merged = merge(document, overlay(document, insertions=[{"after": "a", "blocks": [heading("b")]}]))
    assert ids(merged.document) == ["a", "b-local-2", "b"]
    assert merged.local == {"b-local-2"}


@pytest.mark.parametrize("wrong", [{"id": "00000000-0000-0000-0000-000000000000"}, {"locale": "cy"}])
def test_an_overlay_of_another_page_or_language_is_refused(wrong: dict[str, str]) -> None:
    document = page(heading("a"))
    with pytest.raises(ContractError, match="The overlay is for the page"):
        merge(document, overlay(document, **wrong))


def test_every_kind_of_slot_is_known() -> None:
    assert set(ACCEPTED) == {"any", "contacts", "signposts", "events", "text"}


def test_a_home_page_whose_story_is_none_of_blocks_takes_local_parts_too() -> None:
    home = example("home/national.json")
    assert merge(home, None).document == home
    block = HeadingBlock(id="own", value=HeadingValue(text="Here", level=2))
    overlay = Overlay.model_validate(
        {"id": home.id, "locale": home.locale, "organisation": {"slug": "x", "name": "X"}, "hidden": ["none"],
         "insertions": [{"blocks": [block.model_dump()]}], "last_updated": home.last_updated}
    )  # fmt: skip
    merged = merge(home, overlay)
    assert merged.document.body[-1] == block
    assert [lost.at for lost in merged.unplaced] == ["none"]
