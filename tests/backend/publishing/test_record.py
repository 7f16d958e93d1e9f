"""Recording a site: order, paths, sequences, tombstones, references to others."""

from backend.organisations.models import Organisation
from backend.pages.models import HomePage
from tests.backend.pages.factories import make_page
from tests.backend.publishing.sites import drained, manifest, paths


def test_the_home_page_of_a_new_site_is_recorded(marlshire: Organisation) -> None:
    assert paths(marlshire) == ["/"]
    assert manifest(marlshire).sequence == 1


def test_pages_stand_in_tree_order_below_their_parents(marlshire: Organisation) -> None:
    section = make_page("section", marlshire, slug="stories")
    make_page("news", marlshire, slug="news")
    make_page("case_study", section, slug="danny")
    drained()
    assert paths(marlshire) == ["/", "/stories/", "/stories/danny/", "/news/"]
