"""The audit trail of sharing: who did what, when, with which version. Rows are added and never changed."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from backend.organisations.models import Organisation
from backend.sharing.models.adoption import DIGEST_LENGTH, Adoption
from backend.sharing.models.offer import Offer


class Action(models.TextChoices):
    """What was done."""

    OFFERED = "offered", "Put into the library"
    CHANGED_OFFER = "changed_offer", "Changed the offer"
    WITHDREW = "withdrew", "Withdrew"
    RECALLED = "recalled", "Recalled"
    REPLACED = "replaced", "Replaced by a successor"
    SAFETY_CRITICAL = "safety_critical", "Sent a safety-critical change"
    ADOPTED = "adopted", "Adopted"
    ACCEPTED = "accepted", "Accepted a new version"
    KEPT = "kept", "Kept the old version for now"
    SEEN = "seen", "Looked at a safety-critical change"
    FOLLOWED = "followed", "Received a new version"
    CHANGED_MODE = "changed_mode", "Changed how it stays in step"
    DETACHED = "detached", "Detached"
    LEFT = "left", "Stopped using it"


class SharingRecord(models.Model):
    """One entry. `actor` is None for what happened by itself; names are kept, because people and pages go."""

    action = models.CharField(max_length=15, choices=Action)
    offer = models.ForeignKey(Offer, on_delete=models.SET_NULL, null=True, related_name="records")
    adoption = models.ForeignKey(Adoption, on_delete=models.SET_NULL, null=True, related_name="records")
    owner = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="The adopter, if it is about one.",
    )
    title = models.CharField(max_length=255, help_text="Of the page, at that time.")
    locale = models.CharField(max_length=20, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    actor_name = models.CharField(max_length=255, blank=True, help_text="Of the person, at that time.")
    adopter_name = models.CharField(max_length=255, blank=True, help_text="Of the adopter, at that time.")
    digest = models.CharField(max_length=DIGEST_LENGTH, blank=True, help_text="The version that it is about.")
    note = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-created", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["owner", "-created"], name="sharing_by_owner"),
            models.Index(fields=["organisation", "-created"], name="sharing_by_adopter"),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.title}"


def who(actor: Any) -> dict[str, Any]:
    """Return the fields of an entry that say who did it: nobody, where it happened by itself."""
    if not getattr(actor, "pk", None):
        return {"actor": None, "actor_name": ""}
    return {"actor": actor, "actor_name": (actor.get_full_name() or actor.get_username())[:255]}


def note(
    action: Action,
    *,
    offer: Offer | None = None,
    adoption: Adoption | None = None,
    actor: Any = None,
    digest: str = "",
    text: str = "",
) -> SharingRecord:
    """Add an entry about an offer, or about an adoption and its offer; returns it."""
    offer = offer or (adoption.offer if adoption else None)
    title = str(adoption.page.title if adoption else offer or "")
    return SharingRecord.objects.create(
        action=action,
        offer=offer,
        adoption=adoption,
        owner=offer.owner if offer else None,
        organisation=adoption.organisation if adoption else None,
        title=title[:255],
        locale=adoption.locale if adoption else "",
        **who(actor),
        adopter_name=adoption.organisation.name if adoption else "",
        digest=digest or (adoption.accepted_digest if adoption else ""),
        note=text,
    )
