"""The A–Z is sorted as readers of its language expect."""

from uuid import uuid4

import pytest

from frontend.plan.cards import Card
from frontend.plan.index import build_index, letter_of


def card(title: str, url: str = "") -> Card:
    return Card(uuid4(), "en", "standard", title, "Summary.", url or f"/{title.lower()}/")


def letters(titles: list[str], locale: str) -> dict[str, list[str]]:
    index = build_index([(card(title), ()) for title in titles], locale)
    return {letter: [entry.term for entry in entries] for letter, entries in index}


def test_case_accents_and_leading_marks_do_not_matter() -> None:
    found = letters(["Zebra", "Éclair", "apple", "“Ask us”", "Echo", "3 steps"], "en")
    assert found == {"0–9": ["3 steps"], "A": ["apple", "“Ask us”"], "E": ["Echo", "Éclair"], "Z": ["Zebra"]}


def test_welsh_letters_of_two_characters_are_letters() -> None:
    found = letters(["Llyfr", "Lamp", "Chwaer", "Cyngor", "Ddoe", "Dewi", "Rhybudd", "Radio"], "cy")
    assert list(found) == ["C", "Ch", "D", "Dd", "L", "Ll", "R", "Rh"]
    assert list(letters(["Llyfr", "Lamp"], "en")) == ["L"]


def test_a_page_stands_under_its_title_and_each_other_word_once() -> None:
    page = card("Radicalisation")
    index = build_index([(page, ("Extremism", "radicalisation", "Extremism"))], "en")
    assert [(letter, [entry.term for entry in entries]) for letter, entries in index] == [
        ("E", ["Extremism"]),
        ("R", ["Radicalisation"]),
    ]


@pytest.mark.parametrize(("term", "letter"), [("", "0–9"), ("…", "0–9"), ("ابتدا", "ا"), ("ßtreet", "S")])
def test_every_term_has_a_letter(term: str, letter: str) -> None:
    assert letter_of(term, "ur") == letter
