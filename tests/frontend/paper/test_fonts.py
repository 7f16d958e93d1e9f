"""Fonts: each language has letters, and what has none is known before it is printed."""

from pathlib import Path

import pytest

from frontend.paper import fonts
from frontend.render.words import Dictionary
from tests.parts.paper import need_paper


@pytest.mark.parametrize("locale", sorted(Dictionary().files))
def test_every_interface_language_has_all_letters_of_its_words(locale: str) -> None:
    need_paper()
    texts, _ = Dictionary().files[locale]
    words = "".join(str(text.unescape()) for key, text in texts.items() if key.startswith("poster"))
    assert not fonts.lacking(words, fonts.faces_of(locale))


def test_a_character_without_a_letter_is_named() -> None:
    need_paper()
    assert fonts.lacking("Help 🦔 now\u200f", fonts.faces_of("en")) == "🦔"


def test_a_damaged_font_is_named_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need_paper()
    (tmp_path / "NotoSans-Regular.ttf").write_bytes(b"junk")
    monkeypatch.setenv("WAYMARK_FONTS", str(tmp_path))
    kept = (fonts._noto, fonts.font_bytes, fonts._letters)
    for each in kept:
        each.cache_clear()
    try:
        with pytest.raises(fonts.FontMissing, match=r"NotoSans-Regular on this machine is damaged: install Debian's"):
            fonts.lacking("a", fonts.SANS)
    finally:
        for each in kept:
            each.cache_clear()


def test_a_font_that_is_not_there_is_named_with_what_to_install() -> None:
    with pytest.raises(
        fonts.FontMissing, match=r"NotoSansNowhere is not on this machine: install Debian's fonts-noto-core"
    ):
        fonts.font_bytes("NotoSansNowhere")
