"""Links: where they lead, their words, and how they are drawn."""

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail import blocks

from backend.core.blocks.struct import Group, Problem
from backend.core.blocks.words import LineBlock, WebAddressBlock


class TargetBlock(Group):
    """Where a link leads: to a page by reference, or to an outside address."""

    page = blocks.PageChooserBlock(
        required=False,
        help_text="Choose a page of this system whenever there is one: the link then follows it when it moves.",
    )
    url = WebAddressBlock(
        required=False, label="Outside address", help_text="Only for other websites, starting with https://"
    )

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence unless there is exactly one of page and address."""
        if value["page"] and value["url"]:
            yield "url", "Choose a page or give an outside address, not both."
        elif not (value["page"] or value["url"]):
            yield "page", "Choose a page, or give an outside address below."

    class Meta:
        icon = "link"
        label = "Leads to"


class LinkBlock(Group):
    """A link with its own words."""

    text = LineBlock(
        label="Words of the link",
        help_text="Say where it leads, so that it makes sense read on its own. Not “click here”.",
    )
    target = TargetBlock()

    class Meta:
        icon = "link"
        label_format = "{text}"


class ActionBlock(Group):
    """A link drawn as a button."""

    text = LineBlock(label="Words on the button", help_text="Start with a verb, such as “Talk to us”.")
    target = TargetBlock()
    style = blocks.ChoiceBlock(
        choices=[("primary", "Main button (one on a page)"), ("quiet", "Quiet button")],
        default="primary",
        help_text="The main button is for the one thing that most people should do.",
    )

    class Meta:
        icon = "arrow-right-full"
        label = "Button"
        label_format = "{text}"


class PageCardBlock(Group):
    """A page shown as a card."""

    link = blocks.PageChooserBlock(label="Page", help_text="Its title and summary become the card.")
    text = LineBlock(
        required=False,
        label="Other words",
        help_text="Shown in place of the page's own summary. Leave empty to use the summary.",
    )

    class Meta:
        icon = "doc-empty-inverse"
        label = "Card"
        label_format = "{text}"


def actions_block(*, least: int = 0, most: int = 2, **kwargs: Any) -> blocks.ListBlock:
    """Return a list of at most `most` buttons, empty to begin with unless one is needed."""
    defaults: dict[str, Any] = {"label": "Buttons"} | ({} if least else {"default": []})
    return blocks.ListBlock(ActionBlock(), min_num=least, max_num=most, **(defaults | kwargs))
