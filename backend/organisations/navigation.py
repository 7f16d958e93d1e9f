"""Links of header and footer as editors make them."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks


class NavigationLinkBlock(blocks.StructBlock):
    """Words and where they lead: a page of the organisation, or an address elsewhere."""

    text = blocks.CharBlock(max_length=255, label="Words")
    page = blocks.PageChooserBlock(required=False, help_text="A page of your site …")
    url = blocks.URLBlock(required=False, label="Address", help_text="… or an address elsewhere.")

    class Meta:
        icon = "link"
        label = "Link"

    def clean(self, value: Any) -> Any:
        """Reject a link that leads nowhere or to two places."""
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) is bool(cleaned.get("url")):
            wrong = ValidationError("Choose a page, or give an address: one of the two.")
            raise blocks.StructBlockValidationError({"page": wrong})
        return cleaned


class LinkGroupBlock(blocks.StructBlock):
    """A headed list of links."""

    heading = blocks.CharBlock(max_length=255)
    links = blocks.ListBlock(NavigationLinkBlock())

    class Meta:
        icon = "list-ul"
        label = "Group of links"
