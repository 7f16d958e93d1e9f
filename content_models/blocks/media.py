"""Blocks that carry files: image, film, document."""

from typing import Literal

from content_models.base import Model
from content_models.blocks.base import BlockBase
from content_models.links import PageLink
from content_models.media import DocumentFile, FilmAsset, Image
from content_models.values import Line


class ImageValue(Model):
    """An image with an optional caption."""

    image: Image
    caption: Line | None = None


class ImageBlock(BlockBase):
    """An image inside a page."""

    type: Literal["image"] = "image"
    value: ImageValue


class FilmValue(Model):
    """A film, and the page that tells more about it."""

    film: FilmAsset
    page: PageLink | None = None


class FilmBlock(BlockBase):
    """A film inside a page."""

    type: Literal["film"] = "film"
    value: FilmValue


class DocumentBlock(BlockBase):
    """A file to download."""

    type: Literal["document"] = "document"
    value: DocumentFile
