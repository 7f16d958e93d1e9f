"""Queries depend on the kinds of things that a site holds, never on how many there are."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from backend.media.models import FilmCaptions
from backend.organisations.models import Organisation
from backend.publishing import store
from backend.publishing.compile import compile_pages
from backend.publishing.models import CompiledPage
from backend.publishing.record import record
from backend.publishing.trees import load_trees
from tests.backend.pages.factories import make_contact, make_document, make_film, make_image, make_page
from tests.backend.publishing.sites import drained, paths


def body_of_everything(organisation: Organisation, size: int) -> list[dict[str, Any]]:
    """Return a body with `size` blocks of each kind that refers to something, each to a thing of its own."""
    blocks: list[dict[str, Any]] = []
    for _ in range(size):
        page = make_page("standard", organisation)
        film = make_film(organisation, poster=make_image(organisation))
        file = ContentFile(b"WEBVTT\n\n00:01.000 --> 00:02.000\nHelo\n", name=f"{film.pk}.vtt")
        FilmCaptions.objects.create(film=film, language="cy", file=file)
        picture = {"image": make_image(organisation).pk, "decorative": True, "alt_text": ""}
        blocks += [
            {"type": "rich_text", "value": f'<p>See <a linktype="page" id="{page.pk}">this</a></p>'},
            {"type": "contact", "value": make_contact(organisation).pk},
            {"type": "film", "value": {"film": film.pk, "page": page.pk}},
            {"type": "image", "value": {"image": picture, "caption": ""}},
            {"type": "document", "value": make_document(organisation).pk},
        ]
    return [block | {"id": f"block-{number}"} for number, block in enumerate(blocks)]


def queries_of_compiling(pages: list[Page]) -> int:
    # Once to hash and resize the files; after that, they are known.
    keys = [page.pk for page in pages]
    assert compile_pages(keys, load_trees()).problems == {}
    trees = load_trees()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        outcome = compile_pages(keys, trees)
    assert outcome.unchanged == set(keys)
    return len(captured)


def test_compiling_a_page_takes_as_many_queries_with_one_block_as_with_many(marlshire: Organisation) -> None:
    small = make_page("standard", marlshire, body=body_of_everything(marlshire, 1))
    large = make_page("standard", marlshire, body=body_of_everything(marlshire, 12))
    counts = queries_of_compiling([small]), queries_of_compiling([large])
    assert counts[0] == counts[1] <= 25


def test_compiling_many_pages_of_a_type_takes_as_many_queries_as_compiling_one(marlshire: Organisation) -> None:
    pages = [make_page("strategy", marlshire) for _ in range(12)]
    counts = queries_of_compiling(pages[:1]), queries_of_compiling(pages)
    assert counts[0] == counts[1] <= 25


def grow(organisation: Organisation, numbers: range) -> None:
    """Give a site more pages, each with a document of its own; quickly, so without the editor's way."""
    template = make_page("standard", organisation)
    drained()
    document = CompiledPage.objects.select_related("document").get(page_id=template.pk).document
    assert document is not None
    home = organisation.root_page
    for number in numbers:
        page = type(template)(title=f"Page {number}", slug=f"page-{number}", summary="One of many.")
        home.add_child(instance=page)
        document.pk, document.page_id = f"{number:064x}", page.translation_key
        document.page_refs = [str(template.translation_key)]
        document.save(force_insert=True)
        CompiledPage.objects.create(page_id=page.pk, document_id=document.pk)


def queries_of_recording(organisation: Organisation) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert record(organisation.pk).changed
    return len(captured)


def test_recording_takes_as_many_queries_for_a_small_site_as_for_a_large_one(marlshire: Organisation) -> None:
    grow(marlshire, range(5))
    small = queries_of_recording(marlshire)
    grow(marlshire, range(100, 160))
    assert queries_of_recording(marlshire) == small <= 32
    assert len(paths(marlshire)) == 5 + 60 + 3


def test_finding_that_nothing_changed_takes_as_many_queries_for_a_large_site(marlshire: Organisation) -> None:
    grow(marlshire, range(60))
    record(marlshire.pk)
    with CaptureQueriesContext(connection) as captured:
        assert not record(marlshire.pk).changed
    assert len(captured) <= 24


@pytest.mark.parametrize("size", [5, 60])
def test_reading_takes_one_query_each(size: int, marlshire: Organisation) -> None:
    grow(marlshire, range(size))
    record(marlshire.pk)
    with CaptureQueriesContext(connection) as captured:
        manifest = store.manifest_of("marlshire")
        documents = list(store.bodies_of(manifest))
    assert len(documents) == size + 2
    assert len(captured) == 2
