"""A brand is refused when people could not read it; a site has a language and someone to ring."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models import ContractError, to_json
from content_models.examples import SITES, example_manifest
from content_models.site import BrandColours, HelpPanel, LinkGroup, Site, contrast

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
NATIONAL = to_json(example_manifest("national").site)


@given(COLOURS, COLOURS)
def test_contrast_is_symmetric_and_between_1_and_21(first: str, second: str) -> None:
    assert contrast(first, second) == contrast(second, first)
    assert 1 <= contrast(first, second) <= 21
    assert contrast(first, first) == 1


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_wcag(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.005)


@given(COLOURS)
def test_every_colour_is_readable_beside_black_or_white(colour: str) -> None:
    assert max(contrast(colour, "#000000"), contrast(colour, "#ffffff")) >= 4.5


@pytest.mark.parametrize("slug", SITES)
def test_the_example_brands_are_readable(slug: str) -> None:
    assert example_manifest(slug).site.brand.colours.problems() == []


@pytest.mark.parametrize(
    ("token", "colour", "sentence"),
    [
        ("brand", "#8fb4d9", "text on the brand colour has a contrast of 2.2, needs 4.5"),
        ("brand_text", "#f6c445", "brand-coloured text on paper"),
        ("accent", "#17375a", "the accent on the brand colour has a contrast of 1.0, needs 3"),
        ("on_accent", "#ffffff", "text on the accent"),
        ("wash", "#777777", "body text on the wash"),
        ("dark_brand", "#ffffff", "text on the dark-mode brand colour"),
        ("dark_brand_text", "#17375a", "brand-coloured text in dark mode"),
        ("dark_wash", "#a9cff2", "brand-coloured text on the dark wash"),
    ],
)
def test_a_colour_too_close_to_its_neighbour_is_refused_by_name(token: str, colour: str, sentence: str) -> None:
    colours = {**NATIONAL["brand"]["colours"], token: colour}

    with pytest.raises(ContractError, match=sentence.replace(".", r"\.")):
        BrandColours.parse(json.dumps(colours))


@given(st.lists(COLOURS, min_size=9, max_size=9))
def test_a_brand_is_accepted_exactly_when_it_has_no_problem(colours: list[str]) -> None:
    brand = BrandColours.model_construct(None, **dict(zip(BrandColours.model_fields, colours, strict=True)))

    if brand.problems():
        with pytest.raises(ContractError):
            BrandColours.parse(brand.model_dump_json())
    else:
        assert BrandColours.parse(brand.model_dump_json()) == brand


@pytest.mark.parametrize("colour", ["17375a", "#17375A", "#fff", "navy", "#17375a;"])
def test_a_colour_is_written_in_one_way(colour: str) -> None:
    with pytest.raises(ContractError, match="brand"):
        BrandColours.parse(json.dumps({**NATIONAL["brand"]["colours"], "brand": colour}))


def test_the_first_language_is_the_default() -> None:
    assert example_manifest("marlshire").site.default_locale == "en"


@pytest.mark.parametrize(
    ("field", "value"),
    [("locales", []), ("base_url", "national.example"), ("exit_url", "javascript:x"), ("help", {"introduction": "x"})],
)
def test_a_site_needs_a_language_an_address_and_help(field: str, value: Any) -> None:
    with pytest.raises(ContractError, match=field):
        Site.parse(json.dumps({**NATIONAL, field: value}))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("exit_off", ["pop_up"]),
        ("exit_off", "news"),
        ("neutral", {"title": ""}),
        ("neutral", {"title": "Two\nlines"}),
        ("security", {"contact": "ring us"}),
        ("security", {"contact": "a@b.example\nPolicy: x"}),
        ("security", {"policy": "mailto:a@b.example"}),
    ],
)
def test_settings_of_safety_are_what_pages_and_security_txt_can_hold(field: str, value: Any) -> None:
    with pytest.raises(ContractError, match=field):
        Site.parse(json.dumps({**NATIONAL, field: value}))


def test_a_help_panel_without_contacts_is_refused() -> None:
    with pytest.raises(ContractError, match="contacts"):
        HelpPanel.parse('{"introduction":"Who to tell","contacts":[]}')


def test_the_way_out_leads_to_the_weather_unless_a_site_says_otherwise() -> None:
    assert Site.parse(json.dumps({k: v for k, v in NATIONAL.items() if k != "exit_url"})).exit_url.endswith("/weather")


def test_the_words_of_other_languages_may_be_left_out() -> None:
    assert Site.parse(json.dumps({k: v for k, v in NATIONAL.items() if k != "translations"})).translations == ()


@pytest.mark.parametrize(
    ("translations", "sentence"),
    [
        ([{"locale": "cy"}, {"locale": "cy"}], "a site has the words of each language once"),
        ([{"locale": "en", "strapline": "Early"}], "first language stand in the settings themselves"),
        ([{"locale": "cy", "strapline": "Two\nlines"}], "strapline"),
        ([{"locale": "cy", "name": "Heddlu"}], "name"),
    ],
)
def test_words_of_other_languages_that_no_page_could_show_are_refused(
    translations: list[dict[str, str]], sentence: str
) -> None:
    with pytest.raises(ContractError, match=sentence):
        Site.parse(json.dumps({**NATIONAL, "translations": translations}))


def test_a_heading_has_each_language_once() -> None:
    words = [{"locale": "cy", "heading": "Mwy"}]
    assert LinkGroup.parse(json.dumps({"heading": "More", "links": [], "translations": words})).translations
    with pytest.raises(ContractError, match="a heading has the words of each language once"):
        LinkGroup.parse(json.dumps({"heading": "More", "links": [], "translations": words * 2}))
