"""Which teams were written to on which day."""

from typing import ClassVar

from django.db import models

from backend.organisations.models import Organisation


class DigestSent(models.Model):
    """The letter about shared content went to an organisation on a day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.day}"
