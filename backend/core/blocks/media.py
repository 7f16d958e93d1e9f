"""Blocks that carry files: image, film, document."""

from wagtail import blocks

from backend.core.blocks.choosers import FileChooserBlock, FilmChooserBlock, PictureBlock
from backend.core.blocks.struct import Group
from backend.core.blocks.words import LineBlock


class ImageBlock(Group):
    """A picture inside a page."""

    image = PictureBlock(label="Picture")
    caption = LineBlock(required=False, help_text="Shown below the picture. The credit comes from the picture itself.")

    class Meta:
        icon = "image"
        label = "Picture"
        label_format = "{caption}"


class FilmBlock(Group):
    """A film inside a page."""

    film = FilmChooserBlock()
    page = blocks.PageChooserBlock(
        required=False,
        label="Page about the film",
        help_text="Where its transcript and other versions are, if there is such a page.",
    )

    class Meta:
        icon = "media"
        label = "Film"


def document_block() -> FileChooserBlock:
    """Return the block that offers a file to download."""
    return FileChooserBlock(label="Document to download")
