"""Taking out of a comment what would tell who somebody is, as far as its form shows it. Names cannot be told from words."""

import re
import unicodedata
from typing import Final

# Every repetition has an end, so that no comment takes long to read.
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|"
    r"\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.(?:com|net|org|uk|wales|info|io|ru|cn)\b\S*",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"[^\s@<>,;:()]{1,64}\s?(?:@|\(at\)|\[at\])\s?[^\s@<>,;:()]{1,100}(?:\.|\s?\(dot\)\s?)[^\s@<>,;:()]{1,100}",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<!\w)@\w{2,}")
_NUMBER = re.compile(r"[+(]{0,2}\d(?:[\s().\-–/]{0,3}\d){5,}")
_INSURANCE = re.compile(r"\b[a-z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[a-d]\b", re.I)
_POSTCODE = re.compile(r"\b(?:[a-z]{1,2}\d[a-z\d]?\s{0,2}\d[a-z]{2}|gir\s?0aa)\b", re.I)
_PLATE = re.compile(r"\b[a-z]{2}\d{2}\s?[a-z]{3}\b", re.I)

REMOVED: Final = (
    (_EMAIL, "[email address removed]"),
    (_LINK, "[link removed]"),
    (_HANDLE, "[account removed]"),
    (_INSURANCE, "[number removed]"),
    (_NUMBER, "[number removed]"),
    (_POSTCODE, "[postcode removed]"),
    (_PLATE, "[number removed]"),
)
"""What is taken out, in this order, and what is put in its place."""

SPAM_LINKS: Final = 3
"""From so many links on, a comment is an advertisement."""

_KEPT_JOINERS: Final = "\u200c\u200d"
"""Invisible joiners that Persian and Urdu words need."""


def scrubbed(comment: str) -> str:
    """Return a comment without addresses, numbers, postcodes and accounts, and without invisible characters."""
    text = unicodedata.normalize("NFKC", comment)
    text = "".join(letter for letter in text.replace("\r\n", "\n") if _is_shown(letter))
    for pattern, instead in REMOVED:
        text = pattern.sub(instead, text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def is_spam(comment: str) -> bool:
    """Say whether a comment is an advertisement."""
    return len(_LINK.findall(comment)) >= SPAM_LINKS


def _is_shown(letter: str) -> bool:
    """Say whether a character is one that people read; controls and marks that turn text around are not."""
    return (
        letter in "\n\t"
        or letter in _KEPT_JOINERS
        or unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
