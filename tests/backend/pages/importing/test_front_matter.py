"""Front matter keeps lines, and keeps times as they were written."""

import pytest

from backend.pages.importing.front_matter import FrontMatterError, read_front_matter


def test_times_and_dates_stay_text_while_numbers_and_booleans_do_not() -> None:
    front = read_front_matter("at: 18:00\non: 2027-03-25\ncount: 4\nlive: false\nphone: 0800 789 321\nzero: 007\n", 2)

    assert front.data == {
        "at": "18:00",
        "on": "2027-03-25",
        "count": 4,
        "live": False,
        "phone": "0800 789 321",
        "zero": "007",
    }


def test_a_number_too_long_to_count_with_stays_text() -> None:
    assert read_front_matter(f"phone: {'9' * 5000}\n", 2).data == {"phone": "9" * 5000}


def test_a_quoted_word_is_never_a_constant() -> None:
    assert read_front_matter("answer: 'true'\nnumber: \"4\"\n", 2).data == {"answer": "true", "number": "4"}


def test_every_value_knows_its_line_in_the_file() -> None:
    front = read_front_matter("title: One\nsteps:\n  - title: First\n    text: |\n      Words\n  - title: Second\n", 2)

    assert front.line(("title",)) == 2
    assert front.line(("steps", 0, "text")) == 5
    assert front.line(("steps", 1, "title")) == 7
    assert front.line(("steps", 1, "unknown")) == 7


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("title: one\ntitle: two\n", 3, "twice"),
        ("- a list\n", 2, "name: value"),
        ("title: [unclosed\nsummary: x\n", 3, "valid YAML"),
        ("a: &a [x, x]\nb: &b [*a, *a]\n", 3, "in place of the alias"),
        ("a: &a [*a]\n", 2, "in place of the alias"),
        ("title: one\nsummary: a\x07b\n", 3, "invisible"),
    ],
)
def test_what_cannot_be_read_names_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(FrontMatterError, match=message) as caught:
        read_front_matter(text, 2)
    assert caught.value.line == line
