"""Case study: a story, how it turned out, where to turn, and the consent to tell it."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils import timezone
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel

from backend.core.blocks import ActionBlock, Group, LineBlock, Problem, TextBlock, story_blocks
from backend.core.fields import LineField, LinesField, WordsField
from backend.pages.models.base import EditorialPage, opening_panels, page_tabs
from backend.pages.models.fields import GroupField, ItemsField


class OutcomePointBlock(Group):
    """One thing that came of it."""

    title = LineBlock(help_text="Such as “Back at college”.")
    text = TextBlock(rows=2)

    class Meta:
        icon = "circle-check"
        label = "Point"
        label_format = "{title}"


class OutcomeBlock(Group):
    """How things are now."""

    heading = LineBlock(default="How things are now")
    points = blocks.ListBlock(OutcomePointBlock(), min_num=1, max_num=6, help_text="One to six things that came of it.")
    action = ActionBlock(required=False, label="Button (optional)", collapsed=True)

    class Meta:
        icon = "circle-check"
        label = "Outcome"


class CaseStudyPage(EditorialPage):
    """A case study. Its consent record is never published."""

    page_description = "Somebody's story, how it turned out, and where to turn. Needs their recorded consent."

    story = ItemsField(story_blocks(), least=1, begin_with="rich_text", verbose_name="story")
    outcome = GroupField(OutcomeBlock(), verbose_name="outcome")
    themes = LinesField(
        help_text="What it is about, one a line: “Gaming”, “Family”. Helps people find stories like theirs."
    )
    content_warning = WordsField(
        "content warning",
        blank=True,
        help_text="What may upset a reader. It is shown first, with a way past the story.",
    )
    details_changed = models.BooleanField(
        "names and details are changed",
        default=True,
        help_text="The page says so. Untick only if everything is told as it was, with consent to exactly that.",
    )
    details_note = WordsField(
        "what was changed",
        blank=True,
        help_text="Such as “Names and places are changed. Pictures show actors.” Optional.",
    )
    related_help = ItemsField(
        blocks.PageChooserBlock(label="Page"), verbose_name="related help", help_text="Pages for readers who know this."
    )
    consent_held = models.BooleanField(
        "we hold consent",
        default=False,
        help_text="Tick when the person agreed, in writing, that this story is published. Not published itself.",
    )
    consent_role = LineField(
        "who holds it",
        blank=True,
        help_text="The role that keeps the signed form, such as “Prevent coordinator”. No names. Not published.",
    )
    consent_expires = models.DateField(
        "consent ends on",
        null=True,
        blank=True,
        help_text="The last day on which the story may be shown. The page is then taken down by itself. Not published.",
    )

    expire_at: datetime | None

    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StrategyPage", "sharing.AdoptedPage"]
    subpage_types: list[str] = []

    content_panels = [
        *opening_panels(
            title="Such as “How Danny found a way back”. Use the changed name.",
            summary="What happened and that it turned out well, in one or two sentences. At most 320 characters.",
        ),
        FieldPanel("content_warning"),
        FieldPanel(
            "story",
            heading="Story",
            help_text="Short paragraphs, and the person's own words as quotations.",
        ),
        FieldPanel("outcome", heading="Outcome"),
        MultiFieldPanel([FieldPanel("details_changed"), FieldPanel("details_note")], heading="Names and details"),
        MultiFieldPanel([FieldPanel("themes"), FieldPanel("related_help")], heading="Themes and related help"),
    ]
    private_panels = [
        HelpPanel(
            "<p>This record stays here: it is never published and never shared with another organisation. Without consent "
            "that is held and still lasts, you can save drafts but not publish.</p>",
            heading="Why we ask",
        ),
        MultiFieldPanel(
            [FieldPanel("consent_held"), FieldPanel("consent_role"), FieldPanel("consent_expires")],
            heading="Consent record",
        ),
    ]
    edit_handler = page_tabs(content_panels, private=private_panels)

    class Meta:
        verbose_name = "case study"
        verbose_name_plural = "case studies"

    def problems(self) -> Iterator[Problem]:
        """Yield what is missing from the consent to tell this story."""
        if not self.consent_held:
            yield "consent_held", "A case study is published only with consent: tick this once the signed form is held."
        if not self.consent_role:
            yield "consent_role", "Say which role holds the signed consent."
        if not self.consent_expires:
            yield "consent_expires", "Give the last day of the consent; agree on one if the form names none."
        elif self.consent_expires < timezone.localdate():
            yield "consent_expires", "This consent has ended: ask for it again before the story is published."

    def clean(self) -> None:
        """Check the consent, and let the page leave the site when it ends."""
        super().clean()
        if self.consent_expires:
            self._leave_with_consent(self.consent_expires)

    def _leave_with_consent(self, last_day: date) -> None:
        """Bring the end of publication in line with the consent, without extending an earlier end set by an editor."""
        end = _midnight_after(last_day)
        before = type(self).objects.filter(pk=self.pk).values_list("consent_expires", flat=True).first()
        set_by_consent = before is not None and self.expire_at == _midnight_after(before)
        if self.expire_at is None or self.expire_at > end or set_by_consent:
            self.expire_at = end


def _midnight_after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
