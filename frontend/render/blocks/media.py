"""Pictures, films and files."""

from dataclasses import dataclass
from typing import Final

from content_models.blocks import DocumentBlock, FilmBlock, ImageBlock
from frontend.render.blocks.base import Builders, Outline
from frontend.render.films import film_part
from frontend.render.parts import Anchor, Download, FilmPart, Picture
from frontend.render.scope import Scope


@dataclass(frozen=True, slots=True)
class ImageFigure:
    """A picture with its caption."""

    picture: Picture
    caption: str | None


@dataclass(frozen=True, slots=True)
class FilmFigure:
    """A film, its transcript folded, and the page that tells more."""

    id: str
    film: FilmPart
    page: Anchor | None


@dataclass(frozen=True, slots=True)
class DocumentFigure:
    """A file to download."""

    download: Download


def _image(scope: Scope, block: ImageBlock, _: Outline) -> ImageFigure:
    return ImageFigure(scope.picture(block.value.image), block.value.caption)


def _film(scope: Scope, block: FilmBlock, _: Outline) -> FilmFigure:
    page = scope.page(block.value.page) if block.value.page else None
    return FilmFigure(scope.anchor_id(block.id), film_part(scope, block.value.film), page)


def _document(scope: Scope, block: DocumentBlock, _: Outline) -> DocumentFigure:
    return DocumentFigure(scope.download(block.value))


BUILDERS: Final[Builders] = {
    "image": _image,
    "film": _film,
    "document": _document,
}
