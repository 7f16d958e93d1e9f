"""The A–Z: titles and index terms, sorted as readers of the language expect."""

import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import Final, NamedTuple

from frontend.plan.cards import Card

_WELSH: Final = "a b c ch d dd e f ff g ng h i j l ll m n o p ph r rh s t th u w y".split()  # noqa: SIM905
_DIGITS: Final = "0–9"


class IndexTerm(NamedTuple):
    """One line of the A–Z: a title or another word for it, and the page that it leads to."""

    term: str
    card: Card


def fold(text: str) -> str:
    """Return `text` as people look it up: without case, accents and leading punctuation."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.lstrip(" \"'‘’“”«»([{.,;:!?–—-*#/&").replace("’", "'")


@cache
def _welsh_ranks() -> dict[str, str]:
    return {letter: chr(0x100 + place) for place, letter in enumerate(_WELSH)}


def _welsh_letters(text: str) -> list[str]:
    ranks, letters, at = _welsh_ranks(), [], 0
    while at < len(text):
        step = 2 if text[at : at + 2] in ranks else 1
        letters.append(text[at : at + step])
        at += step
    return letters


def _welsh_key(folded: str) -> str:
    return "".join(_welsh_ranks().get(letter, letter) for letter in _welsh_letters(folded))


def _is_welsh(locale: str) -> bool:
    return locale.partition("-")[0] == "cy"


def sort_key(locale: str) -> Callable[[str], str]:
    """Return the key by which words of `locale` are sorted; Welsh has letters of two characters (ch, dd, ff …)."""
    return (lambda text: _welsh_key(fold(text))) if _is_welsh(locale) else fold


def letter_of(term: str, locale: str) -> str:
    """Return the heading of the A–Z under which `term` stands."""
    return _letter(fold(term), welsh=_is_welsh(locale))


def _letter(folded: str, *, welsh: bool) -> str:
    if not folded or folded[0].isdigit():
        return _DIGITS
    first = _welsh_letters(folded)[0] if welsh else folded[0]
    return first.capitalize()


def build_index(
    pages: Iterable[tuple[Card, tuple[str, ...]]], locale: str
) -> tuple[tuple[str, tuple[IndexTerm, ...]], ...]:
    """Return letters with their terms: each card under its title and each of its index terms, once a term."""
    welsh = _is_welsh(locale)
    # A page stands once under words that read the same; of two spellings the title, which comes last, is kept.
    terms = {(fold(term), card.url): IndexTerm(term, card) for card, more in pages for term in (*more, card.title)}
    ordered = sorted(((_welsh_key(folded) if welsh else folded), url, folded) for folded, url in terms)
    letters: dict[str, list[IndexTerm]] = {}
    for _, url, folded in ordered:
        letters.setdefault(_letter(folded, welsh=welsh), []).append(terms[folded, url])
    return tuple((letter, tuple(entries)) for letter, entries in letters.items())
