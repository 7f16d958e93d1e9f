"""Where text becomes HTML without a template: rich text, sentences, lines; all else is escaped by the templates."""

import re
from collections.abc import Iterable
from typing import Final

from markupsafe import Markup, escape

from frontend.render.safe import made_here
from frontend.render.words import Words

_HEADING: Final = re.compile(r"<(/?)h([34])>")
_OUTSIDE: Final = re.compile(r'<a href="(https?://[^"]*)"(?: rel="[a-z ]*")?>')
_ENDS: Final = (".", "!", "?", "…", "۔", "؟", ":")


def rich(html: str, *, under: int) -> Markup:
    """Return rich text whose links are resolved, with its headings below a heading of level `under`.

    `html` is that of a RichText, and safe because RichText admits nothing but a closed list of elements (content_models.rich_text).
    """
    if "<h" in html:
        html = _headings_below(html, under)
    if "://" in html:
        html = _OUTSIDE.sub(r'<a href="\1" rel="noreferrer">', html)
    return made_here(html)


def _headings_below(html: str, under: int) -> str:
    highest = min(int(match[2]) for match in _HEADING.finditer(html)) if _HEADING.search(html) else 3
    seen_highest = False

    def moved(match: re.Match[str]) -> str:
        nonlocal seen_highest
        level = int(match[2])
        seen_highest = seen_highest or level == highest
        return f"<{match[1]}h{min(6, under + 1 + (level - highest if seen_highest else 0))}>"

    return _HEADING.sub(moved, html)


def sentences(words: Words, parts: Iterable[str]) -> Markup:
    """Return parts as sentences in one line, each with its full stop."""
    ended = (part if _plain_end(part) else Markup("{}{}").format(part, words["full_stop"]) for part in parts if part)
    return Markup(" ").join(ended)


def _plain_end(part: str) -> bool:
    return re.sub(r"(</[a-z]+>)+$", "", str(part)).endswith(_ENDS)


def lines(text: str) -> Markup:
    """Return plain text with its line breaks kept."""
    return Markup("<br>").join(escape(line) for line in text.splitlines())


def paragraphs(text: str) -> tuple[Markup, ...]:
    """Return the paragraphs of plain text, told apart by empty lines."""
    return tuple(lines(part.strip()) for part in re.split(r"\n\s*\n", text) if part.strip())
