"""Adoptions: one organisation's use of one page of the library, in one language."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, When
from django.utils import timezone
from wagtail.models import PageViewRestriction

from backend.organisations.models import Organisation
from backend.sharing.models.offer import Offer, OfferState
from backend.sharing.models.version import KeptVersion

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

    def over(self) -> "AdoptionQuerySet":
        """Return those whose page has left every site: recalled, withdrawn until a day that has come, or at its planned end.

        By its own offer, whichever offer it was adopted by: a page of a section can be recalled alone.
        """
        return self.filter(_is_over())

    def withdrawn(self, today: date) -> "AdoptionQuerySet":
        """Return those whose page its owner has withdrawn until `today` or a day before."""
        return self.filter(_has_offer(Q(state=OfferState.WITHDRAWN, ends_on__lte=today)))

    def standing(self) -> "AdoptionQuerySet":
        """Return those that may be shown, whatever became of their source."""
        return self.in_step().exclude(_is_over())

    def of_offer(self, offer: Offer) -> "AdoptionQuerySet":
        """Return those that `offer` is about: adopted by it, or as part of a section that holds its page."""
        return self.filter(Q(offer=offer) | Q(source_key=offer.source_key))

    def with_current(self) -> "AdoptionQuerySet":
        """Add `current_digest`: the version of the source that everybody may read now, or None while there is none.

        A source that was taken down, is private or was recalled has none, whatever was compiled of it.
        """
        readable = Q(source__live=True) & ~_is_over() & ~_is_private()
        return self.annotate(current_digest=Case(When(readable, then=F("source__compiled__document_id"))))

    def behind(self) -> "AdoptionQuerySet":
        """Return those under review whose source has a version that nobody accepted yet."""
        newer = Q(current_digest__isnull=False) & ~Q(current_digest=F("accepted_digest"))
        return self.with_current().filter(newer, mode=Mode.REVIEW)


def _is_over() -> Q:
    withdrawn = Q(state=OfferState.WITHDRAWN, ends_on__lte=timezone.localdate())
    # A page whose end its owner has planned, such as that of somebody's consent, ends everywhere.
    is_expired = Q(source__isnull=False, source__expire_at__lte=timezone.now())
    return _has_offer(Q(state=OfferState.RECALLED) | withdrawn) | is_expired


def _has_offer(condition: Q) -> Q:
    """Return the condition that the offer of the page, or the one that it was adopted by, fulfils another."""
    offers = Offer.objects.filter(condition).order_by()
    by_number, by_page = offers.filter(pk=OuterRef("offer_id")), offers.filter(source_key=OuterRef("source_key"))
    return Q(Exists(by_number)) | Q(Exists(by_page))


def _is_private() -> Q:
    """Return the condition that somebody put the source, or a page above it, behind a log-in or a password."""
    path = ExpressionWrapper(OuterRef("source__path"), output_field=CharField())
    return Q(Exists(PageViewRestriction.objects.alias(below=path).filter(below__startswith=F("page__path"))))


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
    kept_version = models.ForeignKey(
        KeptVersion,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="adoptions",
        help_text="What the accepted revision said, once its owner has deleted it.",
    )
    safety_note = models.TextField(
        blank=True, help_text="What a safety-critical change brought, until the team has looked at it."
    )
    safety_before = models.ForeignKey(
        "wagtailcore.Revision",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The version that was accepted before that change.",
    )
    safety_at = models.DateTimeField(null=True, blank=True)
    behind_since = models.DateTimeField(
        null=True, blank=True, help_text="Since when a newer version waits for the team."
    )
    remind_on = models.DateField(null=True, blank=True, help_text="The team chose to look at the change later.")
    root = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="members",
        help_text="The adopted section that this page came with.",
    )
    whole_section = models.BooleanField(default=False, help_text="Pages that the owner adds to the section come too.")
    declined = models.JSONField(
        default=list, blank=True, help_text="Ids of pages of the section that the team took off: they do not come back."
    )
    unplaced = models.JSONField(
        default=list, blank=True, help_text="Parts of the overlay that have no place in the version that is shown."
    )
    unfilled = models.JSONField(default=list, blank=True, help_text="Slots that must be filled and are not.")
    unapplied = models.JSONField(
        default=list, blank=True, help_text="Parts of a detached page that a safety-critical change did not reach."
    )
    own_media = models.JSONField(
        default=dict,
        blank=True,
        help_text="Copies of its owner's media that a detached page holds, by model and number.",
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
