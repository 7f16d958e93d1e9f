"""What each site has now, what it refers to, and how that changed."""

from django.db import models

from backend.publishing.models.documents import StoredDocument, StoredOverlay
from backend.publishing.models.media import DIGEST_LENGTH, StoredMedia


class LiveEntry(models.Model):
    """An entry of an organisation's current manifest, so that it can be asked for without reading the whole."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="live_entries"
    )
    position = models.PositiveIntegerField()
    path = models.CharField(max_length=1000)
    page_id = models.UUIDField()
    locale = models.CharField(max_length=20)
    type = models.CharField(max_length=40)
    document = models.ForeignKey(StoredDocument, on_delete=models.PROTECT, related_name="entries")
    overlay = models.ForeignKey(StoredOverlay, null=True, on_delete=models.PROTECT, related_name="entries")
    adopted = models.JSONField(
        null=True, help_text="From whom and how the page is adopted, in the contract's form; None: it is one's own."
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "path"], name="one_entry_a_path"),
            models.UniqueConstraint(fields=["organisation", "page_id", "locale"], name="one_entry_a_page_and_language"),
        ]
        indexes = [
            models.Index(fields=["page_id", "locale"], name="entry_by_page"),
            models.Index(fields=["organisation", "position"], name="entry_in_order"),
        ]

    def __str__(self) -> str:
        return self.path


class StoredManifest(models.Model):
    """An organisation's manifest, ready to be sent. Sequence 0 means that nothing has been recorded yet."""

    organisation = models.OneToOneField(
        "organisations.Organisation", primary_key=True, on_delete=models.CASCADE, related_name="manifest"
    )
    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=DIGEST_LENGTH, blank=True)
    body = models.BinaryField(default=bytes)
    face = models.CharField(
        max_length=600, blank=True, help_text="What others show of the organisation: address and name."
    )
    media = models.ManyToManyField(StoredMedia, related_name="manifests")
    updated = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"manifest {self.sequence} of organisation {self.organisation_id}"


class ManifestReference(models.Model):
    """What an organisation's site refers to outside its own pages: who must be recorded again when that changes."""

    class Kind(models.TextChoices):
        """What is referred to."""

        PAGE = "page"
        CONTACT = "contact"

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    target = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "target"], name="one_reference_a_target")
        ]
        indexes = [models.Index(fields=["kind", "target"], name="reference_by_target")]

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"


class ManifestChange(models.Model):
    """One change of a manifest, append-only: an upsert, or a tombstone when `digest` is null."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="manifest_changes"
    )
    sequence = models.PositiveBigIntegerField()
    path = models.CharField(max_length=1000)
    page_id = models.UUIDField()
    locale = models.CharField(max_length=20)
    digest = models.CharField(max_length=DIGEST_LENGTH, null=True)  # noqa: DJ001 - null is the tombstone
    overlay = models.CharField(max_length=DIGEST_LENGTH, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "sequence"], name="change_by_sequence"),
            models.Index(fields=["organisation", "page_id"], name="change_by_page"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.path} {'gone' if self.digest is None else self.digest[:12]}"
