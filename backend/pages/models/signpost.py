"""Signpost: a partner that can help, and how to reach it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models
from django.utils import timezone
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from backend.core.blocks import AddressBlock, AreaBlock, ContactChooserBlock, Group, HoursBlock, LineBlock, Problem
from backend.core.blocks.languages import LANGUAGES
from backend.core.fields import ChoicesField, LineField, LinesField, WordsField
from backend.pages.models.base import EditorialPage, opening_panels, page_tabs
from backend.pages.models.fields import FormattedField, GroupField, ItemsField


class CostBlock(Group):
    """What it costs to use a service."""

    kind = blocks.ChoiceBlock(
        choices=[("free", "Free"), ("donation", "Donations welcome"), ("paid", "Has to be paid for")],
        default="free",
        label="Cost",
    )
    note = LineBlock(required=False, help_text="Such as “Calls from mobiles may be charged”.")

    class Meta:
        icon = "tag"
        label = "Cost"


class CoverageBlock(Group):
    """Where a service helps."""

    national = blocks.BooleanBlock(
        required=False, label="The whole country", help_text="Tick if it helps people wherever they live."
    )
    areas = blocks.ListBlock(AreaBlock(), default=[], help_text="Otherwise: every area it serves, with its ONS code.")
    note = LineBlock(required=False, help_text="Such as “Home visits in the city only”.")

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence for a local service without an area."""
        if not value["national"] and not len(value["areas"]):
            yield "areas", "Tick “The whole country” above, or add the areas that it serves."

    class Meta:
        icon = "site"
        label = "Area served"


class SignpostPage(EditorialPage):
    """A signpost to a local or national partner."""

    page_description = "A service that can help: what it does, for whom, how to reach it, when it is open."

    organisation_name = LineField("name of the service", help_text="As it calls itself.")
    what_they_do = FormattedField("what they do", help_text="How they help, and what a first contact is like.")
    audience = WordsField("who it is for", help_text="Such as “Parents and carers of young people up to 25”.")
    needs = LinesField(
        "needs they meet", help_text="In a visitor's words, one a line: “I am worried about what my son watches”."
    )
    contacts = ItemsField(
        ContactChooserBlock(label="Contact"),
        least=1,
        verbose_name="ways to reach them",
        help_text="From the register of contacts, the best way first.",
    )
    hours = GroupField(HoursBlock(), verbose_name="opening hours")
    address = GroupField(AddressBlock(), required=False, verbose_name="address")
    languages = ChoicesField(
        options=LANGUAGES, blank=True, help_text="Languages that staff speak, without an interpreter."
    )
    languages_note = LineField(
        "note on languages", blank=True, help_text="Such as “Interpreters for other languages within a day”."
    )
    accessibility = WordsField(
        blank=True, help_text="Step-free access, text relay, hearing loop, easy read and the like."
    )
    cost = GroupField(CostBlock(), verbose_name="cost")
    coverage = GroupField(CoverageBlock(), verbose_name="area served")
    last_verified = models.DateField(
        "last verified", null=True, help_text="When somebody last checked with the service that all this is right."
    )
    verified_by = LineField("verified by", blank=True, help_text="The team or role that checked, not a person's name.")
    next_check = models.DateField("next check", null=True, help_text="When it will be checked again: within a year.")

    parent_page_types = ["pages.HomePage", "pages.SectionPage", "sharing.AdoptedPage"]
    subpage_types: list[str] = []

    content_panels = [
        *opening_panels(
            title="What people get there, or the name of the service.",
            summary="Who helps whom with what, in one or two sentences. At most 320 characters.",
        ),
        MultiFieldPanel(
            [
                FieldPanel("organisation_name"),
                FieldPanel("what_they_do"),
                FieldPanel("audience"),
                FieldPanel("needs"),
            ],
            heading="The service",
        ),
        MultiFieldPanel(
            [FieldPanel("contacts"), FieldPanel("hours"), FieldPanel("address"), FieldPanel("coverage")],
            heading="Reaching it",
        ),
        MultiFieldPanel(
            [
                FieldPanel("cost"),
                FieldPanel("accessibility"),
                FieldPanel("languages", classname="collapsed"),
                FieldPanel("languages_note"),
            ],
            heading="Good to know",
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("last_verified"), FieldPanel("next_check")]), FieldPanel("verified_by")],
            heading="Checked",
            help_text="Wrong numbers cost trust, so every signpost says when it was checked.",
        ),
    ]
    edit_handler = page_tabs(content_panels)

    class Meta:
        verbose_name = "signpost"

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the dates of the checks."""
        if self.last_verified and self.last_verified > timezone.localdate():
            yield "last_verified", "This day is yet to come: give the day on which it was last checked."
        if self.last_verified and self.next_check and self.next_check <= self.last_verified:
            yield "next_check", "The next check must be after the last one."
