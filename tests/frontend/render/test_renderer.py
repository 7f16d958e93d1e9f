"""Whole pages: what every page has, and what each type does with its document."""

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings

from content_models import DOCUMENT_TYPES, DocumentBase
from content_models.documents import DocumentType, Event
from content_models.examples import SITES, example_documents, example_manifest
from frontend.render import environment
from frontend.render import pages as page_types
from frontend.render.scripts import feedback_script, film_script, open_script, steps_script
from tests.content_models.strategies import documents
from tests.frontend.render.gallery import (
    Elements,
    changed,
    chrome,
    on_a_site,
    page_of,
    pages,
    render,
    renderer,
    view_with,
)

EVERY_PAGE = [
    pytest.param(slug, entry.path, id=f"{slug}{entry.path}")
    for slug in SITES
    for entry in example_manifest(slug).entries
]


def test_every_document_type_has_one_builder_one_template_and_examples() -> None:
    templates = {path.stem for path in (environment.FOLDER / "pages").glob("*.html")}
    assert set(get_args(DocumentType)) == set(page_types.BUILDERS) == templates == set(DOCUMENT_TYPES)
    assert set(DOCUMENT_TYPES) == {document.type for document in example_documents().values()}


@pytest.mark.parametrize(("slug", "path"), EVERY_PAGE)
def test_every_example_is_a_whole_well_nested_page(slug: str, path: str) -> None:
    found = Elements(pages()[slug, path])
    assert not found.faults
    ids = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [each["href"] or "" for each in found.named("a") if (each.get("href") or "").startswith("#")]
    assert {link[1:] for link in links} <= set(ids)


@pytest.mark.parametrize(("slug", "path"), EVERY_PAGE)
def test_headings_begin_with_the_only_first_level_and_skip_none(slug: str, path: str) -> None:
    levels = Elements(pages()[slug, path]).headings()
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def has_way_out(slug: str, path: str) -> bool:
    types = {entry.path: entry.type for entry in example_manifest(slug).entries}
    return types[path] not in example_manifest(slug).site.exit_off


@pytest.mark.parametrize(("slug", "path"), EVERY_PAGE)
def test_every_page_offers_help_and_a_way_out_before_its_content(slug: str, path: str) -> None:
    html = pages()[slug, path]
    assert html.count('href="#help"') >= 2
    assert html.count('class="exit"') == has_way_out(slug, path)
    assert html.index('class="skip"') < html.index('class="safety"') < html.index('<header class="site"')
    assert html.count('<section class="help ') == 1
    assert html.index('<main id="main">') < html.index('id="about-page"') < html.index('<footer class="foot"')


@pytest.mark.parametrize(("slug", "path"), EVERY_PAGE)
def test_no_page_carries_style_script_or_anything_of_another_host(slug: str, path: str) -> None:
    found = Elements(pages()[slug, path])
    assert not [tag for tag, attributes in found.tags if "style" in attributes or tag in {"style", "iframe", "base"}]
    assert not [name for _, attributes in found.tags for name in attributes if name.startswith("on")]
    scripts = [each for each in found.named("script") if each != {"type": "application/ld+json"}]
    asks = example_manifest(slug).site.feedback_url is not None
    where_used = [{"src": address, "defer": None} for address in (open_script(), film_script(), steps_script())]
    ours = ((renderer().shared.exit_script, has_way_out(slug, path)), (feedback_script(), asks))
    expected = [{"src": address, "async": None} for address, is_there in ours if is_there]
    assert [each for each in scripts if each not in where_used] == expected
    fetched = [attributes.get(name) or "" for tag, attributes in found.tags if tag in {"img", "video", "source", "track"}
               for name in ("src", "poster", "srcset")]  # fmt: skip
    fetched += [each["href"] or "" for each in found.named("link") if each["rel"] in {"stylesheet", "icon"}]
    assert all(address.startswith("/") for address in fetched if address)


@pytest.mark.parametrize(("slug", "path"), EVERY_PAGE)
def test_links_that_leave_the_site_give_no_referrer(slug: str, path: str) -> None:
    for link in Elements(pages()[slug, path]).named("a"):
        if (link.get("href") or "").startswith("http"):
            assert "noreferrer" in (link.get("rel") or ""), link


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(documents())
def test_whatever_the_contract_allows_renders_to_a_well_nested_page(document: DocumentBase) -> None:
    if isinstance(document, Event):
        document = document.model_copy(update={"timezone": "Europe/London"})
    found = Elements(on_a_site(document))  # type: ignore[arg-type]
    assert not found.faults
    assert found.headings().count(1) == 1
    ids = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_the_page_is_named_after_its_title_and_its_organisation() -> None:
    html = page_of("guide/tell-someone.json")
    assert "<title>Tell someone you are worried – National Safeguarding Centre</title>" in html
    assert '<meta name="referrer" content="no-referrer">' in html
    assert '<meta name="description" content="Four small steps.' in html


def test_the_canonical_address_is_on_the_site_that_shows_the_page() -> None:
    base = example_manifest("national").site.base_url.rstrip("/")
    assert f'<link rel="canonical" href="{base}/tell-someone/">' in pages()["national", "/tell-someone/"]


def test_search_engines_are_told_of_translations_and_visitors_find_every_language_of_the_site() -> None:
    translated = Elements(pages()["marlshire", "/tell-someone/"])
    assert [each["hreflang"] for each in translated.named("link") if "hreflang" in each] == [
        "en",
        "ur",
        "x-default",
    ]
    switches = [each for each in translated.named("a") if each.get("hreflang")]
    assert [(each["lang"], each["href"], each.get("aria-current")) for each in switches] == [
        ("en", "/tell-someone/", "true"),
        ("cy", "/cy/tell-someone/", None),
        ("ur", "/ur/tell-someone/", None),
    ]
    assert 'class="langs"' not in pages()["national", "/tell-someone/"]


