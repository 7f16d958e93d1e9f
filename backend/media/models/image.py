"""Images with what the public must be told about them."""

from contextlib import closing
from typing import Any, ClassVar

from django.core.files.base import ContentFile
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index


class CustomImage(AbstractImage):
    """An image. Its alternative text is Wagtail's `description`; a page may replace it."""

    credit = models.CharField(
        max_length=255, blank=True, help_text="Whom to name beside the picture, e.g. “Essex Police”. Empty: nobody."
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")
    search_fields = [*AbstractImage.search_fields, index.SearchField("credit")]

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> "ContentFile[bytes]":  # noqa: A002
        """Return the file of a new rendition; Wagtail leaves its temporary file open for the garbage collector."""
        with closing(super().generate_rendition_file(filter, source=source)) as made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"


class CustomRendition(AbstractRendition):
    """One size of an image, made when a page is compiled."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together: ClassVar = [("image", "filter_spec", "focal_point_key")]
