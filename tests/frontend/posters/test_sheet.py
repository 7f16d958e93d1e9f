"""What a poster says: the owner's words, and the numbers, logo and address of the site it is made for."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from content_models import Manifest
from content_models.examples import FOLDER
from frontend.paper.sheet import Sheet
from frontend.plan.tree import SiteTree
from frontend.posters.sheet import SheetMaker
from tests.parts.paper import dictionary, need_paper, site_with, templates, toolkit

OURS, THEIRS = "01632 960 145", "Marlshire"


@pytest.fixture(autouse=True)
def _paper() -> None:
    need_paper()


def sheet(
    slug: str = "marlshire",
    locale: str = "en",
    poster: int = 0,
    change: Callable[[dict[str, Any]], None] | None = None,
    edit: Callable[[Manifest], Manifest] = lambda manifest: manifest,
) -> Sheet:
    document = toolkit(locale, posters=(poster,), change=change)
    manifest = edit(site_with(document, slug))
    logo = manifest.site.brand.logo
    data = (FOLDER / "media" / logo.filename).read_bytes() if logo else None
    maker = SheetMaker(manifest, SiteTree(manifest), templates(), dictionary(), data)
    [template] = document.posters
    return maker.sheet(template, template.words[0])


def words(made: Sheet) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", made.html.partition("<body")[2]).replace("\xa0", " ").split())


def test_the_words_are_the_owners_and_the_rest_is_the_sites() -> None:
    national, local = words(sheet("national")), words(sheet("marlshire"))
    for text in (
        "Worried about someone?",
        "You do not have to be sure.",
        "0800 011 3764",
        "Every day, 9am to 5pm",
        "999",
    ):
        assert text in national
        assert text in local
    assert OURS in local
    assert THEIRS in local
    assert OURS not in national
    assert THEIRS not in national


def test_a_role_is_the_sites_own_contact_and_a_named_one_is_the_same_everywhere() -> None:
    for slug in ("national", "marlshire"):
        assert "0800 789 321" in words(sheet(slug, poster=1))


def test_a_contact_that_the_site_does_not_carry_is_not_on_its_poster() -> None:
    """Somebody's document may name any id: only what the manifest of the site holds can be shown."""

    def elsewhere(poster: dict[str, Any]) -> None:
        poster["contacts"] = [
            {"role": "support_line"},
            {"contact": {"contact": "00000000-0000-4000-8000-000000000001"}},
        ]

    assert '<span class="disc">2' not in sheet(change=elsewhere).html


@pytest.mark.parametrize(
    ("locale", "path", "direction"),
    [("en", "tell-someone", "ltr"), ("ur", "ur/tell-someone", "rtl"), ("ar", "tell-someone", "rtl")],
)
def test_the_code_leads_to_the_page_in_the_language_of_the_poster_if_there_is_one(
    locale: str, path: str, direction: str
) -> None:
    made = sheet(locale=locale)
    assert f"marlshire.example/{path}" in re.sub(r"<[^>]+>", "", made.html)
    assert f'lang="{locale}" dir="{direction}"' in made.html


def test_without_that_page_it_leads_to_the_home_of_the_site() -> None:
    def nowhere(poster: dict[str, Any]) -> None:
        poster["leads_to"] = {"kind": "page", "page": "00000000-0000-4000-8000-000000000001"}

    assert 'alt="QR code that leads to marlshire.example"' in sheet(change=nowhere).html
    assert 'alt="QR code that leads to marlshire.example/ur"' not in sheet(locale="ar", change=nowhere).html


def test_numbers_and_addresses_run_from_left_to_right_in_urdu_and_names_are_marked_as_english() -> None:
    html = sheet(locale="ur").html
    assert f'<bdi dir="ltr">{OURS}</bdi>' in html
    assert '<span lang="en" dir="ltr">Marlshire safeguarding team</span>' in html
    assert '<p lang="en" dir="ltr"><strong>Marlshire Police</strong>' in html


@pytest.mark.parametrize("locale", ["en", "cy", "ur", "ar"])
def test_all_else_on_a_poster_is_in_its_language(locale: str) -> None:
    shown = words(sheet(locale=locale))
    own = {key for key, text in dictionary().files[locale][0].items() if str(text.unescape()) in shown}
    assert {"poster_scan", "poster_danger", "poster_support_line", "poster_referral", "poster_demonstration"} <= own


def test_words_of_editors_are_escaped() -> None:
    def hostile(poster: dict[str, Any]) -> None:
        poster["words"][0]["headline"] = "<img src=x onerror=y>"

    made = sheet(change=hostile)
    assert "<img src=x" not in made.html
    assert "&lt;img" in made.html


def test_a_key_changes_with_what_the_poster_shows_and_with_nothing_else() -> None:
    def other_number(manifest: Manifest) -> Manifest:
        contacts = (
            each.model_copy(update={"phone": "01632 960 999"}) if each.phone == OURS else each
            for each in manifest.contacts
        )
        return manifest.model_copy(update={"contacts": tuple(contacts)})

    def newer(manifest: Manifest) -> Manifest:
        return manifest.model_copy(update={"sequence": manifest.sequence + 1, "entries": manifest.entries[::-1]})

    key = sheet().digest("maker")
    assert sheet(edit=newer).digest("maker") == key
    assert sheet(edit=other_number).digest("maker") != key
    assert sheet().digest("another maker") != key
    assert sheet("national").digest("maker") != key
