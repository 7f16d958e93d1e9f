import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontend.finder.postcodes import NUMBERS, UNITS, halves, letters_of, packed, unpacked

numbers = st.sets(st.integers(0, len(UNITS) - 1))


def test_there_are_four_thousand_second_halves_in_order() -> None:
    assert len(UNITS) == len(NUMBERS) == 4000
    assert list(UNITS) == sorted(UNITS)


@pytest.mark.parametrize("text", ["CO1 1AA", "CO11AA", "CO1  1AA"])
def test_every_spelling_of_the_directory_is_read(text: str) -> None:
    assert halves(text) == ("CO1", NUMBERS["1AA"])


@pytest.mark.parametrize("text", ["CO111AA", "SW1A1AA", "GIR 0AA", "M1 1AE", "BT1 1AA"])
def test_every_shape_of_district_is_read(text: str) -> None:
    found = halves(text)
    assert found is not None
    assert found[0] + UNITS[found[1]] == text.replace(" ", "")


@pytest.mark.parametrize("text", ["", "1AA", "CO1", "CO1 1CA", "CO1 AA1", "C 1AA", "COO1 1AA", "co1 1aa", "CO123 1AA"])
def test_what_is_no_postcode_is_none(text: str) -> None:
    assert halves(text) is None


@given(numbers)
def test_packed_second_halves_come_back_as_they_were(found: set[int]) -> None:
    assert set(unpacked(packed(found))) == found
    assert len(packed(found)) <= 2 * len(found) + 10


def test_letters_are_what_a_district_begins_with() -> None:
    assert [letters_of(each) for each in ("CO1", "M1", "SW1A", "GIR")] == ["CO", "M", "SW", "GIR"]
