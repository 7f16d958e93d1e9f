"""News: something new, on a day."""

from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from backend.core.blocks import LinkBlock, PictureBlock
from backend.pages.models.base import EditorialPage, opening_panels, page_tabs
from backend.pages.models.fields import GroupField


class NewsPage(EditorialPage):
    """A news item."""

    page_description = "Something new, with its date."

    published_on = models.DateField(
        "date", null=True, default=timezone.localdate, help_text="The day it is about. News is sorted by it."
    )
    image = GroupField(PictureBlock(label="Picture"), required=False, verbose_name="picture")
    replaces = GroupField(
        LinkBlock(),
        required=False,
        verbose_name="replaces",
        help_text="If this takes the place of something older, such as a campaign: the link to it.",
    )

    parent_page_types = [
        "pages.HomePage",
        "pages.SectionPage",
        "pages.StrategyPage",
        "pages.CampaignPage",
        "sharing.AdoptedPage",
    ]
    subpage_types: list[str] = []

    content_panels = [
        *opening_panels(
            title="What is new, as a short sentence.",
            summary="The news in one or two sentences: many people read only this. At most 320 characters.",
        ),
        FieldPanel("published_on"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("replaces")], heading="Picture and predecessor (optional)"),
    ]
    edit_handler = page_tabs(content_panels, body_is_all=True)

    class Meta:
        verbose_name = "news item"
