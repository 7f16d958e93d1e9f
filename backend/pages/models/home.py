"""Home: what the site is for, and the shortest way to help."""

from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from backend.core.blocks import Group, LineBlock, PageCardBlock, TextBlock, WordsBlock, actions_block
from backend.pages.models.base import EditorialPage, opening_panels, page_tabs
from backend.pages.models.fields import GroupField


class WorriedRouteBlock(Group):
    """What to do "if you are worried"."""

    heading = LineBlock(help_text="The question people come with, such as “Are you worried about somebody?”")
    text = TextBlock(help_text="One or two sentences: you may talk to us even if you are not sure.", rows=2)
    actions = actions_block(least=1, help_text="One or two: first the most helpful next step.")

    class Meta:
        icon = "help"
        label = "If you are worried"


class EmergencyStripBlock(Group):
    """The words over the help panel."""

    heading = LineBlock(default="Get help now")
    introduction = LineBlock(
        default="Choose what fits. You do not need to be certain.", help_text="One line above the numbers."
    )

    class Meta:
        icon = "warning"
        label = "Emergency strip"


class ChoicesBlock(Group):
    """The questions that people come with."""

    heading = LineBlock(help_text="Such as “What brings you here?”")
    introduction = WordsBlock(required=False)
    cards = blocks.ListBlock(
        PageCardBlock(), min_num=1, max_num=8, help_text="One card for each question, the most frequent first. Up to 8."
    )

    class Meta:
        icon = "grip"
        label = "Choices"


class HomeStoryBlock(Group):
    """A quotation beside an invitation to read a story."""

    quote = TextBlock(label="Quotation", help_text="From the story, without quotation marks.", rows=2)
    attribution = LineBlock(label="Who said it", help_text="Such as “Mother of a 15-year-old”. Never a full name.")
    heading = LineBlock()
    text = TextBlock(help_text="Why it is worth reading, in a sentence or two.", rows=2)
    link = blocks.PageChooserBlock(label="Page of the story")
    link_text = LineBlock(label="Words of the link", help_text="Such as “Read how they found help”.")

    class Meta:
        icon = "openquote"
        label = "Story"


class FeaturedBlock(Group):
    """Content put forward by reference."""

    heading = LineBlock(help_text="Such as “New and useful”.")
    cards = blocks.ListBlock(PageCardBlock(), min_num=1, max_num=3, help_text="Up to three pages.")

    class Meta:
        icon = "pick"
        label = "Featured pages"


class HomePage(EditorialPage):
    """The first page of a site."""

    page_description = (
        "The first page of a site: what it is for, and the shortest way to help. One for each organisation."
    )

    worried = GroupField(WorriedRouteBlock(), verbose_name="if you are worried")
    emergency = GroupField(EmergencyStripBlock(), verbose_name="emergency strip")
    choices = GroupField(ChoicesBlock(), required=False)
    story = GroupField(HomeStoryBlock(), required=False)
    featured = GroupField(FeaturedBlock(), required=False)

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "sharing.AdoptedPage",
        "pages.SectionPage",
        "pages.StrategyPage",
        "pages.SignsPage",
        "pages.GuidePage",
        "pages.CaseStudyPage",
        "pages.SignpostPage",
        "pages.FilmPage",
        "pages.EventPage",
        "pages.CampaignPage",
        "pages.ToolkitPage",
        "pages.NewsPage",
        "pages.StandardPage",
    ]

    content_panels = [
        *opening_panels(
            title="What the site is for, in the words of a visitor. It is the largest line on the page.",
            summary="Who it helps and how, in one or two sentences. At most 320 characters.",
        ),
        FieldPanel(
            "worried",
            heading="If you are worried",
            help_text="The first thing a visitor sees: a question and one or two buttons.",
        ),
        FieldPanel(
            "emergency",
            heading="Emergency strip",
            help_text="The words over the numbers to call. The numbers come from your organisation's settings.",
        ),
        MultiFieldPanel(
            [FieldPanel("choices"), FieldPanel("story"), FieldPanel("featured")],
            heading="Below the first screen",
            help_text="All optional.",
        ),
    ]
    edit_handler = page_tabs(content_panels)

    class Meta:
        verbose_name = "home page"
