"""Links of header and footer as editors make them."""

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail import blocks

from backend.core.blocks import Group, LineBlock, Problem, WebAddressBlock


class NavigationLinkBlock(Group):
    """Words and where they lead: a page of the organisation, or an address elsewhere."""

    text = LineBlock(label="Words")
    page = blocks.PageChooserBlock(required=False, help_text="A page of your site …")
    url = WebAddressBlock(required=False, label="Address", help_text="… or an address elsewhere.")

    class Meta:
        icon = "link"
        label = "Link"

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence for a link that leads nowhere or to two places."""
        if bool(value["page"]) is bool(value["url"]):
            yield "page", "Choose a page, or give an address: one of the two."


class LinkGroupBlock(Group):
    """A headed list of links."""

    heading = LineBlock()
    links = blocks.ListBlock(NavigationLinkBlock())

    class Meta:
        icon = "list-ul"
        label = "Group of links"
