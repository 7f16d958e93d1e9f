"""Files: images, documents and films."""

from backend.media.models.document import CustomDocument
from backend.media.models.film import Film, FilmCaptions, FilmVersion, Provider
from backend.media.models.image import CustomImage, CustomRendition

__all__ = ["CustomDocument", "CustomImage", "CustomRendition", "Film", "FilmCaptions", "FilmVersion", "Provider"]
