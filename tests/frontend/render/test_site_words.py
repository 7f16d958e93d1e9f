"""Strapline, demonstration notice and the note at the foot are in the language of the page, or marked as being in another."""

import re

import pytest

from content_models.examples import example_documents, example_manifest, example_overlays
from content_models.site import Site, SiteWords
from frontend.plan.view import SiteView
from frontend.render.chrome import Chrome
from frontend.render.site_words import Said, site_texts
from frontend.render.words import Dictionary
from tests.frontend.render.gallery import chrome, renderer

DICTIONARY = Dictionary()
ENGLISH = ' lang="en" dir="ltr"'


def site(**settings: object) -> Site:
    base = example_manifest("marlshire").site
    return Site.model_validate({**base.model_dump(), **settings})


def said(locale: str, **settings: object) -> dict[str, tuple[str, str] | None]:
    texts = site_texts(site(**settings), DICTIONARY.of(locale), DICTIONARY.of("en"))
    return {
        name: (text.text, str(text.language)) if isinstance(text, Said) else None
        for name, text in texts._asdict().items()
    }


def test_a_page_says_what_was_translated_and_marks_what_was_not() -> None:
    assert said("cy") == {
        "strapline": ("Prevent a diogelu", ""),
        "demonstration": (
            "Gwefan enghreifftiol yw hon ac nid oes neb y tu ôl iddi. Mewn perygl go iawn, ffoniwch 999.",
            "",
        ),
        "contact_note": ("Rydym yn darllen negeseuon yn ystod yr wythnos waith.", ""),
    }
    urdu = said("ur")
    assert urdu["strapline"] == ("Prevent and safeguarding", ENGLISH)
    assert urdu["contact_note"] == ("We read messages on weekdays.", ENGLISH)
    assert urdu["demonstration"]
    assert urdu["demonstration"][1] == ""


def test_the_first_language_and_one_without_words_show_the_sites_own() -> None:
    assert said("en")["strapline"] == ("Prevent and safeguarding", "")
    assert said("pl")["strapline"] == ("Prevent and safeguarding", ENGLISH)
    assert said("cy-GB")["strapline"] == ("Prevent a diogelu", "")


def test_what_the_site_does_not_say_is_not_said_in_another_language() -> None:
    """The notice keeps search engines out, so it is there in all languages of a site or in none."""
    assert said("cy", demonstration=None, footer_contact=None) == {
        "strapline": ("Prevent a diogelu", ""),
        "demonstration": None,
        "contact_note": None,
    }


@pytest.mark.parametrize(
    ("notice", "shown"),
    [("Arddangosiad. Nid yw’n go iawn.", "Nid yw’n go iawn."), ("Arddangosiad.", "Arddangosiad."), ("Ffug.", "Ffug.")],
)
def test_the_word_that_stands_before_the_notice_is_not_said_twice(notice: str, shown: str) -> None:
    welsh = SiteWords(locale="cy", demonstration=notice)
    assert said("cy", translations=(welsh,))["demonstration"] == (shown, "")
    assert said("cy", translations=(), demonstration="Demonstration. Not real.")["demonstration"] == (
        "Not real.",
        ENGLISH,
    )


def test_the_chrome_of_a_welsh_page_holds_no_english_but_names() -> None:
    welsh = chrome("marlshire", "cy")
    assert "<small>Prevent a diogelu</small>" in welsh.logo
    assert f"<span{ENGLISH}>Marlshire Police</span>" in welsh.logo
    assert "</strong> Gwefan enghreifftiol yw hon" in welsh.top
    assert welsh.top_without_exit.count("Gwefan enghreifftiol") == 1
    assert "<p>Rydym yn darllen negeseuon yn ystod yr wythnos waith. " in welsh.footer


def test_the_chrome_of_an_urdu_page_marks_what_stays_in_english_with_its_direction() -> None:
    urdu = chrome("marlshire", "ur")
    assert f"<small><span{ENGLISH}>Prevent and safeguarding</span></small>" in urdu.logo
    assert "</strong> یہ ایک نمونے کی ویب سائٹ ہے" in urdu.top
    assert f"<span{ENGLISH}>We read messages on weekdays.</span>" in urdu.footer
    english = chrome("marlshire", "en")
    assert not [part for part in (english.logo, english.top, english.footer) if re.search(r'lang="(?!cy|ur)', part)]


def test_the_heading_of_a_group_of_links_is_in_the_language_of_the_page_or_marked_and_its_links_are_not() -> None:
    """The language of the heading is not that of the links below it, which may have been translated."""
    assert (
        '<nav aria-labelledby="foot-2"><h2 id="foot-2">Oddi wrth y ganolfan genedlaethol</h2>'
        in chrome("marlshire", "cy").footer
    )
    assert (
        f'<nav aria-labelledby="foot-2"><h2 id="foot-2"><span{ENGLISH}>From the national centre</span></h2>'
        in chrome("marlshire", "ur").footer
    )


def test_words_of_editors_are_escaped() -> None:
    manifest = example_manifest("marlshire")
    hostile = SiteWords(locale="cy", strapline="<b>x", demonstration="<i>y", contact_note="<u>z")
    view = SiteView.of(
        manifest.model_copy(update={"site": site(translations=(hostile,))}),
        example_documents().values(),
        "cy",
        example_overlays().values(),
    )
    shared: Chrome = renderer().chrome(view)
    for part, shown in ((shared.logo, "&lt;b&gt;x"), (shared.top, "&lt;i&gt;y"), (shared.footer, "&lt;u&gt;z")):
        assert shown in part


def test_a_leaflet_says_it_in_its_language_too() -> None:
    view = SiteView.of(example_manifest("marlshire"), example_documents().values(), "ur", example_overlays().values())
    page = next(page for page in view.pages.values() if page.entry.path == "/ur/tell-someone/")
    html = renderer().leaflet(view, page, chrome("marlshire", "ur"), renderer().content(view, page)).html
    assert f"<strong{ENGLISH}>Marlshire Police</strong><br><span{ENGLISH}>Prevent and safeguarding</span></p>" in html
    assert '<p class="notice"><strong>نمائشی صفحہ۔</strong> یہ ایک نمونے کی ویب سائٹ ہے' in html
