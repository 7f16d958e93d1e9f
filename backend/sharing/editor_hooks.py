"""What the editor of an adopted page adds to Wagtail's."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from wagtail.admin.widgets import Button
from wagtail.models import Page

from backend.sharing.shown import adoption_of


def header_buttons(page: Page, **_: Any) -> Iterator[Button]:
    """Yield the way from a page that is or was adopted to what its owner changed, and to all about it (`register_page_header_buttons`)."""
    adoption = adoption_of(page)
    if adoption is not None:
        address = reverse("sharing:compare", args=[adoption.pk])
        yield Button("What the owner changed", address, icon_name="history", priority=35)
        yield Button("Manage shared page", reverse("sharing:manage", args=[adoption.pk]), icon_name="cogs", priority=37)
