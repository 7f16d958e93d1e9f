"""Links of header and footer as editors make them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from wagtail import blocks

from backend.core.blocks import Group, LanguageBlock, LineBlock, Problem, WebAddressBlock


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


class HeadingWordsBlock(Group):
    """A heading in another language; the field names are those of the contract's `HeadingWords`."""

    locale = LanguageBlock(label="Language", default="cy", choices=lambda: settings.WAGTAIL_CONTENT_LANGUAGES)
    heading = LineBlock()

    class Meta:
        icon = "globe"
        label = "Heading in another language"
        label_format = "{heading}"


class LinkGroupBlock(Group):
    """A headed list of links."""

    heading = LineBlock()
    links = blocks.ListBlock(NavigationLinkBlock())
    translations = blocks.ListBlock(
        HeadingWordsBlock(),
        default=[],
        label="Heading in other languages",
        help_text="For the other languages of your site. Links to pages show the titles that the pages have there.",
    )

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence when a language has the heading twice."""
        languages = [words["locale"] for words in value["translations"]]
        if len(languages) != len(set(languages)):
            yield "translations", "Write the heading of each language once."

    class Meta:
        icon = "list-ul"
        label = "Group of links"
