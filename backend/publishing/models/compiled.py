"""What the newest version of a page was compiled to: for its site, and for a preview."""

from django.db import models

from backend.publishing.models.documents import StoredDocument, StoredOverlay
from backend.publishing.models.media import DIGEST_LENGTH


class CompiledPage(models.Model):
    """The last good document of a page, what it was made from, and why a newer version failed, if it did.

    An adopted page has the document of its owner that it shows, and the overlay that it adds. `generation` counts writes:
    whoever compiled from an older reading of the page loses and reads it again.
    """

    page = models.OneToOneField("wagtailcore.Page", primary_key=True, on_delete=models.CASCADE, related_name="compiled")
    document = models.ForeignKey(StoredDocument, null=True, on_delete=models.PROTECT, related_name="compiled_pages")
    overlay = models.ForeignKey(StoredOverlay, null=True, on_delete=models.PROTECT, related_name="compiled_pages")
    fitted = models.CharField(
        max_length=DIGEST_LENGTH, blank=True, help_text="Of which document and overlay it is known how they fit."
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="From which the document was made.",
    )
    stamp = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)
    generation = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)
    compiled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"page {self.page_id}"


class CompiledDraft(models.Model):
    """A draft as it would be published, for one preview. Never part of a manifest; deleted when its token is too old.

    `body` is what the preview endpoint answers, without addresses of files; empty when `problem` says why there is none.
    """

    token = models.CharField(max_length=255, primary_key=True)
    site = models.CharField(max_length=80)
    body = models.BinaryField(default=bytes)
    problem = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"draft on {self.site}"
