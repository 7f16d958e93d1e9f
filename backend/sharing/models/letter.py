"""Letters to teams: written in the transaction of what they tell, so that none is lost and none tells what never was."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from backend.organisations.models import Organisation


class Letter(models.Model):
    """A letter on its way. Who gets it is looked up when it is sent; then it is deleted."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=400)
    text = models.TextField()
    due = models.DateTimeField(default=timezone.now, db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"letter {self.pk} to {self.organisation_id}"
