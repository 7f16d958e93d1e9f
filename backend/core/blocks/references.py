"""Blocks that point elsewhere: card grid, related links, and the local slot."""

from wagtail import blocks

from backend.core.blocks.links import LinkBlock, PageCardBlock
from backend.core.blocks.struct import Group
from backend.core.blocks.words import LineBlock
from backend.core.validators import slug_words


class CardGridBlock(Group):
    """Pages as cards."""

    heading = LineBlock(required=False)
    cards = blocks.ListBlock(PageCardBlock(), min_num=1, max_num=12)

    class Meta:
        icon = "grip"
        label = "Cards"
        label_format = "{heading}"


class RelatedLinksBlock(Group):
    """Links with their own words."""

    heading = LineBlock(required=False)
    links = blocks.ListBlock(LinkBlock(), min_num=1)

    class Meta:
        icon = "link"
        label = "Related links"
        label_format = "{heading}"


class LocalSlotBlock(Group):
    """A named place that an organisation which uses this page may fill."""

    name = LineBlock(
        max_length=80,
        validators=[slug_words],
        help_text="A short name, such as local-support. Keep it once the page is published: others fill it by this name.",
    )
    accepts = blocks.ChoiceBlock(
        choices=[
            ("any", "Anything"),
            ("contacts", "Contacts"),
            ("signposts", "Signposts"),
            ("events", "Events"),
            ("text", "Text"),
        ],
        default="any",
        label="What may go here",
    )
    guidance = LineBlock(required=False, help_text="What you would like the other organisation to add here.")

    class Meta:
        icon = "placeholder"
        label = "Place for local content"
        label_format = "{name}"
