"""What templates see of one page, and of other pages from there."""

from datetime import date

import pytest

from frontend.plan.page_view import PageView, UndeclaredInput
from frontend.plan.view import SiteView
from tests.frontend.content import TestSite, home, news, page_id, section, small_site, standard


def page_of(site: TestSite, name: str) -> PageView:
    return SiteView.of(site.manifest(), site.documents()).pages[page_id(name)]


def test_breadcrumbs_lead_from_home_to_the_page_above() -> None:
    page = page_of(small_site(), "two")
    assert [card.url for card in page.breadcrumbs] == ["/", "/advice/"]


@pytest.mark.parametrize(
    ("order", "expected"), [("manual", ["b", "c", "a"]), ("newest", ["c", "a", "b"]), ("title", ["a", "b", "c"])]
)
def test_children_come_in_the_order_that_their_section_asks_for(order: str, expected: list[str]) -> None:
    site = TestSite()
    site.pages["/"] = home()
    site.pages["/news/"] = section("news", "News", order)
    for name, day in (("b", 1), ("c", 3), ("a", 2)):
        site.pages[f"/news/{name}/"] = news(name, name.upper(), date(2026, 5, day))
    site.pages["/news/a/more/"] = standard("more", "More")
    page = page_of(site, "news")
    assert [child.card.url.split("/")[2] for child in page.children] == expected


def test_a_page_shows_cards_of_its_children_but_cannot_reach_their_documents() -> None:
    child = page_of(small_site(), "advice").children[0]
    assert child.card.title == "Page one"
    assert child.canonical == "http://testshire.localhost:8080/advice/one/"
    for name in ("document", "children", "breadcrumbs"):
        with pytest.raises(UndeclaredInput, match=f"reads the {name} of the child page /advice/one/"):
            getattr(child, name)
