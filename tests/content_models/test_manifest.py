"""A manifest lists each path, page and contact once."""

import json
from typing import Any

import pytest

from content_models import ContractError, Manifest, canonical_bytes, to_json
from content_models.examples import SITES, example_manifest

NATIONAL = to_json(example_manifest("national"))


def changed(**fields: Any) -> str:
    return json.dumps({**NATIONAL, **fields})


@pytest.mark.parametrize("slug", SITES)
def test_a_manifest_round_trips_to_the_same_bytes(slug: str) -> None:
    data = canonical_bytes(example_manifest(slug))

    assert canonical_bytes(Manifest.parse(data)) == data
    assert Manifest.parse(data).slug == slug


@pytest.mark.parametrize("slug", SITES)
def test_a_parent_stands_before_its_children(slug: str) -> None:
    seen: set[str] = set()
    for entry in example_manifest(slug).entries:
        parent = entry.path.rstrip("/").rpartition("/")[0] + "/"
        assert entry.path == "/" or parent in seen
        seen.add(entry.path)


def test_a_path_stands_once() -> None:
    first, second, *_ = NATIONAL["entries"]

    with pytest.raises(ContractError, match=r"the same path twice: /$"):
        Manifest.parse(changed(entries=[first, {**second, "path": first["path"]}]))


def test_a_page_stands_once_in_a_language() -> None:
    first, second, *_ = NATIONAL["entries"]

    with pytest.raises(ContractError, match="the same page and language twice"):
        Manifest.parse(changed(entries=[first, {**second, "id": first["id"]}]))
    assert len(Manifest.parse(changed(entries=[first, {**second, "id": first["id"], "locale": "cy"}])).entries) == 2


def test_a_contact_stands_once() -> None:
    with pytest.raises(ContractError, match="the same contact twice"):
        Manifest.parse(changed(contacts=[NATIONAL["contacts"][0]] * 2))


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"contract": 2}, "contract"),
        ({"sequence": -1}, "sequence"),
        ({"gone": ["no-slash"]}, "gone"),
        ({"redirects": [{"path": "/a/", "target": {"kind": "file", "url": "https://a.example/"}}]}, "redirects"),
        ({"entries": [{**NATIONAL["entries"][0], "digest": "ABC"}]}, "digest"),
        ({"entries": [{**NATIONAL["entries"][0], "type": "podcast"}]}, "type"),
    ],
)
def test_what_a_reader_could_not_trust_is_refused(fields: dict[str, Any], word: str) -> None:
    with pytest.raises(ContractError, match=word):
        Manifest.parse(changed(**fields))


def test_a_lenient_reader_takes_a_newer_manifest_of_the_same_contract() -> None:
    data = {**NATIONAL, "signature": "new", "entries": [{**entry, "weight": 1} for entry in NATIONAL["entries"]]}

    assert Manifest.parse(json.dumps(data), lenient=True) == example_manifest("national")
