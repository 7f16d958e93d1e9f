"""Hostile words in every field: they must arrive as words, and change no element of the page."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_models import ContractError, Manifest, canonical_bytes, digest, parse_document
from content_models.examples import example_documents, example_manifest
from frontend.plan.view import SiteView
from tests.frontend.render.gallery import Elements, changed, on_a_site, render

HOSTILE = "<script>&\"'"
RICHEST = {
    document.type: name
    for name, document in sorted(example_documents().items(), key=lambda item: len(canonical_bytes(item[1])))
}
"""The largest example of each type."""


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path to every string below `value`."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from leaves(item, (*path, number))


def put(value: Any, path: tuple[str | int, ...], words: str) -> str:
    """Write `words` at `path`; returns what stood there."""
    for key in path[:-1]:
        value = value[key]
    before = str(value[path[-1]])
    value[path[-1]] = words
    return before


def poisoned(data: Any, is_valid: Any) -> list[tuple[str | int, ...]]:
    """Add hostile words to every string of `data` that may hold any, and return where."""
    found = []
    for path in [*leaves(data)]:
        before = put(data, path, "")
        put(data, path, f"{before[:60]}{HOSTILE}")
        if is_valid(data):
            found.append(path)
        else:
            put(data, path, before)
    return found


def document_is_valid(data: Any) -> bool:
    try:
        parse_document(json.dumps(data))
    except ContractError:
        return False
    return data["timezone"] in {"Europe/London"} if "timezone" in data else True


def manifest_is_valid(data: Any) -> bool:
    try:
        Manifest.parse(json.dumps(data))
    except ContractError:
        return False
    return True


@pytest.mark.parametrize("name", RICHEST.values(), ids=RICHEST.keys())
def test_hostile_words_in_any_field_of_a_document_change_no_element(name: str) -> None:
    data = example_documents()[name].model_dump(mode="json", exclude_none=True)
    harmless = Elements(on_a_site(parse_document(json.dumps(data))))
    places = poisoned(data, document_is_valid)
    assert ("title",) in places
    found = Elements(on_a_site(parse_document(json.dumps(data))))
    assert not found.faults
    assert found.structure() == harmless.structure()
    assert HOSTILE in found.text
    for script in found.scripts:
        json.loads(script)


def test_hostile_words_in_the_settings_and_contacts_of_a_site_change_no_element() -> None:
    data = example_manifest("national").model_dump(mode="json", exclude_none=True)
    document = example_documents()["guide/tell-someone.json"]

    def shown(manifest: Manifest) -> Elements:
        view = SiteView.of(manifest, example_documents().values())
        assert digest(canonical_bytes(document)) in {entry.digest for entry in manifest.entries}
        return Elements(render(view, view.pages[document.id]))

    # A footer group that is called as ours joins ours, so theirs must be called otherwise from the start.
    for number, group in enumerate(data["site"]["footer"]):
        group["heading"] = f"Group {number}"
    harmless = shown(Manifest.parse(json.dumps(data)))
    places = poisoned(data, manifest_is_valid)
    assert ("site", "organisation", "name") in places
    found = shown(Manifest.parse(json.dumps(data)))
    assert found.structure() == harmless.structure()
    assert HOSTILE in found.text


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=60).filter(str.strip))
def test_a_title_arrives_as_it_was_written(title: str) -> None:
    title = title.strip()
    found = Elements(on_a_site(changed("standard/minimal.json", title=title)))
    assert " ".join(title.split()) in found.text


def test_a_closing_script_element_cannot_end_the_structured_data() -> None:
    html = on_a_site(changed("news/minimal.json", title="</script><img src=x>", summary="<!-- <script>"))
    found = Elements(html)
    assert len(found.scripts) == 1
    assert json.loads(found.scripts[0])["@graph"][0]["name"] == "</script><img src=x>"
