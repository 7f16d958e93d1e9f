"""Campaign: what it is about, who takes part, and what comes after it."""

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from backend.core.blocks import Group, LineBlock, LinkBlock, Problem, WordsBlock
from backend.core.fields import LineField
from backend.pages.models.base import EditorialPage, opening_panels, page_tabs
from backend.pages.models.fields import FormattedField, GroupField, ItemsField
from backend.pages.models.strategy import PartnerRoleBlock


class PeriodBlock(Group):
    """A span of days."""

    starts = blocks.DateBlock(label="First day")
    ends = blocks.DateBlock(required=False, label="Last day", help_text="Leave empty while it goes on without an end.")

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence for a period that ends before it starts."""
        if value["ends"] and value["ends"] < value["starts"]:
            yield "ends", "The last day must not be before the first."

    class Meta:
        icon = "date"
        label = "Period"


class FocusAreaBlock(Group):
    """An area of focus."""

    title = LineBlock()
    text = WordsBlock()

    class Meta:
        icon = "pick"
        label = "Area of focus"
        label_format = "{title}"


class CampaignPage(EditorialPage):
    """A campaign."""

    page_description = "What a campaign is about, who takes part, how long it runs, and what replaces it."

    introduction = FormattedField(help_text="What it wants to change, and for whom.")
    period = GroupField(PeriodBlock(), verbose_name="period")
    focus_heading = LineField("heading", blank=True, help_text="Such as “What we focus on”. Empty: a standard heading.")
    focus = ItemsField(FocusAreaBlock(), verbose_name="areas of focus")
    partners = ItemsField(PartnerRoleBlock(), verbose_name="partners")
    successor = GroupField(
        LinkBlock(),
        required=False,
        verbose_name="what replaces it",
        help_text="Choose it once the campaign has ended: the page then begins with it.",
    )

    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StrategyPage", "sharing.AdoptedPage"]
    subpage_types = [
        "sharing.AdoptedPage",
        "pages.FilmPage",
        "pages.EventPage",
        "pages.ToolkitPage",
        "pages.NewsPage",
        "pages.StandardPage",
    ]

    content_panels = [
        *opening_panels(
            title="The name of the campaign.",
            summary="What it is about, in one or two sentences. At most 320 characters.",
        ),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel("period"), FieldPanel("successor")],
            heading="How long it runs",
            help_text="The page shows these days. Once you choose what replaces it, that comes first on the page.",
        ),
        MultiFieldPanel([FieldPanel("focus_heading"), FieldPanel("focus")], heading="Areas of focus"),
        FieldPanel("partners", heading="Partners"),
    ]
    edit_handler = page_tabs(content_panels)

    class Meta:
        verbose_name = "campaign"
