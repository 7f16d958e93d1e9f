"""The page to search with: what everybody gets without a script, its words in every language, and the links to it."""

import re

import pytest

from content_models.examples import example_documents, example_manifest, example_overlays
from frontend.plan.view import SiteView
from frontend.render import search
from frontend.render.scripts import script
from frontend.search.paths import PAGE
from tests.frontend.render.gallery import Elements, renderer

SCRIPT = script("search.js")[1].decode()


def view_of(slug: str, locale: str | None = None, **settings: object) -> SiteView:
    """Return a view of an example site that has the page."""
    manifest = example_manifest(slug)
    manifest = manifest.model_copy(update={"site": manifest.site.model_copy(update=settings)})
    view = SiteView.of(manifest, example_documents().values(), locale, example_overlays().values())
    view.search = view.root + PAGE
    return view


def page(view: SiteView) -> str:
    return renderer().search(view, renderer().chrome(view))


def test_without_a_script_there_are_the_kinds_of_pages_and_every_term_of_the_a_to_z() -> None:
    view = view_of("marlshire")
    html = page(view)
    assert re.search(r"<form[^>]* hidden>", html)
    for kind in view.lists.types:
        assert f'href="{kind.path}"' in html
    for _, terms in view.index():
        for term in terms:
            assert f'href="{term.card.url}"' in html


def test_of_a_long_a_to_z_only_the_letters_stand_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "LISTED", 3)
    html = page(view_of("marlshire"))
    assert 'href="/a-z/#letter-1"' in html
    assert 'id="letter-1"' not in html


@pytest.mark.parametrize("locale", ["en", "cy", "ur"])
def test_the_script_finds_every_sentence_that_it_says(locale: str) -> None:
    html = page(view_of("marlshire", locale))
    said = set(re.findall(r'data-say="([^"]+)"', html))
    asked = set(re.findall(r'copy\((?:[^"()]*\? )?"(\w+)"', SCRIPT)) | {"none"}
    assert asked >= {"empty", "looking", "some", "failed", "ways", "every", "result", "none_of_kind"}
    assert asked <= said
    assert "found-other" in said
    [parts] = re.findall(r"\[([^\]]*)\]\.map\(part\)", SCRIPT)
    # There is nothing to choose from where all pages are of one kind.
    there = {*re.findall(r"data-(\w+)", html), "kinds"}
    assert set(re.findall(r'"(\w+)"', parts)) <= there


def test_a_language_has_the_number_of_results_in_all_its_plural_forms() -> None:
    forms = re.findall(r'data-say="found-(\w+)"', page(view_of("marlshire", "cy")))
    assert forms == ["zero", "one", "two", "few", "many", "other"]


def test_the_field_cannot_be_sent_anywhere() -> None:
    html = page(view_of("marlshire"))
    [form] = re.findall(r"<form[^>]*data-ask[^>]*>", html)
    assert 'method="dialog"' in form
    assert "action" not in form
    [field] = re.findall(r'<input[^>]*type="search"[^>]*>', html)
    assert "name=" not in field
    assert 'autocomplete="off"' in field
    for word in ("localStorage", "sessionStorage", "cookie", "pushState", "replaceState", "location", "innerHTML"):
        assert word not in SCRIPT


def test_only_its_own_page_has_the_script() -> None:
    view = view_of("marlshire")
    chrome = renderer().chrome(view)
    assert "search." in page(view)
    for html in (renderer().a_to_z(view, chrome), renderer().not_found(view, chrome)):
        assert not re.search(r"<script[^>]*search\.", html)


def test_header_footer_a_to_z_and_the_page_for_lost_visitors_lead_to_it_in_the_language() -> None:
    for locale, path in (("en", "/search/"), ("cy", "/cy/search/")):
        view = view_of("marlshire", locale)
        chrome = renderer().chrome(view)
        for part in (chrome.nav, chrome.footer, renderer().a_to_z(view, chrome), renderer().not_found(view, chrome)):
            assert f'href="{path}"' in part
        assert f'href="{path}" aria-current="page"' in chrome.navigation(path)


def test_a_site_without_it_leads_nowhere() -> None:
    view = view_of("marlshire")
    view.search = None
    chrome = renderer().chrome(view)
    for part in (chrome.nav, chrome.footer, renderer().a_to_z(view, chrome), renderer().not_found(view, chrome)):
        assert "search/" not in part


def test_it_is_the_same_page_in_every_language_and_has_help_and_exit() -> None:
    html = page(view_of("marlshire", "ur"))
    assert re.search(r'<html lang="ur" dir="rtl"', html)
    for path in ("/search/", "/cy/search/", "/ur/search/"):
        assert f'{path}"' in html
    assert 'id="help"' in html
    assert 'class="exit"' in html
    assert not Elements(html).faults


def test_neutral_names_are_in_its_tab_and_its_share_preview_too() -> None:
    neutral = example_manifest("pendrick").site.neutral
    assert neutral
    html = page(view_of("pendrick"))
    [title] = re.findall(r"<title>([^<]*)</title>", html)
    assert "Search" not in title
    assert "Search" not in re.findall(r'<meta property="og:title" content="([^"]*)"', html)[0]
    assert "<h1>Search this site</h1>" in html
