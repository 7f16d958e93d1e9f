"""Choosers of things that other apps keep. They are named by string, so that `core` imports no sibling."""

from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from backend.core.blocks.words import ALTERNATIVE_TEXT


class ContactChooserBlock(SnippetChooserBlock):
    """A contact of the registry: one's own or one that another organisation shares."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("organisations.Contact", **kwargs)

    class Meta:
        icon = "mail"


class PartnerChooserBlock(SnippetChooserBlock):
    """A partner of the register: one's own or one that another organisation shares."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("pages.Partner", **kwargs)

    class Meta:
        icon = "group"


class FilmChooserBlock(SnippetChooserBlock):
    """A film with its captions and transcript."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("media.Film", **kwargs)

    class Meta:
        icon = "media"


class FileChooserBlock(DocumentChooserBlock):
    """A file to download."""

    class Meta:
        icon = "doc-full"


class PictureBlock(ImageBlock):
    """A picture with the words that stand for it here, or marked as decorative (WCAG 1.1.1)."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        words = blocks.CharBlock(
            required=False,
            max_length=ALTERNATIVE_TEXT,
            label="Description",
            help_text="What somebody who cannot see the picture needs to know. Leave out “picture of”.",
        )
        words.set_name("alt_text")
        self.child_blocks["alt_text"] = words
        decorative = self.child_blocks["decorative"]
        decorative.field.help_text = "Tick only if the picture adds nothing that the words do not say."
