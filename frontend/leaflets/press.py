"""The press: WeasyPrint with the libraries of the system that it needs, if they are there."""

import hashlib
import logging
import os
import sys
from collections.abc import Mapping
from ctypes import CDLL
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple

from frontend.errors import FrontendError
from frontend.leaflets.paper import FindFile, Sheets

LIBRARIES: Final = ("weasyprint", "pydyf", "fonttools", "pillow", "segno")
"""Releases of these may change what a leaflet looks like."""

SHARED: Final[Mapping[str, tuple[str, ...]]] = {
    "linux": (
        *("libgobject-2.0.so.0", "libpango-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0"),
        *("libfontconfig.so.1", "libpangoft2-1.0.so.0"),
    ),
}
"""Libraries of the system that WeasyPrint opens, by platform; on others it is asked itself."""

_EXTRA_MISSING: Final = (
    "Leaflets (PDF) are left out, because WeasyPrint is not installed: install Waymark with its extra “paper” "
    "(pip install '.[paper]'), or build with --no-leaflets."
)
_PANGO_MISSING: Final = (
    "Leaflets (PDF) are left out, because this machine lacks {missing}: install Pango and HarfBuzz (on Debian and Ubuntu "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core), or build with --no-leaflets."
)


class NoPress(FrontendError):
    """Leaflets cannot be made on this machine; says what to install."""


class LeafletFailed(FrontendError):
    """A leaflet could not be made."""


class Printed(NamedTuple):
    """A finished leaflet."""

    data: bytes
    pages: int


class Press:
    """Prints leaflets. Nothing is loaded until the first is printed; safe to use after a fork."""

    def __init__(self) -> None:
        """Raises NoPress when something is missing."""
        if any(find_spec(name) is None for name in ("weasyprint", "segno", "PIL")):
            raise NoPress(_EXTRA_MISSING)
        if missing := missing_library():
            raise NoPress(_PANGO_MISSING.format(missing=missing))
        self.edition = _edition()
        """A digest of what prints: when it changes, leaflets are made anew."""
        self._fonts: Any = None
        self._styles: dict[str, Any] = {}

    def load(self) -> None:
        """Load what printing needs, so that processes which are forked from this one have it."""
        import frontend.leaflets.files  # noqa: F401

    def printed(self, sheets: Sheets, base: str, find: FindFile) -> Printed:
        """Return the leaflet as PDF/UA: equal sheets give equal bytes. Raises LeafletFailed.

        `base` is the public address of the site, `find` finds its files.
        """
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration

        from frontend.leaflets.files import SiteFiles

        logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
        self._fonts = self._fonts or FontConfiguration()
        files = SiteFiles(base, find, sheets.drawings)
        try:
            html = HTML(string=sheets.html, base_url=f"{base}/", url_fetcher=files)
            # A site's stylesheet is read once: that takes a tenth of the time of a leaflet.
            if sheets.style not in self._styles:
                self._styles[sheets.style] = CSS(string=sheets.style, font_config=self._fonts, url_fetcher=files)
            document = html.render(
                stylesheets=[self._styles[sheets.style]], font_config=self._fonts, pdf_variant="pdf/ua-1"
            )
            identifier = hashlib.sha256(sheets.html.encode()).digest()[:16]
            return Printed(document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier), len(document.pages))
        except Exception as error:
            # A library lays out what editors wrote: whatever it stumbles over costs this leaflet, not the site.
            raise LeafletFailed(f"{type(error).__name__}: {error}") from error


def missing_library() -> str:
    """Return the first library of the system that WeasyPrint would not find, or an empty string."""
    for name in SHARED.get(sys.platform, ()):
        try:
            CDLL(name)
        except OSError:
            return name
    if sys.platform not in SHARED:
        try:
            import weasyprint  # noqa: F401
        except OSError as error:
            return str(error).partition(":")[0]
    return ""


def _edition() -> str:
    """Return a digest of the libraries' releases and of the fonts of this machine."""
    total = hashlib.sha256(b"leaflets 1")
    for name in LIBRARIES:
        try:
            total.update(f"{name} {version(name)}\0".encode())
        except PackageNotFoundError:
            total.update(f"{name} ?\0".encode())
    for font in font_files():
        total.update(f"{font}\0".encode())
    return total.hexdigest()[:16]


def font_files() -> list[str]:
    """Return the names and sizes of the fonts in the folders in which Linux keeps them, in order."""
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / "fonts", Path.home() / ".fonts")
    found = [
        f"{entry} {(Path(folder) / entry).stat().st_size}"
        for root in folders
        for folder, _, entries in os.walk(root)
        for entry in entries
        if entry.endswith((".ttf", ".otf", ".ttc", ".pfb"))
    ]
    return sorted(found)
