"""What is drawn on posters: the dashed footpath, the way post and contour lines, in a brand's colours. All of it is decoration."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from content_models.site import BrandColours

_CONTOURS: Final = Path(__file__).parent.parent / "assets" / "contours.svg"
_SVG: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">{content}</svg>'


def _svg(width: int, height: int, content: str, *, mirrored: bool = False) -> bytes:
    if mirrored:
        content = f'<g transform="matrix(-1 0 0 1 {width} 0)">{content}</g>'
    return _SVG.format(width=width, height=height, content=content).encode()


@cache
def _contour_path() -> str:
    return "".join(re.findall(r' d="([^"]+)"', _CONTOURS.read_text(encoding="utf-8")))


def contours(colours: BrandColours, *, mirrored: bool) -> bytes:
    """Return the lines of a walker's map, faint on the brand's colour."""
    line = (
        f'<path d="{_contour_path()}" fill="none" stroke="{colours.on_brand}" stroke-opacity=".13" stroke-width="1.3"/>'
    )
    return _svg(700, 500, line, mirrored=mirrored)


def footpath(colours: BrandColours, *, mirrored: bool) -> bytes:
    """Return the path that winds down a field of the brand's colour to the first number, 210 by 76 mm in tenths."""
    way = "M2140 70C1850 40 1720 250 1420 240S960 90 700 250 320 420 233 770"
    content = (
        f'<path d="{way}" fill="none" stroke="{colours.accent}" stroke-width="15" stroke-dasharray="38 30" stroke-linecap="round"/>'
        f'<circle cx="1420" cy="240" r="30" fill="{colours.brand}" stroke="{colours.accent}" stroke-width="13"/>'
    )
    return _svg(2100, 760, content, mirrored=mirrored)


def trail(colours: BrandColours) -> bytes:
    """Return one dash of the path straight down, to be repeated from one number to the next."""
    dash = f'<path d="M7 9V31" stroke="{colours.brand}" stroke-width="11" stroke-linecap="round"/>'
    return _svg(14, 50, dash)


def way_post(colours: BrandColours, *, mirrored: bool) -> bytes:
    """Return a way post on its hill, with the arrow that tells a walker where the path goes on, 210 by 200 mm in tenths."""
    content = (
        f'<path d="M0 1860C300 1700 700 1720 1050 1800S1800 1880 2100 1760V2000H0z" fill="{colours.wash}"/>'
        f'<path d="M330 1785C620 1725 860 1800 1120 1850S1750 1900 2140 1800" fill="none" stroke="{colours.brand}" '
        'stroke-width="13" stroke-dasharray="34 27" stroke-linecap="round"/>'
        f'<path d="M245 0h170v1800q-85 34-170 0z" fill="{colours.brand}"/>'
    )
    return _svg(2100, 2000, content, mirrored=mirrored)


def way_sign(colours: BrandColours, *, mirrored: bool) -> bytes:
    """Return the disc with the arrow that hangs on the post, 48 by 48 mm in tenths."""
    content = (
        f'<circle cx="240" cy="240" r="230" fill="#fff"/><circle cx="240" cy="240" r="212" fill="{colours.brand}"/>'
        f'<circle cx="240" cy="240" r="178" fill="none" stroke="{colours.accent}" stroke-width="12"/>'
        f'<path d="M350 240L232 122v76H130v84h102v76z" fill="{colours.accent}" stroke="{colours.accent}" '
        'stroke-width="14" stroke-linejoin="round"/>'
    )
    return _svg(480, 480, content, mirrored=mirrored)
