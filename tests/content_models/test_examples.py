"""Every example follows the contract, has a reason, and stands on a site whose references all lead somewhere."""

import json
import re

import pytest

from content_models import (
    DOCUMENT_TYPES,
    canonical_bytes,
    contact_ids,
    digest,
    media_files,
    merge,
    page_ids,
    parse_document,
    to_json,
    walk,
)
from content_models.blocks import Block
from content_models.documents import Standard
from content_models.examples import (
    FOLDER,
    SITES,
    example_documents,
    example_manifest,
    example_media,
    example_overlays,
)
from content_models.media import MediaFile

DOCUMENTS = example_documents()
NAMES = sorted(DOCUMENTS)
OVERLAYS = example_overlays()
DEAD_ON_PURPOSE = "standard/every-block.json"


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_written_as_the_contract_writes_it(name: str) -> None:
    written = json.loads((FOLDER / name).read_text(encoding="utf-8"))

    assert to_json(DOCUMENTS[name]) == written


@pytest.mark.parametrize("name", NAMES)
def test_an_example_round_trips_to_the_same_digest(name: str) -> None:
    data = canonical_bytes(DOCUMENTS[name])

    assert digest(canonical_bytes(parse_document(data))) == digest(data)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_lies_in_the_folder_of_its_type(name: str) -> None:
    assert name.partition("/")[0] == DOCUMENTS[name].type


@pytest.mark.parametrize("name", sorted(OVERLAYS))
def test_an_overlay_is_written_as_the_contract_writes_it_and_belongs_to_a_page_of_its_site(name: str) -> None:
    overlay = OVERLAYS[name]
    assert to_json(overlay) == json.loads((FOLDER / name).read_text(encoding="utf-8"))
    (entry,) = (e for e in example_manifest("marlshire").entries if e.overlay == digest(canonical_bytes(overlay)))
    assert (entry.id, entry.locale) == (overlay.id, overlay.locale)
    assert overlay.organisation.slug == "marlshire"


def test_one_overlay_has_parts_without_a_place_and_the_others_have_none() -> None:
    documents = {document.id: document for document in DOCUMENTS.values() if document.locale == "en"}
    lost = {name for name, overlay in OVERLAYS.items() if merge(documents[overlay.id], overlay).unplaced}
    assert lost == {"overlay/what-to-look-for.json"}


def test_every_type_has_a_typical_and_a_minimal_example() -> None:
    folders = {name.partition("/")[0] for name in NAMES}

    assert folders == set(DOCUMENT_TYPES)
    for kind in DOCUMENT_TYPES:
        mine = [name for name in NAMES if name.startswith(f"{kind}/")]
        assert f"{kind}/minimal.json" in mine
        assert len(mine) >= 2


def test_one_example_holds_every_block_there_is() -> None:
    page = DOCUMENTS[DEAD_ON_PURPOSE]
    kinds = {kind.model_fields["type"].default for kind in Block.__args__[0].__args__}

    assert isinstance(page, Standard)
    assert {block.type for block in page.body} == kinds


def test_the_digest_of_a_known_document_stays_what_it_was() -> None:
    """A changed digest means that the canonical form changed: every published version would get another name."""
    data = canonical_bytes(DOCUMENTS["standard/minimal.json"])

    assert digest(data) == "12e02a66569b564db394bc1df8230f3e9d63bce517a396af0afd34757b8292ee"


def test_the_readme_gives_every_example_its_reason() -> None:
    rows = re.findall(r"^\| `([a-z_]+/[a-z0-9-]+\.json)` \| (.+) \|$", (FOLDER / "README.md").read_text("utf-8"), re.M)

    assert sorted(name for name, _ in rows) == sorted([*NAMES, *OVERLAYS])
    assert len({reason for _, reason in rows}) == len(rows)


@pytest.mark.parametrize("slug", SITES)
def test_an_example_site_lists_true_digests(slug: str) -> None:
    known = {digest(canonical_bytes(document)): document for document in DOCUMENTS.values()}

    for entry in example_manifest(slug).entries:
        document = known[entry.digest]
        assert (entry.id, entry.locale, entry.type) == (document.id, document.locale, document.type)


def test_every_example_stands_on_a_site() -> None:
    there = {entry.digest for slug in SITES for entry in example_manifest(slug).entries}

    assert there == {digest(canonical_bytes(document)) for document in DOCUMENTS.values()}


@pytest.mark.parametrize("slug", SITES)
def test_references_of_an_example_site_lead_somewhere(slug: str) -> None:
    manifest = example_manifest(slug)
    pages = {entry.id for entry in manifest.entries} | {page.id for page in manifest.external}
    contacts = {contact.id for contact in manifest.contacts}
    here = {entry.digest for entry in manifest.entries}

    assert page_ids(manifest) <= pages
    assert contact_ids(manifest) <= contacts
    for name, document in DOCUMENTS.items():
        if digest(canonical_bytes(document)) not in here:
            continue
        dead = name == DEAD_ON_PURPOSE
        assert len(page_ids(document) - pages) == dead, name
        assert len(contact_ids(document) - contacts) == dead, name


def test_every_file_is_there_with_its_true_size_and_none_is_left_over() -> None:
    media = example_media()
    models = [*DOCUMENTS.values(), *(example_manifest(slug) for slug in SITES)]
    used = {key: file for model in models for key, file in media_files(model).items()}

    assert used.keys() == media.keys()
    assert {key: file.size for key, file in used.items()} == {key: len(data) for key, data in media.items()}
    assert sum(map(len, media.values())) < 20_000


def test_examples_name_no_real_place_to_write_or_ring() -> None:
    """Local numbers come from the range that Ofcom keeps for drama, local addresses from .example (RFC 2606)."""
    text = " ".join(canonical_bytes(model).decode() for model in [*DOCUMENTS.values(), *map(example_manifest, SITES)])

    assert set(re.findall(r"01632 \d{3}", text)) == {"01632 960"}
    assert all(address.endswith(".example") for address in re.findall(r"[\w.]+@([\w.]+)", text))
    assert not any(part.url for model in DOCUMENTS.values() for part in walk(model) if isinstance(part, MediaFile))
