"""Versions of owners' pages that outlive them: what somebody accepted stays readable when its owner deletes it."""

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class KeptVersion(models.Model):
    """What one revision said, kept once however many show it, from the moment when the revision is deleted."""

    revision_number = models.PositiveBigIntegerField(unique=True, help_text="Of the revision that is gone.")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    content = models.JSONField(encoder=DjangoJSONEncoder)
    created = models.DateTimeField(help_text="When the revision was made.")

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"version {self.revision_number}"

    def as_page(self) -> Any:
        """Return the page as it was; it is in no tree."""
        model: Any = self.content_type.model_class()
        return model.from_serializable_data(self.content, check_fks=False, strict_fks=False)
