"""The press: prints the sheets of leaflets."""

from frontend.errors import FrontendError
from frontend.paper import door, pdf
from frontend.paper.edition import edition
from frontend.paper.errors import PaperFailed
from frontend.paper.sheet import Sheet, SiteFiles


class NoPress(FrontendError):
    """Leaflets cannot be made on this machine; says what to install."""


class LeafletFailed(FrontendError):
    """A leaflet could not be made."""


class LeafletLate(LeafletFailed):
    """A leaflet has to wait until the pages are out."""


class Press:
    """Prints leaflets. Nothing is loaded until the first is printed; safe to use after a fork."""

    def __init__(self) -> None:
        """Raises NoPress when something is missing."""
        if trouble := door.trouble():
            raise NoPress(f"Leaflets (PDF) are left out, because {trouble}")
        self.edition = edition()
        """A digest of what prints: when it changes, leaflets are made anew."""

    def load(self) -> None:
        """Load what printing needs, so that processes which are forked from this one have it."""
        pdf.load()

    def printed(self, sheet: Sheet, site: SiteFiles) -> pdf.Written:
        """Return the leaflet as PDF/UA: equal sheets give equal bytes. Raises LeafletFailed."""
        try:
            return pdf.write_pdf(sheet, site)
        except PaperFailed as error:
            raise LeafletFailed(str(error)) from error
