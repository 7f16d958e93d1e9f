"""Stand-in texts: examples in a language that nobody has translated them into, for looking at layout and type.

Every text becomes words of that language's interface (`frontend/locale_strings`), which a speaker has read, of about the
same length; they do not say what the original says. Names, numbers and addresses stay, as they would in a translation.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from itertools import count
from typing import Any, Final
from zlib import crc32

from frontend.render.words import Dictionary

TEXTS: Final = frozenset(
    {
        *("accessibility", "aim", "alt", "attribution", "audience", "caption", "change_note", "claim", "columns"),
        *("content_warning", "description", "detail", "details_note", "fact", "focus_heading", "form_text", "heading"),
        *(
            "html",
            "index_terms",
            "introduction",
            "key_messages",
            "languages_note",
            "link_text",
            "need",
            "needs",
            "note",
        ),
        *("objectives_heading", "otherwise", "quote", "refreshments", "role", "rows", "say", "scope", "short_title"),
        *("statement", "status_note", "summary", "text", "themes", "title", "travel", "when"),
    }
)
"""The fields that hold prose."""

_MARKUP: Final = re.compile(r"(<[^>]*>)")
_LETTER: Final = re.compile(r"[A-Za-z]")


def stand_in(data: Any, locale: str, key: str = "") -> Any:
    """Return JSON of an English document, overlay or block with other texts, and with `locale` as its language."""
    if key == "posters":
        # Their words are approved in each language, and what else they have are choices.
        return data
    if isinstance(data, Mapping):
        # The strands of a strategy are called by common words, other things that have names by proper ones.
        texts = {"name"} if "aim" in data else set()
        return {
            name: _text(value, locale)
            if name in texts
            else locale
            if _is_language(name, value)
            else stand_in(value, locale, name)
            for name, value in data.items()
        }
    if isinstance(data, list):
        return [stand_in(item, locale, key) for item in data]
    if isinstance(data, str) and key in TEXTS:
        return _html(data, locale) if key == "html" else _text(data, locale)
    return data


def _is_language(name: str, value: object) -> bool:
    return name == "locale" and value == "en"


def _html(html: str, locale: str) -> str:
    parts = _MARKUP.split(html)
    return "".join(part if number % 2 else _spaced(part, locale) for number, part in enumerate(parts))


def _spaced(text: str, locale: str) -> str:
    """Return other words with the white space that was around them, which keeps words of two elements apart."""
    words = text.strip()
    return text.replace(words, _text(words, locale)) if words else text


def _text(text: str, locale: str) -> str:
    """Return other words of about the length of `text`, never longer; the same for the same text."""
    if not _LETTER.search(text):
        return text
    room, first, phrases = len(text), crc32(text.encode()), _phrases(locale)
    short = [phrase for phrase in phrases if len(phrase) <= room]
    if not short:
        return phrases[0][:room].strip() or phrases[0][0]
    long = [phrase for phrase in short if len(phrase) * 2 >= room] or short
    found = long[first % len(long)]
    for number in count(1):
        following = short[(first + number * 7) % len(short)]
        if len(found) + len(following) >= room or number > len(short):
            return found
        found += f" {following}"
    raise AssertionError


@cache
def _phrases(locale: str) -> tuple[str, ...]:
    """Return the interface's words that stand by themselves, the shortest first."""
    texts = {str(text.unescape()) for text in Dictionary().of(locale).texts.values()}
    return tuple(
        sorted((text for text in texts if "{" not in text and len(text) > 1), key=lambda text: (len(text), text))
    )


def stand_in_text(model_json: bytes, locale: str) -> str:
    """Return the JSON `model_json` of an English model as text with stand-in words."""
    return json.dumps(stand_in(json.loads(model_json), locale), ensure_ascii=False)
