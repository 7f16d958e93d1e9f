"""Stylesheets, scripts and drawings: the shared ones, named by their content, and the brand file of an organisation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from content_models import digest
from content_models.site import BrandColours

FOLDER: Final = Path(__file__).parent.parent / "assets"
STYLES: Final = (
    *("tokens", "base", "frame", "help", "reading", "finding"),
    *("stories", "services", "media", "end", "modes"),
)
"""The parts of the stylesheet below `styles/`, in the order in which they are sent as one."""
DEFAULT_MARK: Final = ("#2d3b45", "#e3c77a")
"""Brand and accent of `favicon.svg` as it stands in the folder; an organisation's own take their place."""

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_BESIDE: Final = re.compile(r" *([{};,>]) *|(:) (?![^()]*\))")
"""Spaces that mean nothing. Those around `+` stay, because `calc()` needs them, one before a colon: `a :lang(ur)`, and those
in parentheses: a query stands in what is sent as it is written.
"""
_AFTER: Final = re.compile(r"(?<=[{};,])\n")


@dataclass(frozen=True, slots=True)
class SharedAssets:
    """The files that all sites share, by their path below the site's root, and the addresses of those that pages name.

    `favicon` is the drawing that brands colour.
    """

    stylesheet: str
    exit_script: str
    blank_icon: str
    files: Mapping[str, bytes]
    favicon: str


@dataclass(frozen=True, slots=True)
class BrandAssets:
    """The files of one brand, and the paths of its stylesheet and of the drawn favicon."""

    stylesheet: str
    favicon: str
    files: Mapping[str, bytes]


def shared_assets(folder: Path = FOLDER) -> SharedAssets:
    """Read the shared files; the stylesheet names the others by their hashed names."""
    contours = (folder / "contours.svg").read_bytes()
    contours_path = hashed("contours.svg", contours)
    css = _smaller("\n".join((folder / "styles" / f"{part}.css").read_text(encoding="utf-8") for part in STYLES))
    css = css.replace("url(contours.svg)", f"url({contours_path.removeprefix('assets/')})")
    stylesheet = hashed("waymark.css", css.encode())
    script = _smaller_script((folder / "exit.js").read_text(encoding="utf-8")).encode()
    blank = (folder / "blank.svg").read_bytes()
    script_path, blank_path = hashed("exit.js", script), hashed("blank.svg", blank)
    files = {stylesheet: css.encode(), contours_path: contours, script_path: script, blank_path: blank}
    favicon = (folder / "favicon.svg").read_text(encoding="utf-8")
    return SharedAssets(f"/{stylesheet}", f"/{script_path}", f"/{blank_path}", files, favicon)


def brand_assets(colours: BrandColours, shared: SharedAssets) -> BrandAssets:
    """Return the brand's stylesheet and its favicon in the brand's colours."""
    css = brand_css(colours).encode()
    favicon = shared.favicon
    for default, own in zip(DEFAULT_MARK, (colours.brand, colours.accent), strict=True):
        favicon = favicon.replace(default, own)
    css_path, icon_path = hashed("brand.css", css), hashed("favicon.svg", favicon.encode())
    return BrandAssets(f"/{css_path}", f"/{icon_path}", {css_path: css, icon_path: favicon.encode()})


def brand_css(colours: BrandColours) -> str:
    """Return the brand file: six tokens, three of them again for dark mode; unlayered, so that it wins."""
    return f"""\
:root {{
  --brand: {colours.brand};
  --on-brand: {colours.on_brand};
  --brand-text: {colours.brand_text};
  --accent: {colours.accent};
  --on-accent: {colours.on_accent};
  --wash: {colours.wash};
}}
@media screen and (prefers-color-scheme: dark) {{
  :root {{
    --brand: {colours.dark_brand};
    --brand-text: {colours.dark_brand_text};
    --wash: {colours.dark_wash};
  }}
}}
"""


def hashed(name: str, data: bytes) -> str:
    """Return the path of an asset with the first eight figures of its digest, so that it may be cached for ever."""
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}.{digest(data)[:8]}.{ending}"


def _smaller(css: str) -> str:
    """Return a stylesheet without comments and indentation, and without spaces and new lines beside punctuation."""
    lines = (line.strip() for line in _COMMENT.sub("", css).splitlines())
    return _AFTER.sub("", _BESIDE.sub(r"\1\2", "\n".join(line for line in lines if line))) + "\n"


def _smaller_script(script: str) -> str:
    """Return a script without indentation and without its comments, which stand on lines of their own."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"
