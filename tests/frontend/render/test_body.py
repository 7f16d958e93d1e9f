"""Blocks in the body of a page: order of headings, ids, and what leaves no trace."""

from frontend.render import blocks, environment
from tests.frontend.render.gallery import Elements, changed, on_a_site, page_of


def test_every_block_type_has_one_builder_and_one_template() -> None:
    # A slot shows other blocks, and what a site adds to a page of another stands in a group that says so.
    assert set(blocks.BUILDERS) | {"local_slot"} == blocks.BLOCK_TYPES
    templates = {path.stem for path in (environment.FOLDER / "blocks").glob("*.html")}
    assert templates == blocks.BLOCK_TYPES | {"local"}


def test_a_dead_link_keeps_its_words() -> None:
    html = page_of("standard/every-block.json")
    assert "page that is gone" in html
    assert "page:" not in html
    assert "<p>A page that is gone</p>" not in html
    assert "<li>A page that is gone</li>" in html


def test_an_empty_local_slot_leaves_nothing_behind() -> None:
    document = changed("standard/minimal.json", body=[{"type": "local_slot", "id": "slot", "value": {"name": "help"}}])
    assert '<div class="flow body"></div>' in on_a_site(document)


def test_a_contact_that_the_site_does_not_carry_leaves_no_trace() -> None:
    block = {"type": "contact", "id": "gone", "value": {"contact": "00000000-0000-4000-8000-000000000000"}}
    assert 'class="route"' not in on_a_site(changed("standard/minimal.json", body=[block]))


def test_ids_of_blocks_never_meet_those_of_the_frame_or_of_each_other() -> None:
    body = [
        {"type": "heading", "id": "help", "value": {"text": "Help", "level": 2}},
        {"type": "step_list", "id": "main", "value": {"steps": [{"id": "main", "title": "One"}]}},
    ]
    ids = [
        attributes["id"]
        for _, attributes in Elements(on_a_site(changed("standard/minimal.json", body=body))).tags
        if "id" in attributes
    ]
    assert len(ids) == len(set(ids))
    assert {"help-2", "main-2", "main-3"} <= set(ids)


def test_a_body_that_begins_with_a_third_level_is_raised_so_that_none_is_skipped() -> None:
    body = [
        {"type": "heading", "id": "a", "value": {"text": "Small", "level": 3}},
        {"type": "rich_text", "id": "b", "value": {"html": "<h4>Smaller</h4><p>Words</p>"}},
    ]
    html = on_a_site(changed("standard/minimal.json", body=body))
    assert '<h2 id="a">Small</h2>' in html
    assert "<h3>Smaller</h3>" in html
