"""Pages that sites share look the same to the byte whether their pieces are made anew or taken from the book."""

import re
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content_models.blocks import RichTextBlock
from content_models.documents import CaseStudy
from content_models.examples import example_documents
from content_models.rich_text import RichText
from frontend.plan.page_view import UndeclaredInput
from frontend.render.document import owners_part
from frontend.render.pieces import Book
from frontend.render.scope import Scope
from frontend.store.shelf import PieceShelf
from tests.content_models.strategies import documents
from tests.frontend.render.gallery import renderer
from tests.frontend.render.shared_pages import Shown, example_overlay, shown, sites, variants

EXAMPLES = [pytest.param(name, id=name) for name in sorted(example_documents())]
EVERY_BLOCK = example_documents()["standard/every-block.json"]


def shelf() -> PieceShelf:
    return PieceShelf(None, renderer().version)


def assert_same(kept: PieceShelf, site: Shown) -> int:
    """Compare, and return how many pieces had to be made."""
    shared = renderer().content(site.view, site.page, kept)
    assert shared == renderer().content(site.view, site.page)
    return kept.keep()


@pytest.mark.parametrize("name", EXAMPLES)
def test_sites_that_differ_in_one_thing_each_show_what_they_would_show_alone(name: str) -> None:
    document, kept = example_documents()[name], shelf()
    others = list(variants(document))
    for site in others:
        assert_same(kept, site)
        assert owners_part(site.page.document) == owners_part(document)
    assert sum(assert_same(kept, site) for site in reversed(others)) == 0


@settings(max_examples=30, deadline=None, suppress_health_check=[*HealthCheck])
@given(data=st.data())
def test_whatever_sites_add_and_wherever_links_lead_pages_are_the_same_as_made_anew(data: st.DataObject) -> None:
    examples = st.sampled_from(sorted(example_documents())).map(example_documents().__getitem__)
    document: Any = data.draw(examples | documents())
    shown_by, kept = data.draw(st.lists(sites(document), min_size=2, max_size=4)), shelf()
    for site in shown_by:
        assert_same(kept, site)
    assert sum(assert_same(kept, site) for site in reversed(shown_by)) == 0


def test_two_blocks_of_a_story_with_one_id_stay_two() -> None:
    story = example_documents()["case_study/a-grandfather.json"]
    assert isinstance(story, CaseStudy)
    words = [RichTextBlock(id="same", value=RichText(html=f"<p>{text}</p>")) for text in ("One.", "Two.")]
    twins, kept = story.model_copy(update={"story": tuple(words)}), shelf()
    for _ in range(2):
        assert_same(kept, shown(twins))


def test_what_a_site_changes_of_a_page_stands_on_its_own_page_only() -> None:
    document, kept = EVERY_BLOCK, shelf()
    own = example_overlay(document, summary="Ours <b>alone</b>.", last_updated="2031-02-03T00:00:00Z")
    ours = renderer().content(*shown(document, overlay=own, site="marlshire"), kept)
    theirs = renderer().content(*shown(document), kept)
    assert "Ours &lt;b&gt;alone&lt;/b&gt;." in ours.lead
    assert "3 February 2031" in ours.lead
    assert "3 February 2031" in ours.about
    assert "Marlshire" in ours.about
    for area in (theirs.lead, theirs.about, theirs.main):
        assert not {"Ours", "2031", "Marlshire"} & set(re.split(r"\W+", area))
        assert "<!" not in area


def test_a_piece_that_reads_its_site_past_the_scope_is_refused() -> None:
    site = shown(EVERY_BLOCK)
    scope = Scope(site.view, renderer().dictionary.of("en"), page=site.page, book=Book())
    with pytest.raises(UndeclaredInput, match="past the scope"):
        scope.piece("curious", lambda: (scope.view.site.organisation.name,))
    assert scope.view is site.view


def test_a_title_that_only_cards_show_changes_no_piece_that_links_there() -> None:
    page = uuid4()
    html = f'<p><a href="page:{page}">There</a></p>'
    document = EVERY_BLOCK.model_copy(update={"body": (RichTextBlock(id="a", value=RichText(html=html)),)})
    kept = shelf()
    assert assert_same(kept, shown(document, titles="One title")) == 2
    assert assert_same(kept, shown(document, titles="Another title")) == 0


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_second_site_with_the_same_links_makes_nothing_whatever_it_adds(name: str) -> None:
    document, kept = example_documents()[name], shelf()
    assert assert_same(kept, shown(document, site="marlshire"))
    assert assert_same(kept, shown(document, site="pendrick", first="en" if document.locale == "en" else None)) == 0
