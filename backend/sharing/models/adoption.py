"""Adoptions: one organisation's use of one page of the library, in one language."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q, QuerySet

from backend.organisations.models import Organisation
from backend.sharing.models.offer import Offer

DIGEST_LENGTH = 64
"""Characters of a hexadecimal SHA-256."""


class Mode(models.TextChoices):
    """How an adopted page stays in step with its source."""

    FOLLOW = "follow", "Follow: new versions go live by themselves"
    REVIEW = "review", "Review: new versions wait until your team accepts them"
    DETACHED = "detached", "Detached: your own copy, on your own"


class AdoptionQuerySet(QuerySet["Adoption"]):
    """Finds adoptions by how they stand to their sources."""

    def in_step(self) -> "AdoptionQuerySet":
        """Return those that show their owner's page, following or reviewing."""
        return self.exclude(mode=Mode.DETACHED)

    def with_current(self) -> "AdoptionQuerySet":
        """Add `current_digest`: the version of the source that is published now, or None while there is none."""
        return self.annotate(current_digest=F("source__compiled__document_id"))

    def behind(self) -> "AdoptionQuerySet":
        """Return those under review whose source has a version that nobody accepted yet."""
        newer = Q(current_digest__isnull=False) & ~Q(current_digest=F("accepted_digest"))
        return self.with_current().filter(newer, mode=Mode.REVIEW)


class Adoption(models.Model):
    """Which page stands for which page of the library on an organisation's site, and in which version.

    `page` is an AdoptedPage, or after detaching the organisation's own page. `source` is the owner's page in the same
    language, None while the owner has none (or deleted it); `source_key` stays. The accepted version is what is shown.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="adoptions")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="adoptions")
    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="adoption")
    source = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, blank=True, related_name="adoptions"
    )
    source_key = models.UUIDField()
    locale = models.CharField(max_length=20)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.FOLLOW)
    accepted_digest = models.CharField(max_length=DIGEST_LENGTH, blank=True)
    accepted_revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    behind_since = models.DateTimeField(
        null=True, blank=True, help_text="Since when a newer version waits for the team."
    )
    remind_on = models.DateField(null=True, blank=True, help_text="The team chose to look at the change later.")
    root = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="members",
        help_text="The adopted section that this page came with.",
    )
    whole_section = models.BooleanField(default=False, help_text="Pages that the owner adds to the section come too.")
    unplaced = models.JSONField(
        default=list, blank=True, help_text="Parts of the overlay that have no place in the version that is shown."
    )
    unfilled = models.JSONField(default=list, blank=True, help_text="Slots that must be filled and are not.")
    unapplied = models.JSONField(
        default=list, blank=True, help_text="Parts of a detached page that a safety-critical change did not reach."
    )
    created = models.DateTimeField(auto_now_add=True)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["organisation", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "source_key", "locale"],
                condition=~Q(mode="detached"),
                name="adopted_once_a_language",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["source_key", "locale", "mode"], name="adoption_by_source")]

    def __str__(self) -> str:
        return f"{self.page} ({self.organisation})"

    @property
    def is_in_step(self) -> bool:
        """Say whether the owner's page is shown, not a copy."""
        return self.mode != Mode.DETACHED

    @property
    def current_version(self) -> Any:
        """The record of the source's newest published document, or None while there is none."""
        return getattr(self.source, "compiled", None) if self.source else None
