"""What is still to be done for the content store."""

from django.db import models
from django.utils import timezone


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
