"""Partners: organisations that take part in strategies and campaigns, each kept once."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from wagtail.search import index

from backend.core.fields import LineField, WebAddressField


class Partner(index.Indexed, models.Model):
    """A partner. Pages refer to it, so that a new logo or name changes all of them."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.CASCADE,
        related_name="partners",
        help_text="Whose record this is.",
    )
    shared = models.BooleanField(
        "other organisations may use it",
        default=False,
        help_text="They can choose it for their pages, but only you can change it.",
    )
    name = LineField(help_text="As the partner calls itself.")
    url = WebAddressField("website", blank=True, help_text="Starting with https://")
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Only with the partner's permission.",
    )

    search_fields = [
        index.SearchField("name", boost=5),
        index.AutocompleteField("name"),
        index.FilterField("organisation"),
        index.FilterField("shared"),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
