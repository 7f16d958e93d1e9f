"""Contrast of brand colours, by the ratios of the visual language. The contract checks the same pairs when it is built."""

import re
from collections.abc import Mapping

COLOUR = r"^#[0-9a-f]{6}$"

PAPER, PAPER_DARK = "#ffffff", "#11181e"
INK, INK_DARK = "#17212b", "#e8edf0"
MUTED, MUTED_DARK = "#475561", "#b4c0c9"
EDGE, EDGE_DARK = "#677783", "#8597a3"

TEXT, CONTROL = 4.5, 3.0
"""Least contrast of text (WCAG 2.2, 1.4.3) and of controls and marks (1.4.11)."""

PAIRS = (
    ("text on the brand colour", "on_brand", "brand", TEXT),
    ("text on the dark-mode brand colour", "on_brand", "dark_brand", TEXT),
    ("brand-coloured text on paper", "brand_text", PAPER, TEXT),
    ("brand-coloured text on the wash", "brand_text", "wash", TEXT),
    ("brand-coloured text in dark mode", "dark_brand_text", PAPER_DARK, TEXT),
    ("brand-coloured text on the dark wash", "dark_brand_text", "dark_wash", TEXT),
    ("the accent on the brand colour", "accent", "brand", CONTROL),
    ("the accent on the dark-mode brand colour", "accent", "dark_brand", CONTROL),
    ("text on the accent", "on_accent", "accent", TEXT),
    ("body text on the wash", INK, "wash", TEXT),
    ("secondary text on the wash", MUTED, "wash", TEXT),
    ("body text on the dark wash", INK_DARK, "dark_wash", TEXT),
    ("secondary text on the dark wash", MUTED_DARK, "dark_wash", TEXT),
    ("borders on the wash", EDGE, "wash", CONTROL),
    ("borders on the dark wash", EDGE_DARK, "dark_wash", CONTROL),
)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio, 1 to 21, of two `#rrggbb` colours (WCAG 2.2, relative luminance)."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def contrast_problems(colours: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return, for each pair of `colours` (by token name) that is too close, the token to change and a sentence."""
    problems = []
    for name, one, other, least in PAIRS:
        ratio = contrast(colours.get(one, one), colours.get(other, other))
        if ratio < least:
            token = one if one in colours else other
            problems.append((token, f"{name} has a contrast of {ratio:.1f}, needs {least:g}"))
    return problems


def _luminance(colour: str) -> float:
    channels = (int(part, 16) / 255 for part in re.findall("..", colour.removeprefix("#")))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
