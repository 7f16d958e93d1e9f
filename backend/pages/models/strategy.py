"""Strategy: what it is, where it fits, what it is not, who delivers it."""

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from backend.core.blocks import (
    FileChooserBlock,
    Group,
    LineBlock,
    MythFactItemBlock,
    PartnerChooserBlock,
    Problem,
    TextBlock,
    WordsBlock,
)
from backend.core.fields import LineField
from backend.pages.models.base import EditorialPage, opening_panels, page_tabs
from backend.pages.models.fields import FormattedField, GroupField, ItemsField


class StrandBlock(Group):
    """One strand of a wider strategy."""

    name = LineBlock(help_text="Such as Prevent.")
    aim = TextBlock(help_text="What it is for, in one sentence.", rows=2)
    here = blocks.BooleanBlock(required=False, label="This page is about it", help_text="Tick for exactly one strand.")

    class Meta:
        icon = "list-ul"
        label = "Strand"
        label_format = "{name}"


class WiderStrategyBlock(Group):
    """The strategy that this one is part of."""

    heading = LineBlock(help_text="Such as “Where Prevent fits in CONTEST”.")
    introduction = TextBlock(help_text="Name the wider strategy and say how its parts work together.")
    strands = blocks.ListBlock(StrandBlock(), min_num=2, max_num=6, help_text="All of them in their official order.")

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence unless exactly one strand is marked."""
        marked = sum(bool(strand["here"]) for strand in value["strands"])
        if marked != 1:
            found = "none is" if not marked else f"{marked} are"
            yield "strands", f"Mark exactly one strand as the one that this page is about; now {found} marked."

    class Meta:
        icon = "list-ul"
        label = "Wider strategy"


class ObjectiveBlock(Group):
    """A theme or objective."""

    title = LineBlock(help_text="What shall be achieved, in a few words.")
    text = WordsBlock(help_text="What you do for it, and how people will notice.")

    class Meta:
        icon = "pick"
        label = "Objective"
        label_format = "{title}"


class PartnerRoleBlock(Group):
    """A partner and what it does here."""

    partner = PartnerChooserBlock(help_text="From the register of partners: name, address and logo come from there.")
    role = TextBlock(required=False, help_text="What this partner does here, in a sentence.", rows=2)

    class Meta:
        icon = "group"
        label = "Partner"
        label_format = "{partner}"


class StrategyFileBlock(Group):
    """A strategy or an action plan to download."""

    kind = blocks.ChoiceBlock(
        choices=[("strategy", "Strategy"), ("action_plan", "Action plan"), ("other", "Other document")],
        default="strategy",
    )
    document = FileChooserBlock(help_text="A PDF that everybody can read: tagged, with a title and a language.")
    owner = LineBlock(help_text="The team or role that keeps it up to date, not a person's name.")
    version = LineBlock(help_text="Such as 2.1 or March 2026.")
    published = blocks.DateBlock(required=False)
    review_date = blocks.DateBlock(required=False, help_text="When it will be looked at again.")

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence when the review comes before publication."""
        if value["published"] and value["review_date"] and value["review_date"] <= value["published"]:
            yield "review_date", "The review must be after the day of publication."

    class Meta:
        icon = "doc-full"
        label = "Document"
        label_format = "{kind} {version}"


class StrategyPage(EditorialPage):
    """A strategy page."""

    page_description = "What a strategy is, where it fits, what it is not, who delivers it, and its documents."

    what_it_is = FormattedField(
        "what it is", help_text="Explain it to somebody who has never heard of it: what it is for, and whom it helps."
    )
    wider = GroupField(WiderStrategyBlock(), required=False, verbose_name="wider strategy")
    objectives_heading = LineField(
        "heading", blank=True, help_text="Such as “Our objectives” or “Themes”. Empty: a standard heading."
    )
    objectives = ItemsField(ObjectiveBlock(), verbose_name="objectives")
    myths = ItemsField(MythFactItemBlock(), verbose_name="what it is not")
    partners = ItemsField(PartnerRoleBlock(), verbose_name="partners")
    files = ItemsField(StrategyFileBlock(), verbose_name="documents")

    parent_page_types = ["pages.HomePage", "pages.SectionPage", "sharing.AdoptedPage"]
    subpage_types = [
        "sharing.AdoptedPage",
        "pages.SectionPage",
        "pages.SignsPage",
        "pages.GuidePage",
        "pages.CaseStudyPage",
        "pages.FilmPage",
        "pages.EventPage",
        "pages.CampaignPage",
        "pages.ToolkitPage",
        "pages.NewsPage",
        "pages.StandardPage",
    ]

    content_panels = [
        *opening_panels(
            title="The name of the strategy, or the question it answers: “What Prevent is”.",
            summary="What it is in one or two plain sentences. At most 320 characters.",
        ),
        FieldPanel("what_it_is"),
        FieldPanel(
            "wider",
            heading="Where it fits",
            help_text="Optional. Shows the strands of the wider strategy side by side, with this one marked.",
        ),
        MultiFieldPanel([FieldPanel("objectives_heading"), FieldPanel("objectives")], heading="Themes and objectives"),
        FieldPanel(
            "myths",
            heading="What it is not",
            help_text="Things people often say, each answered by a fact, if possible with its source.",
        ),
        FieldPanel("partners", heading="Who delivers it"),
        FieldPanel("files", heading="Strategy and action plan", help_text="The documents people may download."),
    ]
    edit_handler = page_tabs(content_panels)

    class Meta:
        verbose_name = "strategy page"
