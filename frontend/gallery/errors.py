"""What can go wrong while the gallery is made. Each message is one sentence for the person who can act."""

from frontend.errors import FrontendError


class GalleryError(FrontendError):
    """The gallery cannot be made or written."""


class GalleryIncomplete(GalleryError):
    """The contract has something that no example shows, so that there is nothing to make a specimen of."""
