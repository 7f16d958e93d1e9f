"""The top of a page, and the names that say nothing of it."""

import re
from html import unescape

from content_models.examples import example_documents, example_manifest, example_overlays
from content_models.site import NeutralNames
from frontend.plan.view import SiteView
from tests.frontend.render.gallery import Elements, on_a_site, render, renderer, view_with


def head(html: str) -> dict[str, str]:
    """Return what tabs and shared links show."""
    found = Elements(html)
    shown = {each["property"] or "": each["content"] or "" for each in found.named("meta") if "property" in each}
    title = re.search(r"<title>(.*?)</title>", html)
    icon = next(each["href"] or "" for each in found.named("link") if each["rel"] == "icon")
    return {**shown, "title": unescape(title[1]) if title else "", "icon": icon.partition(".")[0]}


def test_a_shared_link_shows_the_page_and_its_summary() -> None:
    document = example_documents()["standard/privacy.json"]
    assert head(on_a_site(document)) == {
        "og:title": document.title,
        "og:description": document.summary,
        "title": f"{document.title} – National Safeguarding Centre",
        "icon": "/media/1d8d8505ea491858/favicon",
    }


def test_neutral_names_tell_nothing_of_the_page_or_whose_it_is() -> None:
    document = example_documents()["case_study/minimal.json"]
    own = NeutralNames(title="Notes & more", description="Some notes.")
    for neutral, title, description in (
        (NeutralNames(), "Information and advice", "A page with information and advice."),
        (own, "Notes & more", "Some notes."),
    ):
        html = on_a_site(document, neutral=neutral)
        assert head(html) == {
            "og:title": title, "og:description": description, "title": title, "icon": "/assets/blank",
        }  # fmt: skip
        assert f"<h1>{document.title}</h1>" in html, "who reads the page still finds its name"


def test_neutral_names_are_in_the_language_of_the_page() -> None:
    view = SiteView.of(
        example_manifest("marlshire").model_copy(
            update={
                "site": example_manifest("marlshire").site.model_copy(update={"neutral": NeutralNames(title="Notes")})
            }
        ),
        example_documents().values(),
        "ur",
        example_overlays().values(),
    )
    shared = renderer().chrome(view)
    page = next(page for page in view.pages.values() if page.entry.path == "/ur/tell-someone/")
    for html in (render(view, page, shared), renderer().a_to_z(view, shared), renderer().not_found(view, shared)):
        assert head(html)["title"] == head(html)["og:title"] == "معلومات اور مشورہ"


def test_the_way_out_can_be_switched_off_by_page_type_and_indexes_follow_the_home_page() -> None:
    standard, guide = example_documents()["standard/minimal.json"], example_documents()["guide/minimal.json"]
    assert 'class="exit"' not in on_a_site(standard, exit_off=("standard",))
    assert "exit." not in on_a_site(standard, exit_off=("standard",))
    assert 'class="exit"' in on_a_site(guide, exit_off=("standard",))
    for off, there in (((), True), (("standard",), True), (("home",), False)):
        view, _ = view_with(standard, exit_off=off)
        shared = renderer().chrome(view)
        assert ('class="exit"' in renderer().a_to_z(view, shared)) is there
        assert ('class="exit"' in renderer().not_found(view, shared)) is there
