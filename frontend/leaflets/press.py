"""The press: prints sheets with WeasyPrint."""

import hashlib
import logging
import os
from pathlib import Path
from typing import Any, NamedTuple

from frontend.errors import FrontendError
from frontend.leaflets.paper import FindFile, Sheets
from frontend.paper import door


class NoPress(FrontendError):
    """Leaflets cannot be made on this machine; says what to install."""


class LeafletFailed(FrontendError):
    """A leaflet could not be made."""


class LeafletLate(LeafletFailed):
    """A leaflet has to wait until the pages are out."""


class Printed(NamedTuple):
    """A finished leaflet."""

    data: bytes
    pages: int


class Press:
    """Prints leaflets. Nothing is loaded until the first is printed; safe to use after a fork."""

    def __init__(self) -> None:
        """Raises NoPress when something is missing."""
        if trouble := door.trouble():
            raise NoPress(f"Leaflets (PDF) are left out, because {trouble}")
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


def _edition() -> str:
    """Return a digest of what prints, and of the fonts of this machine."""
    total = hashlib.sha256(f"leaflets 1 {door.version_line()}\0".encode())
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