def test_an_urdu_page_runs_from_right_to_left_and_marks_what_is_english() -> None:
    html = pages()["marlshire", "/ur/tell-someone/"]
    assert '<html lang="ur" dir="rtl">' in html
    assert '<a href="tel:999"><bdi dir="ltr">999</bdi></a>' in html
    assert '<div class="help__when">کوئی شخص اس وقت خطرے میں ہے</div>' in html
    assert '<span lang="en" dir="ltr">Anti-Terrorist Hotline</span>' in html
    assert '<bdi dir="ltr">9</bdi>' in html
    assert "فوری مدد" in html


def test_a_language_without_interface_words_gets_english_ones_that_say_so() -> None:
    document = changed("standard/minimal.json", locale="pl")
    view, page = view_with(document)
    html = render(view, page)
    assert '<html lang="pl" dir="ltr">' in html
    assert '<a class="skip" href="#main" lang="en" dir="ltr">Skip to the main content</a>' in html


def test_navigation_marks_the_page_or_the_section_above_it() -> None:
    shared = chrome("national")
    assert 'href="/stories/" aria-current="page"' in shared.navigation("/stories/")
    assert 'href="/stories/" aria-current="true"' in shared.navigation("/stories/a-grandfather/")
    assert "aria-current" not in shared.navigation("/privacy/")


def test_the_breadcrumb_leads_home_and_ends_with_the_page() -> None:
    html = page_of("case_study/door-that-stayed-shut.json")
    assert '<nav class="crumbs wrap" aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li>' in html
    assert '<li aria-current="page">The door that stayed shut</li>' in html
    assert 'class="crumbs' not in page_of("home/national.json")


@pytest.mark.parametrize(
    ("name", "variant", "title"),
    [
        ("home/national.json", "full", "Who to tell"),
        ("signs/what-to-look-for.json", "aside", "Who to tell"),
        ("film/what-happens-when-you-call.json", "strip", "Who to tell"),
        ("toolkit/posters-and-leaflets.json", "strip", "Who to tell"),
        ("case_study/door-that-stayed-shut.json", "aside", "If this sounds familiar"),
        ("event/roundtable.json", "aside", "Not about the event?"),
    ],
)
def test_each_type_has_its_form_of_the_help_panel(name: str, variant: str, title: str) -> None:
    html = page_of(name)
    assert f'<section class="help help--{variant}" id="help"' in html
    assert f'<h2 id="help-title">{title}</h2>' in html


def test_a_demonstration_says_so_on_every_page_and_stays_out_of_search_engines() -> None:
    html = page_of("standard/privacy.json")
    assert '<aside class="demo"' in html
    assert '<meta name="robots" content="noindex">' in html
    real = on_a_site(example_documents()["standard/privacy.json"], demonstration=None)
    assert 'class="demo"' not in real
    assert "robots" not in real


def test_the_exit_leads_where_the_site_says() -> None:
    html = on_a_site(example_documents()["standard/minimal.json"], exit_url="https://weather.example/")
    assert html.count('href="https://weather.example/" rel="noreferrer nofollow"') == 2


def test_an_event_is_told_on_the_clocks_of_its_place_whatever_its_offset() -> None:
    document = changed("event/minimal.json", starts="2027-07-01T18:00:00Z", ends="2027-07-01T19:30:00Z")
    html = on_a_site(document.model_copy(update={"timezone": "Europe/London"}))
    assert "<strong>7pm to 8:30pm</strong>" in html
    assert '<time class="when__date" datetime="2027-07-01T19:00+01:00"><span>Thursday</span> <b>1</b>' in html


def test_a_cancelled_event_says_so_first_and_asks_nobody_to_register() -> None:
    html = page_of("event/cancelled.json")
    assert html.index("This event is cancelled") < html.index('class="when"')
    assert "mailto:" not in html[html.index('class="when"') : html.index('<aside aria-label="Who to tell">')]


def test_a_film_of_ours_plays_here_with_captions_and_its_words_in_full() -> None:
    html = page_of("film/what-happens-when-you-call.json")
    assert '<video controls preload="none" poster="/media/' in html
    assert html.count('<track kind="captions"') == 3
    assert '<details class="fold" open>' in html


def test_a_film_at_a_provider_is_a_link_with_an_honest_word_before_it() -> None:
    html = page_of("film/at-a-provider.json")
    assert "<video" not in html
    assert "Nothing is sent until you choose." in html
    assert html.index("Nothing is sent") < html.index("Watch on")
    assert 'rel="noreferrer">Watch on YouTube, 6 minutes</a>' in html


def test_pictures_come_in_sizes_and_wait_until_they_are_needed() -> None:
    image = next(each for each in Elements(page_of("standard/every-block.json")).named("img") if each.get("srcset"))
    assert "400w" in (image["srcset"] or "")
    assert image["sizes"]
    assert image["width"]
    assert image["height"]
    assert (image["loading"], image["decoding"]) == ("lazy", "async")


def test_content_is_the_same_on_every_site_where_its_links_are() -> None:
    document = example_documents()["signs/minimal.json"]
    one, page = view_with(document, "national")
    two, other = view_with(document, "pendrick")
    assert renderer().content(one, page).main == renderer().content(two, other).main
