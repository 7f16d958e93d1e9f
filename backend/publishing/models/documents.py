"""What was compiled, by its content: documents of pages, and the local parts of adopted ones."""

from django.db import models

from backend.publishing.models.media import DIGEST_LENGTH, StoredMedia


class StoredDocument(models.Model):
    """A compiled document: its canonical bytes, and what is looked up without reading them."""

    digest = models.CharField(max_length=DIGEST_LENGTH, primary_key=True)
    page_id = models.UUIDField()
    locale = models.CharField(max_length=20)
    type = models.CharField(max_length=40)
    owner = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.SET_NULL, related_name="stored_documents"
    )
    body = models.BinaryField()
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=320)
    words = models.TextField(help_text="All its words in lower case, for a plain search.")
    page_refs = models.JSONField(default=list, help_text="Ids of the pages that it refers to.")
    contact_refs = models.JSONField(default=list, help_text="Ids of the contacts that it refers to.")
    media = models.ManyToManyField(StoredMedia, through="DocumentMedia", related_name="documents")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["page_id", "locale"], name="document_by_page")]

    def __str__(self) -> str:
        return f"{self.type} {self.title} ({self.locale}) {self.digest[:12]}"


class DocumentMedia(models.Model):
    """A document carries a file."""

    document = models.ForeignKey(StoredDocument, on_delete=models.CASCADE)
    media = models.ForeignKey(StoredMedia, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "media"], name="document_media_once")]

    def __str__(self) -> str:
        return f"{self.document_id[:12]} {self.media_id[:12]}"


class StoredOverlay(models.Model):
    """The compiled local parts of an adopted page: what its organisation adds to the owner's document `page_id`."""

    digest = models.CharField(max_length=DIGEST_LENGTH, primary_key=True)
    page_id = models.UUIDField(help_text="Id of the owner's page, which the document that it belongs to has too.")
    locale = models.CharField(max_length=20)
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.SET_NULL, related_name="stored_overlays"
    )
    body = models.BinaryField()
    summary = models.CharField(max_length=320, blank=True, help_text="The adopter's own, if it has one.")
    words = models.TextField(help_text="All its words in lower case, for a plain search.")
    page_refs = models.JSONField(default=list, help_text="Ids of the pages that it refers to.")
    contact_refs = models.JSONField(default=list, help_text="Ids of the contacts that it refers to.")
    media = models.ManyToManyField(StoredMedia, through="OverlayMedia", related_name="overlays")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["page_id", "locale"], name="overlay_by_page")]

    def __str__(self) -> str:
        return f"overlay of {self.page_id} ({self.locale}) {self.digest[:12]}"


class OverlayMedia(models.Model):
    """An overlay carries a file."""

    overlay = models.ForeignKey(StoredOverlay, on_delete=models.CASCADE)
    media = models.ForeignKey(StoredMedia, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["overlay", "media"], name="overlay_media_once")]

    def __str__(self) -> str:
        return f"{self.overlay_id[:12]} {self.media_id[:12]}"
