"""How the gallery can look: brands, and stylesheets that are dark, light or printed whatever the device prefers.

The public stylesheet is not changed: from it others are made in which the media queries that it follows are answered.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from content_models.examples import example_manifest
from content_models.site import BrandColours
from frontend.gallery.errors import GalleryError
from frontend.render.assets import brand_css, shared_assets

LIMITS: Final = BrandColours(
    brand="#c84292",
    on_brand="#ffffff",
    brand_text="#983370",
    accent="#aae388",
    on_accent="#526037",
    wash="#dfccd6",
    dark_brand="#c84292",
    dark_brand_text="#fb97d5",
    dark_wash="#5f3f4f",
)
"""A brand whose every pair of colours is as close as the contract allows: what is legible in it is so in every brand."""


class Scheme(NamedTuple):
    """A way to answer the stylesheet's media queries, by what to write in place of each."""

    name: str
    about: str
    answers: Mapping[re.Pattern[str], str]
    colours: str


DARK: Final = re.compile(r"@media screen and \(prefers-color-scheme: ?dark\)")
PRINT: Final = re.compile(r"@media print\b")
NEVER: Final = "@media not all"

SCHEMES: Final = (
    Scheme("device", "as the device prefers", {}, ""),
    Scheme("light", "light", {DARK: NEVER}, "light"),
    Scheme("dark", "dark", {DARK: "@media screen"}, "dark"),
    Scheme("print", "as printed", {DARK: NEVER, PRINT: "@media all"}, "light"),
)


def brands() -> dict[str, BrandColours]:
    """Return the brands by name: those of the example sites, and one at the limits of contrast."""
    sites = {site: example_manifest(site).site.brand.colours for site in ("national", "marlshire", "pendrick")}
    return {**sites, "limits": LIMITS}


def stylesheets() -> dict[str, bytes]:
    """Return every stylesheet by its path below the root: `assets/waymark-dark.css`, `assets/marlshire-dark.css`."""
    shared = shared_assets()
    public = shared.files[shared.stylesheet.removeprefix("/")].decode()
    found = {}
    for scheme in SCHEMES:
        found[f"assets/waymark-{scheme.name}.css"] = _answered(public, scheme)
        for name, colours in brands().items():
            found[f"assets/{name}-{scheme.name}.css"] = _answered(brand_css(colours), scheme, among=(DARK,))
    return found


def _answered(css: str, scheme: Scheme, among: tuple[re.Pattern[str], ...] = (DARK, PRINT)) -> bytes:
    for query, answer in scheme.answers.items():
        if query not in among:
            continue
        css, number = query.subn(answer, css)
        if not number:
            raise GalleryError(f"No public stylesheet has “{query.pattern}” any more: mend frontend/gallery/looks.py.")
    if scheme.colours:
        css += f":root {{ color-scheme: {scheme.colours} }}\n"
    return css.encode()
