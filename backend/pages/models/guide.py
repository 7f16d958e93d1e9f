"""Guide: ordered steps, what happens next, and the routes to take."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from backend.core.blocks import (
    ActionBlock,
    ContactChooserBlock,
    Group,
    LineBlock,
    Problem,
    TextBlock,
    WebAddressBlock,
    WordsBlock,
    actions_block,
)
from backend.pages.models.base import EditorialPage, opening_panels, page_tabs
from backend.pages.models.fields import FormattedField, GroupField, ItemsField


class GuideStepBlock(Group):
    """One step."""

    title = LineBlock(label="Step", help_text="What to do, starting with a verb: “Listen before you advise”.")
    short_title = LineBlock(required=False, help_text="One or two words for the list of steps: “Listen”.")
    text = WordsBlock(help_text="How to do it, in short paragraphs.")
    say = TextBlock(
        required=False, label="Words you might use", help_text="Something a family member could actually say.", rows=2
    )
    actions = actions_block(help_text="Up to two, only if this step leads somewhere.")

    class Meta:
        icon = "list-ol"
        label = "Step"
        label_format = "{title}"


class NextStageBlock(Group):
    """Something that happens afterwards."""

    when = LineBlock(help_text="Such as “The same day” or “Within five working days”. Promise only what you keep.")
    text = TextBlock(help_text="What happens then, and who does it.", rows=2)

    class Meta:
        icon = "time"
        label = "Stage"
        label_format = "{when}"


class ReferralRouteBlock(Group):
    """A way to refer."""

    title = LineBlock(help_text="For whom or what, such as “Refer by phone”.")
    text = TextBlock(help_text="When to take this route, and what to have ready.", rows=2)
    contact = ContactChooserBlock(
        required=False, help_text="From the register: its number, email and hours are shown and stay up to date."
    )
    form_url = WebAddressBlock(required=False, label="Address of a form", help_text="Your own referral form, if any.")
    form_text = LineBlock(
        required=False, label="Words of the link to the form", help_text="Such as “Fill in the form”."
    )

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence for a route that leads nowhere."""
        if not (value["contact"] or value["form_url"]):
            yield "contact", "Choose a contact or give the address of a form, so that this route leads somewhere."

    class Meta:
        icon = "redirect"
        label = "Route"
        label_format = "{title}"


class ProfessionalRouteBlock(Group):
    """The different way for people who work with the public."""

    heading = LineBlock(help_text="Such as “If you work with the public”.")
    text = WordsBlock(help_text="Whom they tell first: usually their own safeguarding lead.")
    action = ActionBlock(required=False, label="Button (optional)", collapsed=True)
    contact = ContactChooserBlock(required=False, label="Contact (optional)")

    class Meta:
        icon = "group"
        label = "For professionals"


class GuidePage(EditorialPage):
    """A guide or referral process."""

    page_description = "Steps in order, what happens next, and the routes to take, such as how to make a referral."

    reading_minutes = models.PositiveSmallIntegerField(
        "minutes to read",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="About one minute for 200 words. Leave empty if you are not sure.",
    )
    before_you_start = FormattedField(
        blank=True, help_text="What to know or have ready. First of all: danger means 999."
    )
    steps = ItemsField(GuideStepBlock(), least=1, most=12, verbose_name="steps")
    what_happens_next = ItemsField(NextStageBlock(), verbose_name="what happens next")
    what_happens_note = FormattedField(
        "note", blank=True, help_text="Such as what people are told, and what stays in confidence."
    )
    handled_by = FormattedField(
        "who handles it", blank=True, help_text="Which team reads a referral, and who else may see it."
    )
    routes = ItemsField(ReferralRouteBlock(), verbose_name="routes")
    professionals = GroupField(ProfessionalRouteBlock(), required=False, verbose_name="for professionals")

    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StrategyPage", "sharing.AdoptedPage"]
    subpage_types: list[str] = []

    content_panels = [
        *opening_panels(
            title="What people will be able to do, such as “How to share a worry”.",
            summary="Who may use this and what it leads to. At most 320 characters.",
        ),
        FieldPanel("reading_minutes"),
        FieldPanel("before_you_start"),
        FieldPanel("steps", heading="Steps", help_text="One to twelve, in the order they are taken."),
        MultiFieldPanel(
            [FieldPanel("what_happens_next"), FieldPanel("what_happens_note"), FieldPanel("handled_by")],
            heading="What happens next",
            help_text="People share more when they know what will happen with it.",
        ),
        MultiFieldPanel(
            [FieldPanel("routes"), FieldPanel("professionals")],
            heading="Routes",
            help_text="Every way to refer; and the different way for people who do this at work.",
        ),
    ]
    edit_handler = page_tabs(content_panels)

    class Meta:
        verbose_name = "guide"
