"""The content store (what the API serves) and the record of what is still to be done for it.

Documents and files are append-only: a superseded version is kept and stays readable by its digest for as long as its page
is live, because a reader may be halfway through an older manifest. Nothing here is ever edited in place but the manifest.
"""

from django.db import models
from django.utils import timezone

DIGEST_LENGTH = 64
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


class PublishIntent(models.Model):
    """Something that must reach the content store, written in the transaction that made it necessary.

    `subject` and `subject_id` name the changed object. `due` is when it may be taken up (again): whoever takes it moves
    that into the future, so a process that dies gives it back by itself.
    """

    subject = models.CharField(max_length=100)
    subject_id = models.CharField(max_length=64)
    # No constraint: an intent may be written while its organisation is being deleted.
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="publish_intents",
    )
    reason = models.CharField(max_length=100)
    created = models.DateTimeField(auto_now_add=True)
    due = models.DateTimeField(default=timezone.now)
    done = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due"], condition=models.Q(done__isnull=True), name="intent_to_do"),
        ]

    def __str__(self) -> str:
        return f"{self.reason}: {self.subject} {self.subject_id}"


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
