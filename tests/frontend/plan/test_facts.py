"""Facts are found by searching bytes; here they are held against what walking the objects finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models import canonical_bytes, contact_ids, digest, media_files, page_ids, walk
from content_models.examples import SITES, example_documents, example_manifest
from content_models.media import FilmAsset, FilmProvider, MediaFile
from frontend.plan.facts import facts_of, references_in
from tests.frontend.content import standard


@pytest.mark.parametrize("name", sorted(example_documents()))
def test_the_bytes_of_every_example_give_the_references_of_its_objects(name: str) -> None:
    document = example_documents()[name]
    found = references_in(canonical_bytes(document))
    assert set(found.pages) == set(map(str, page_ids(document)))
    assert set(found.contacts) == set(map(str, contact_ids(document)))
    files = [part for part in walk(document) if isinstance(part, MediaFile)]
    walked = {(file.digest, file.filename, file.media_type, file.size) for file in files}
    assert {tuple(file) for file in found.media} == walked


@pytest.mark.parametrize("name", sorted(example_documents()))
def test_the_bytes_of_every_example_name_the_providers_whose_films_it_shows(name: str) -> None:
    document = example_documents()[name]
    films = [part.source for part in walk(document) if isinstance(part, FilmAsset)]
    shown = {source.provider for source in films if isinstance(source, FilmProvider)}
    assert facts_of(document, canonical_bytes(document)).players == tuple(sorted(shown))


@pytest.mark.parametrize("site", SITES)
def test_the_bytes_of_every_example_site_give_the_references_of_its_settings(site: str) -> None:
    settings = example_manifest(site).site
    found = references_in(canonical_bytes(settings))
    assert set(found.pages) == set(map(str, page_ids(settings)))
    assert set(found.contacts) == set(map(str, contact_ids(settings)))
    assert {file.digest for file in found.media} == set(media_files(settings))


@given(st.text(min_size=1, max_size=40).filter(lambda text: text.strip() and "\n" not in text and "\r" not in text))
def test_words_are_never_taken_for_a_reference(words: str) -> None:
    trap = f'{words} "page":"6ba7b811-9dad-11d1-80b4-00c04fd430c8" "contact":"6ba7b811-9dad-11d1-80b4-00c04fd430c8"'
    document = standard("trap", "Trap").model_copy(update={"summary": trap})
    found = references_in(canonical_bytes(document))
    assert (found.pages, found.contacts, found.media) == ((), (), ())


@pytest.mark.parametrize("name", sorted(example_documents()))
def test_a_card_from_facts_that_were_stored_is_the_card_of_the_document(name: str) -> None:
    document = example_documents()[name]
    facts = facts_of(document, canonical_bytes(document))
    card = facts.card("/here/")
    assert (card.id, card.locale, card.type, card.title) == (
        document.id,
        document.locale,
        document.type,
        document.title,
    )
    assert len(digest(canonical_bytes(document))) == 64
