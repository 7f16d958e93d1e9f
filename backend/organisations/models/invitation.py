"""Invitations: who was asked to join an organisation, in which role, and until when."""

from datetime import timedelta
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from backend.organisations.models.organisation import Organisation
from backend.organisations.models.role import Role

VALID_FOR = timedelta(days=7)

SALT = "organisations.invitation"

ADDRESS_LENGTH = 150
"""Of an email address that can be invited: it becomes the name with which somebody signs in."""


class InvitationQuerySet(QuerySet["Invitation"]):
    """Finds invitations that somebody could still accept."""

    def open(self) -> "InvitationQuerySet":
        """Return those that are neither accepted nor expired."""
        return self.filter(accepted__isnull=True, expires__gt=timezone.now())

    def for_token(self, token: str) -> "Invitation | None":
        """Return the open invitation that the link with `token` leads to, or None."""
        try:
            secret = signing.loads(token, salt=SALT, max_age=VALID_FOR)
        except signing.BadSignature:
            return None
        return self.open().select_related("organisation").filter(secret=secret).first()


class Invitation(models.Model):
    """One person was invited once. Its link is signed, works until it expires, and for one person only."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("email address", max_length=ADDRESS_LENGTH)
    role = models.CharField(max_length=13, choices=Role, default=Role.AUTHOR)
    secret = models.UUIDField(default=uuid4, unique=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    accepted = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["email", "pk"]

    def __str__(self) -> str:
        return f"{self.email} ({self.organisation})"

    @property
    def token(self) -> str:
        """What its link carries."""
        return signing.dumps(str(self.secret), salt=SALT)
