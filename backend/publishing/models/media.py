"""Files by their content, and from which uploads and images they were made."""

from typing import Final

from django.db import models

DIGEST_LENGTH: Final = 64
"""Characters of a hexadecimal SHA-256."""


def storage_name(media: "StoredMedia", filename: str) -> str:  # noqa: ARG001
    """Return where a file lies: by its digest, so that equal files are stored once."""
    return f"published/{media.digest[:2]}/{media.digest}"


class StoredMedia(models.Model):
    """A file by its content, copied out of the editors' media so that it cannot change under a published page."""

    digest = models.CharField(max_length=DIGEST_LENGTH, primary_key=True)
    file = models.FileField(upload_to=storage_name, max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    filename = models.CharField(max_length=121)
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.filename} {self.digest[:12]}"


class MediaSource(models.Model):
    """Which bytes an uploaded file held when it was last read, so that they are hashed once.

    `stamp` is its size and time of change. The original of an image has no `media`: only its renditions are published.
    """

    name = models.CharField(max_length=255, primary_key=True)
    stamp = models.CharField(max_length=100)
    digest = models.CharField(max_length=DIGEST_LENGTH)
    media = models.ForeignKey(StoredMedia, null=True, on_delete=models.CASCADE, related_name="sources")

    def __str__(self) -> str:
        return self.name


class StoredRendition(models.Model):
    """One size of an image, made once from its original by a named recipe."""

    original = models.CharField(max_length=DIGEST_LENGTH)
    recipe = models.CharField(max_length=40)
    media = models.ForeignKey(StoredMedia, on_delete=models.CASCADE, related_name="renditions")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["original", "recipe", "width"], name="one_rendition_a_width")]

    def __str__(self) -> str:
        return f"{self.original[:12]} {self.recipe} {self.width}"
