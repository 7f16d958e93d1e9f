"""Blocks that point elsewhere: card grid, related links."""

from wagtail import blocks

from backend.core.blocks.links import LinkBlock, PageCardBlock
from backend.core.blocks.struct import Group
from backend.core.blocks.words import LineBlock


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
