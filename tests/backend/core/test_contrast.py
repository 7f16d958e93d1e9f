"""The backend refuses exactly the colours that the contract refuses."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from backend.core.contrast import contrast, contrast_problems
from backend.organisations.models.organisation import COLOUR_FIELDS, Organisation
from content_models.site import BrandColours

colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def contract_problems(tokens: dict[str, Any]) -> list[str]:
    return BrandColours.model_construct(**tokens).problems()


@given(st.fixed_dictionaries(dict.fromkeys(COLOUR_FIELDS, colours)))
def test_the_same_pairs_are_refused_with_the_same_words(tokens: dict[str, str]) -> None:
    assert [sentence for _, sentence in contrast_problems(tokens)] == contract_problems(tokens)


def test_the_tokens_are_those_of_the_contract() -> None:
    assert set(COLOUR_FIELDS) == set(BrandColours.model_fields)


def test_the_default_colours_can_be_read() -> None:
    defaults = {name: Organisation._meta.get_field(name).default for name in COLOUR_FIELDS}
    try:
        BrandColours(**defaults)
    except ValidationError as error:
        raise AssertionError(str(error)) from error


def test_a_problem_names_the_token_to_change() -> None:
    tokens = {name: Organisation._meta.get_field(name).default for name in COLOUR_FIELDS}
    found = contrast_problems(tokens | {"wash": "#777777"})
    assert {token for token, _ in found} == {"brand_text", "wash"}


def test_black_on_white_is_21_to_1() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
