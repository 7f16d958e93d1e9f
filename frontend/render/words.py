"""Interface words: every word on a page that no editor wrote, from `frontend/locale_strings/<locale>.json`.

A value is a string with `{names}` to fill in, or an object of CLDR plural categories (`one`, `few`, `other` …) whose
strings may use `{n}`. Keys that begin with an underscore are notes for translators.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from markupsafe import Markup, escape

from frontend.render.errors import StringsError
from frontend.render.safe import made_here

FOLDER: Final = Path(__file__).parent.parent / "locale_strings"
FALLBACK: Final = "en"


@lru_cache(maxsize=256)
def language(locale: str) -> Locale:
    """Return Babel's record of a BCP 47 tag; British English stands in for English and for what Babel does not know."""
    try:
        return Locale.parse("en_GB" if locale == "en" else locale, sep="_" if locale == "en" else "-")
    except (UnknownLocaleError, ValueError):
        return language(locale.partition("-")[0]) if "-" in locale else Locale.parse("en_GB")


@lru_cache(maxsize=256)
def direction(locale: str) -> str:
    """Return `ltr` or `rtl`, the direction in which a language is written."""
    return str(language(locale).text_direction)


@lru_cache(maxsize=256)
def language_name(locale: str) -> str:
    """Return what a language calls itself, with a capital: English, Cymraeg, اردو."""
    known = language(locale)
    name = known.languages.get(known.language) or locale
    return name[:1].upper() + name[1:] if known.language == locale.partition("-")[0] else locale


@dataclass(frozen=True, slots=True)
class Words:
    """The interface words of one language, for pages of `page_locale` (another one when there is no translation)."""

    locale: str
    page_locale: str
    texts: Mapping[str, Markup]
    plurals: Mapping[str, Mapping[str, Markup]]
    rtl: bool

    def __getitem__(self, key: str) -> Markup:
        """Return the words under `key`, ready for HTML; raises KeyError."""
        return self.texts[key]

    def fill(self, key: str, **values: object) -> Markup:
        """Return the words under `key` with its names filled in; values are escaped, numbers isolated where needed."""
        return self._filled(self.texts[key], values)

    def count(self, key: str, n: int) -> Markup:
        """Return the words under `key` in the plural form that the language has for `n`."""
        forms = self.plurals[key]
        form = forms.get(language(self.locale).plural_form(n)) or forms["other"]
        return self._filled(form, {"n": n})

    def forms(self, key: str, **values: object) -> Mapping[str, Markup]:
        """Return the words under `key` in every plural form that the language has, by its name in the CLDR."""
        return {name: self._filled(form, values) for name, form in self.plurals[key].items()}

    def ltr(self, text: str) -> Markup:
        """Return `text` (a number, an address) isolated from the direction of a right-to-left page."""
        return Markup('<bdi dir="ltr">{}</bdi>').format(text) if self.rtl else escape(text)

    def list(self, items: Iterable[str]) -> str:
        """Return items as a sentence has them: "England, Wales and Scotland"."""
        return format_list([*items], locale=language(self.locale))

    def other(self, locale: str) -> Markup:
        """Return the attributes of an element whose words are in `locale`: none when it is the page's language."""
        return Markup() if locale == self.page_locale else _language_attributes(locale)

    @property
    def own(self) -> Markup:
        """The attributes of an element that holds interface words: none when they are in the page's language."""
        return self.other(self.locale if self.locale != _base(self.page_locale) else self.page_locale)

    def _filled(self, text: Markup, values: Mapping[str, object]) -> Markup:
        return made_here(
            "".join(
                self._value(values[piece]) if number % 2 else piece for number, piece in enumerate(_pieces(str(text)))
            )
        )

    def _value(self, value: object) -> Markup:
        return self.ltr(str(value)) if isinstance(value, int) else escape(value)


@lru_cache(maxsize=256)
def _language_attributes(locale: str) -> Markup:
    return Markup(' lang="{}" dir="{}"').format(locale, direction(locale))


@lru_cache(maxsize=1024)
def _pieces(text: str) -> tuple[Markup | str, ...]:
    """Return words split at their names: text, name, text, …; quicker than `format` by an order of magnitude."""
    return tuple(
        piece if number % 2 else made_here(piece) for number, piece in enumerate(re.split(r"\{([a-z]+)\}", text))
    )


def _base(locale: str) -> str:
    return locale.partition("-")[0]


class Dictionary:
    """All interface words, read once."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.files = {path.stem: _read(path) for path in sorted(folder.glob("*.json"))}
        if FALLBACK not in self.files:
            raise StringsError(f"There is no {FALLBACK}.json in {folder}.")

    def of(self, locale: str) -> Words:
        """Return the words for pages in `locale`: its own, its language's, else English."""
        found = next((name for name in (locale, _base(locale)) if name in self.files), FALLBACK)
        texts, plurals = self.files[found]
        return Words(found, locale, texts, plurals, direction(found) == "rtl")


def _read(path: Path) -> tuple[dict[str, Markup], dict[str, dict[str, Markup]]]:
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise StringsError(f"{path.name} is no valid JSON: {error}.") from error
    texts: dict[str, Markup] = {}
    plurals: dict[str, dict[str, Markup]] = {}
    for key, value in data.items():
        if key.startswith("_"):
            continue
        if isinstance(value, str):
            texts[key] = escape(value)
        elif isinstance(value, dict) and "other" in value:
            plurals[key] = {category: escape(text) for category, text in value.items()}
        else:
            raise StringsError(f"{path.name}: “{key}” is neither words nor plural forms with “other”.")
    return texts, plurals
