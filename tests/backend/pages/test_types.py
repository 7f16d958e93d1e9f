"""Every page type: its names, its place in the tree, and that a valid page can be published."""

from typing import Any

import pytest
from wagtail.models import Locale, Page

from backend.pages.models import PAGE_TYPES, HomePage
from backend.sharing.models import AdoptedPage
from content_models import DOCUMENT_TYPES
from content_models.documents import DocumentBase
from tests.backend.pages.factories import TYPES, make_organisation, make_page

pytestmark = pytest.mark.django_db

BELOW_HOME = sorted(TYPES.keys() - {"home"})


def test_there_is_a_page_type_for_every_document_and_no_other() -> None:
    documents = {f"{document.__name__}Page": name for name, document in DOCUMENT_TYPES.items()}
    assert documents == {page_type.__name__: page_type.document_type for page_type in PAGE_TYPES}


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_a_page_has_every_field_of_its_document(kind: str) -> None:
    given_by_the_system = set(DocumentBase.model_fields) - {"title", "summary", "index_terms", "nations", "change_note"}
    wanted = set(DOCUMENT_TYPES[kind].model_fields) - given_by_the_system - {"type"}
    assert wanted <= {field.name for field in TYPES[kind]._meta.get_fields()}


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_an_editor_can_tell_from_its_description_what_a_type_is_for(kind: str) -> None:
    assert len(TYPES[kind].get_page_description()) > 20


@pytest.mark.parametrize("kind", BELOW_HOME)
def test_a_valid_page_of_every_type_is_published_at_its_public_address(kind: str) -> None:
    page = make_page(kind, make_organisation("marlshire"))
    assert page.live
    assert page.full_url == f"https://marlshire.example/{page.slug}/"


def test_the_link_to_the_live_page_is_whole_even_while_there_is_one_site_only() -> None:
    page = make_page("news", make_organisation("marlshire"))
    assert page.url == page.get_url(current_site=page.get_site()) == f"https://marlshire.example/{page.slug}/"


def test_a_page_in_another_language_has_the_language_before_its_path() -> None:
    organisation = make_organisation("marlshire", languages=["en", "cy"])
    page = make_page("news", organisation, slug="launch")
    welsh = page.copy_for_translation(Locale.objects.get(language_code="cy"))
    assert welsh.full_url == f"https://marlshire.example/cy/{welsh.slug}/"
    assert page.full_url == "https://marlshire.example/launch/"


def test_the_address_of_a_page_in_one_language_costs_no_query(django_assert_num_queries: Any) -> None:
    page = make_page("news", make_organisation("marlshire"))
    assert page.full_url
    with django_assert_num_queries(0):
        assert page.full_url


def test_only_the_root_of_the_tree_takes_a_home_page() -> None:
    home = make_organisation().root_page
    assert HomePage.can_create_at(Page.get_first_root_node())
    assert not HomePage.can_create_at(home)


def test_no_other_type_can_stand_at_the_root_of_the_tree() -> None:
    root = Page.get_first_root_node()
    assert [kind for kind in BELOW_HOME if TYPES[kind].can_create_at(root)] == []


@pytest.mark.parametrize("parent", ["signs", "guide", "case_study", "signpost", "film", "event", "toolkit", "news"])
def test_a_page_without_an_index_has_no_children(parent: str) -> None:
    assert TYPES[parent].allowed_subpage_models() == []


@pytest.mark.parametrize("parent", ["home", "section"])
def test_home_and_sections_take_every_type_but_home(parent: str) -> None:
    allowed = set(TYPES[parent].allowed_subpage_models())
    assert allowed == {TYPES[kind] for kind in BELOW_HOME} | {AdoptedPage}


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_a_page_of_every_type_can_be_previewed(kind: str) -> None:
    assert make_page(kind, make_organisation()).is_previewable()
