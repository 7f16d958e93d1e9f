"""Pages that list others: whole, well nested, named apart, and right in every language."""

from itertools import pairwise

import pytest

from content_models.examples import SITES
from frontend.plan.view import SiteView
from tests.frontend.content import TestSite, event, section, signpost, small_site
from tests.frontend.render.gallery import Elements, chrome, listings, pages, render, renderer, site_view
from tests.frontend.run.test_passing_events import ENDS, STARTS

LISTS = [pytest.param(slug, path, id=f"{slug}{path}") for slug, path in listings() if path.endswith("/")]


@pytest.mark.parametrize(("slug", "path"), LISTS)
def test_every_list_is_a_whole_well_nested_page_with_help(slug: str, path: str) -> None:
    html = listings()[slug, path]
    found = Elements(html)
    assert not found.faults
    levels = found.headings()
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert html.count('<section class="help ') == 1


@pytest.mark.parametrize("slug", SITES)
def test_every_list_has_a_heading_of_its_own_and_where_titles_are_not_neutral_a_description(slug: str) -> None:
    lists = [html for (each, path), html in listings().items() if each == slug and path.endswith("/")]
    names = [html.partition("<h1>")[2].partition("</h1>")[0] for html in lists]
    assert len(names) == len(set(names))
    if site_view(slug).site.neutral is None:
        others = [html for (each, _), html in pages().items() if each == slug]
        told = [description(html) for html in lists]
        assert len(told) == len(set(told))
        assert set(map(description, others)).isdisjoint(told)


def description(html: str) -> str | None:
    [found] = [meta["content"] for meta in Elements(html).named("meta") if meta.get("name") == "description"]
    return found


@pytest.mark.parametrize("slug", SITES)
def test_every_list_for_people_is_reached_by_links_from_the_home_page(slug: str) -> None:
    every = {**{path: html for (each, path), html in pages().items() if each == slug},
             **{path: html for (each, path), html in listings().items() if each == slug}}  # fmt: skip
    reached, left = {"/"}, ["/"]
    while left:
        links = {each.get("href") or "" for each in Elements(every[left.pop()]).named("a")}
        new = {path for path in links if path in every and path not in reached and path.endswith("/")}
        reached |= new
        left += new
    assert {path for path in every if path.endswith("/") and "/find-support/" not in path} <= reached | {
        "/every-block/"
    }
    # A list of services may be in a language that its home page alone leads to.
    assert {path for path in every if path.startswith("/find-support/")} <= reached


def test_feeds_are_found_by_readers_on_every_page_of_their_language() -> None:
    for slug, path in (("national", "/"), ("marlshire", "/ur/tell-someone/")):
        links = Elements(pages()[slug, path]).named("link")
        found = [each["href"] for each in links if each.get("type") == "application/atom+xml"]
        assert found == (["/news.atom", "/changes.atom"] if slug == "national" else ["/ur/changes.atom"])


def test_a_service_card_has_its_number_hours_area_address_and_what_it_costs() -> None:
    html = listings()["marlshire", "/find-support/need/help-at-home/"]
    assert 'href="tel:01632960172"' in html
    assert "Monday to Thursday: 10am to 6pm" in Elements(html).text
    assert "https://www.openstreetmap.org/search?query=14%20Mill%20Lane%2C%20Thornby%2C%20TH1%204QQ" in html
    assert "£2, or nothing" not in html
    assert "£2, or nothing" in listings()["marlshire", "/find-support/cost/paid/"]


def test_a_section_of_services_shows_whom_to_ring_and_when() -> None:
    page = Elements(pages()["marlshire", "/support/"])
    html = pages()["marlshire", "/support/"]
    assert html.count('<article class="offer">') == 4
    assert 'href="tel:01632960172"' in html
    assert "Monday to Thursday: 10am to 6pm" in page.text
    assert "<!-- services -->" not in html


def test_a_section_of_different_pages_has_no_service_cards() -> None:
    assert "Services that can help" not in pages()["pendrick", "/more/"]
    assert '<article class="offer">' not in pages()["pendrick", "/more/"]
    assert "services -->" not in pages()["pendrick", "/more/"]


