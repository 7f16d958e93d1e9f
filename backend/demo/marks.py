"""Logos and favicons as SVG: a plain field with one sign in the organisation's colours. No real emblem is imitated."""

from collections.abc import Mapping
from typing import Final

SIGNS: Final = {
    "arch": "M11 33V22a11 11 0 0 1 22 0v11M17 33V23a5 5 0 0 1 10 0v10",
    "path": "M9 34c4-9 9-4 13-10s3-9 12-13M30 10h5v5",
    "river": "M8 15c5-6 9-6 14 0s9 6 14 0M8 23c5-6 9-6 14 0s9 6 14 0M8 31c5-6 9-6 14 0s9 6 14 0",
    "tree": "M22 36V20M22 20l-7-6M22 25l8-7M10 20c-3-8 5-13 12-12s15 4 12 12-9 7-12 7-10-2-12-7",
    "wave": "M7 28c4 0 6-4 8-8s5-7 9-5-1 8-4 6M20 28c6 2 12 0 17-6",
}
_LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="220" height="220" viewBox="0 0 44 44">'
    '<rect width="44" height="44" rx="8" fill="{brand}"/>'
    '<path d="{sign}" fill="none" stroke="{accent}" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/>'
    "</svg>\n"
)


class UnknownMark(LookupError):
    """No such sign is drawn here."""


def draw_mark(name: str, colours: Mapping[str, str]) -> bytes:
    """Return the SVG of the sign `name` in an organisation's colours. Raises UnknownMark."""
    if name not in SIGNS:
        raise UnknownMark(f"There is no mark `{name}`; there are: {', '.join(sorted(SIGNS))}.")
    return _LOGO.format(sign=SIGNS[name], brand=colours["brand"], accent=colours["accent"]).encode()
