"""Pages that stand for no document: the A–Z, the page for lost visitors, redirects, the list of sites."""

from content_models import Entry
from content_models.examples import SITES, example_manifest
from frontend.plan.view import SiteView
from tests.frontend.render.gallery import Elements, chrome, renderer, site_view


def test_the_index_lists_titles_and_other_words_by_letter() -> None:
    html = renderer().a_to_z(site_view("national"), chrome("national"))
    found = Elements(html)
    assert not found.faults
    assert '<a href="/stories/">Case studies</a> <span class="small">Stories from families</span>' in html
    assert '<link rel="canonical" href="' in html


def test_the_page_for_lost_visitors_works_at_any_depth_and_is_not_for_search_engines() -> None:
    found = Elements(renderer().not_found(site_view("national"), chrome("national")))
    links = [each["href"] or "" for each in found.named("a")]
    assert all(link.startswith(("/", "#", "http", "tel:", "mailto:")) for link in links)
    assert {"name": "robots", "content": "noindex"} in found.named("meta")
    assert not [each for each in found.named("link") if each["rel"] == "canonical"]


def test_a_redirect_leads_on_at_once_and_by_a_link() -> None:
    html = renderer().redirect(site_view("national"), '/new/?a="b"&c')
    assert 'content="0; url=/new/?a=&#34;b&#34;&amp;c"' in html
    assert 'href="/new/?a=&#34;b&#34;&amp;c">Go to the page</a>' in html


def test_a_redirect_names_the_whole_address_to_search_engines() -> None:
    view = site_view("national")
    inside, outside = renderer().redirect(view, "/new/"), renderer().redirect(view, "https://other.example/new/")
    assert f'<link rel="canonical" href="{view.site.base_url}/new/">' in inside
    assert '<link rel="canonical" href="https://other.example/new/">' in outside


def test_the_list_of_sites_names_each_with_its_address() -> None:
    html = renderer().site_index([example_manifest(slug).site for slug in SITES])
    assert not Elements(html).faults
    for slug in SITES:
        assert f'<a href="{example_manifest(slug).site.base_url}">' in html


def test_a_site_without_pages_in_a_language_still_has_a_chrome() -> None:
    base = example_manifest("pendrick")
    view = SiteView.of(base.model_copy(update={"entries": tuple[Entry, ...]()}), [])
    assert "404" not in renderer().not_found(view, renderer().chrome(view))