def test_open_now_is_hidden_until_a_script_knows_and_only_then_is_there_a_script() -> None:
    page = Elements(listings()["marlshire", "/find-support/"])
    told = [attributes for _, attributes in page.tags if "data-open" in attributes]
    assert told
    assert all("hidden" in each for each in told)
    assert [each for each in page.named("script") if "/open." in (each.get("src") or "")]
    quiet = Elements(listings()["marlshire", "/changes/"])
    assert not [each for each in quiet.named("script") if "/open." in (each.get("src") or "")]


def test_an_english_service_on_an_urdu_page_is_marked_as_english() -> None:
    html = listings()["marlshire", "/ur/find-support/"]
    assert '<html lang="ur" dir="rtl">' in html
    assert '<p lang="en" dir="ltr">A listening ear' in html
    assert '<span lang="en" dir="ltr">£2, or nothing</span>' in html


def test_a_list_is_offered_in_the_languages_that_have_it() -> None:
    switches = [each for each in Elements(listings()["marlshire", "/find-support/"]).named("a") if each.get("hreflang")]
    assert [(each["hreflang"], each["href"]) for each in switches] == [
        ("en", "/find-support/"),
        ("cy", "/cy/find-support/"),
        ("ur", "/ur/find-support/"),
    ]


def test_what_came_of_a_past_event_stands_in_the_archive() -> None:
    html = listings()["marlshire", "/past-events/"]
    assert "Sixty people came." in html
    assert 'href="webcal://marlshire.example/events.ics"' in html


def test_a_list_by_area_puts_the_areas_own_services_first() -> None:
    found = Elements(listings()["marlshire", "/find-support/area/pendrick-pendrig/"]).text
    assert (
        found.index("Marlshire Night Line") < found.index("For the whole country") < found.index("Way Back Mentoring")
    )


def changed_page(site: TestSite, path: str, *, over: bool) -> str:
    view = SiteView.of(site.manifest(), site.documents(), now=ENDS if over else STARTS)
    page = view.pages[view.tree.by_path[path].id]
    return render(view, page)


def test_a_cancelled_event_offers_no_calendar_file() -> None:
    site = small_site()
    site.pages["/events/"] = section("events", "Events")
    site.pages["/events/talk/"] = event("talk", "Talk", STARTS, ENDS)
    assert 'href="event.ics"' in changed_page(site, "/events/talk/", over=False)
    site.pages["/events/talk/"] = event(
        "talk", "Talk", STARTS, ENDS, status="cancelled", status_note="The hall is shut."
    )
    shown = changed_page(site, "/events/talk/", over=False)
    assert 'href="event.ics"' not in shown
    assert "This event has taken place" not in changed_page(site, "/events/talk/", over=True)


def test_many_services_are_links_with_a_sentence_and_words_are_only_words() -> None:
    site = small_site()
    for number in range(45):
        name = f"service-{number}"
        site.pages[f"/advice/{name}/"] = signpost(
            name, f"<b>Service</b> {number}", needs=("<i>Talk</i>",) if number else ()
        )
    view = SiteView.of(site.manifest(), site.documents())
    found = {listing.path: listing for listing in view.lists.all()}
    html = renderer().listing(view, found["/find-support/"], renderer().chrome(view))
    assert "<b>Service" not in html
    assert "<i>Talk" not in html
    assert Elements(html).text.count("What &lt;b") == 0
    assert 'class="services"' not in html
    assert html.count("&lt;b&gt;Service&lt;/b&gt;") >= 45


def test_the_a_to_z_leads_to_the_lists() -> None:
    html = renderer().a_to_z(site_view("marlshire"), chrome("marlshire"))
    main = html.partition('<main id="main">')[2].partition("<footer")[0]
    for path in ("/find-support/", "/browse/", "/changes/"):
        assert f'href="{path}"' in main


def test_a_tab_tells_the_pages_of_a_kind_from_a_page_that_is_called_so() -> None:
    html = listings()["marlshire", "/browse/guide/"]
    assert "<title>Guides – Browse by kind of page – " in html
    assert '<meta property="og:title" content="Guides">' in html
    assert "<h1>Guides</h1>" in html
