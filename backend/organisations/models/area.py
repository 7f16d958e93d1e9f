"""Areas of the United Kingdom by their ONS codes."""

from django.db import models
from wagtail.search import index

from backend.core.validators import gss_code


class Area(index.Indexed, models.Model):
    """A local authority, a police force area or another area that an organisation or a service covers."""

    code = models.CharField(
        "ONS code",
        max_length=9,
        unique=True,
        validators=[gss_code],
        help_text="The nine-character code of the Office for National Statistics, e.g. E07000071 for Colchester.",
    )
    name = models.CharField(max_length=255)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.AutocompleteField("code")]

    class Meta:
        ordering = ["name", "code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"
