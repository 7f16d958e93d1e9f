"""Interface words: equal keys in every language, all of them used, none missing."""

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from frontend.render import StringsError, environment, words
from frontend.render.words import Dictionary, direction, language_name

DICTIONARY = Dictionary()
KEY = re.compile(r'(?:\bt|words)(?:\[|\.fill\(\s*|\.count\(\s*)"([a-z_]+)"')
SAME_AS_ENGLISH = {
    "cy": {"poster_pdf", "quoted", "full_stop", "days_and_times", "time", "file_about", "cost", "calendar_status"},
    "ar": {"full_stop", "calendar_status"},
    "ur": {"calendar_status"},
}
"""Words that are the same in both languages, and patterns of signs."""
SIGNS_ONLY = {"quoted", "full_stop", "time", "calendar_status"}
"""Patterns that hold no word of any language."""
MADE_UP = re.compile(r'(?:words)(?:\[|\.fill\()f"([a-z_]*)\{')


def sources() -> list[str]:
    files = [*environment.FOLDER.rglob("*.html"), *Path(words.__file__).parent.rglob("*.py")]
    return [path.read_text(encoding="utf-8") for path in files]


def test_every_language_has_the_same_keys_and_names_to_fill_in() -> None:
    english = DICTIONARY.files["en"]
    assert set(DICTIONARY.files) == {"en", "cy", "ur", "ar"}
    for locale, (texts, plurals) in DICTIONARY.files.items():
        wanted, there = english[0].keys() | english[1].keys(), texts.keys() | plurals.keys()
        assert not wanted - there, f"{locale}.json lacks {', '.join(sorted(wanted - there))}"
        assert not there - wanted, f"{locale}.json has what en.json lacks: {', '.join(sorted(there - wanted))}"
        assert plurals.keys() == english[1].keys(), locale
        for key, text in texts.items():
            names = set(re.findall(r"\{([a-z]+)\}", text))
            assert names == set(re.findall(r"\{([a-z]+)\}", english[0][key])), (locale, key)


def all_words(locale: str) -> dict[str, str]:
    """Return every string of a language by its key, plural forms by `key.form`."""
    texts, plurals = DICTIONARY.files[locale]
    forms = {f"{key}.{form}": str(text) for key, several in plurals.items() for form, text in several.items()}
    return {key: str(text) for key, text in texts.items()} | forms


def test_no_words_are_empty_and_none_are_left_in_english() -> None:
    english = all_words("en")
    for locale, same in SAME_AS_ENGLISH.items():
        words_ = all_words(locale)
        empty = sorted(key for key, text in words_.items() if not text.strip())
        left = sorted(key for key, text in words_.items() if text == english.get(key) and key not in same)
        assert (empty, left) == ([], []), f"{locale}.json"


def test_arabic_and_urdu_are_written_in_their_own_letters() -> None:
    letters = re.compile("[\u0600-\u06ff]")
    for locale in ("ar", "ur"):
        foreign = sorted(key for key, text in all_words(locale).items() if not letters.search(text))
        assert set(foreign) <= SIGNS_ONLY, f"{locale}.json"


def test_numbers_to_ring_and_keys_to_press_are_the_same_in_every_language() -> None:
    for key, text in all_words("en").items():
        base, _, form = key.partition(".")
        for locale in SAME_AS_ENGLISH if not form else ():
            translated = all_words(locale)[base]
            for fact in re.findall(r"\b(?:Shift|\d{3,})\b", text):
                assert fact in translated, (locale, key, fact)


def test_every_file_says_who_has_to_check_it() -> None:
    for locale in ("cy", "ur", "ar"):
        assert "native reader" in (words.FOLDER / f"{locale}.json").read_text(encoding="utf-8")


def test_every_plural_form_of_a_language_is_there() -> None:
    for locale, (_, plurals) in DICTIONARY.files.items():
        categories = words.language(locale).plural_form.tags | {"other"}
        for key, forms in plurals.items():
            assert categories <= forms.keys(), (locale, key)


def test_templates_and_code_use_the_keys_that_there_are() -> None:
    texts, plurals = DICTIONARY.files["en"]
    used = {key for source in sources() for key in KEY.findall(source)}
    begun = tuple(
        {start for source in sources() for start in MADE_UP.findall(source)} | {"items_", "film_", "kind_of_"}
    )
    descriptions = {"a_to_z_description", "not_found_description"}
    assert used <= texts.keys() | plurals.keys()
    unused = {
        key for key in texts.keys() | plurals.keys() if key not in used | descriptions and not key.startswith(begun)
    }
    assert not unused


def test_a_missing_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        DICTIONARY.of("en")["no_such_words"]


def test_a_language_falls_back_to_its_base_and_then_to_english() -> None:
    assert DICTIONARY.of("cy-GB").locale == "cy"
    assert DICTIONARY.of("cy-GB").own == ""
    polish = DICTIONARY.of("pl")
    assert polish.locale == "en"
    assert polish.own == ' lang="en" dir="ltr"'


def test_values_are_escaped_and_numbers_isolated_where_they_must_be() -> None:
    assert DICTIONARY.of("en").fill("by", name="<b>") == "by &lt;b&gt;"
    assert DICTIONARY.of("en").fill("by", name=Markup("<b>x</b>")) == "by <b>x</b>"
    assert '<bdi dir="ltr">4</bdi>' in DICTIONARY.of("ur").fill("step_of", number=4, total=5)


def test_lists_read_as_sentences_do() -> None:
    assert DICTIONARY.of("en").list(["England", "Wales", "Scotland"]) == "England, Wales and Scotland"


@pytest.mark.parametrize(
    ("locale", "name", "way"),
    [("en", "English", "ltr"), ("cy", "Cymraeg", "ltr"), ("ur", "اردو", "rtl"), ("ar", "العربية", "rtl"), ("so", "Soomaali", "ltr"), ("qq", "qq", "ltr")],
)  # fmt: skip
def test_languages_are_called_by_their_own_name(locale: str, name: str, way: str) -> None:
    assert language_name(locale) == name
    assert direction(locale) == way


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "en.json").write_text("{", encoding="utf-8")
    with pytest.raises(StringsError, match=r"en\.json is no valid JSON"):
        Dictionary(tmp_path)
    (tmp_path / "en.json").write_text('{"a": {"one": "x"}}', encoding="utf-8")
    with pytest.raises(StringsError, match="“a” is neither words nor plural forms"):
        Dictionary(tmp_path)
    (tmp_path / "en.json").unlink()
    with pytest.raises(StringsError, match=r"no en\.json"):
        Dictionary(tmp_path)
