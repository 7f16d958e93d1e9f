"""Film: a page around one film."""

from typing import Literal

from content_models.documents.base import DocumentBase
from content_models.media import FilmAsset
from content_models.values import Text


class Film(DocumentBase):
    """A film with poster, captions, transcript and described versions."""

    type: Literal["film"] = "film"
    film: FilmAsset
    content_warning: Text | None = None
