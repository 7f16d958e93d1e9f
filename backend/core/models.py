"""What every page has, and the people who sign in."""

import re
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import classproperty
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from backend.core.blocks import body_blocks
from backend.core.fields import ChoicesField, LinesField, StreamField, WebAddressField
from backend.core.values import Nation

TITLE_LENGTH = 120
"""Longest title that the contract accepts."""


class User(AbstractUser):
    """Somebody who signs in. What they may do follows from the role groups of their organisations."""


class BasePage(Page):
    """A page of any type: what its document carries besides the fields of the type.

    A subclass is called `<Document class>Page`; `document_type` follows from that name.
    """

    summary = models.TextField(
        "summary",
        max_length=320,
        help_text="One or two plain sentences, shown under the title, on cards and in search results. 320 characters at most.",
    )
    index_terms = LinesField(
        "also listed as",
        help_text="Other words that people look for, one a line. The A–Z of the site lists this page under each of them.",
    )
    nations = ChoicesField(
        "applies to",
        options=Nation.choices,
        blank=True,
        help_text="Tick only if it differs from what your organisation covers. The law differs between the nations.",
    )
    body = StreamField(body_blocks(), blank=True, verbose_name="content")
    change_note = models.TextField(
        "what changed",
        max_length=4000,
        blank=True,
        help_text="Shown to the public with the date of this update, e.g. “New telephone number for referrals”.",
    )
    safety_critical = models.BooleanField(
        "safety-critical change",
        default=False,
        help_text="Reaches everybody who uses this page at once, whatever they chose. Only for wrong numbers and dangerous advice.",
    )
    last_reviewed = models.DateField(
        "last reviewed", null=True, blank=True, help_text="When somebody last checked that everything here is right."
    )
    review_due = models.DateField(
        "review due", null=True, blank=True, help_text="When it must be checked again. The page shows the date."
    )
    licence_name = models.CharField(
        "licence",
        max_length=255,
        blank=True,
        help_text="Only if it differs from your organisation's licence, e.g. for pictures or texts of somebody else.",
    )
    licence_url = WebAddressField("address of the licence", blank=True)
    licence_holder = models.CharField(
        "rights holder", max_length=255, blank=True, help_text="Whose it is, if not your organisation's."
    )
    licence_note = models.CharField(
        "exceptions", max_length=255, blank=True, help_text="What the licence does not cover, e.g. logos or a film."
    )

    body_panels: ClassVar[list[Any]] = [FieldPanel("body")]
    about_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("change_note"),
                FieldPanel("safety_critical"),
                FieldPanel("last_reviewed"),
                FieldPanel("review_due"),
                FieldPanel("nations"),
            ],
            heading="About this page",
        ),
        MultiFieldPanel(
            [
                FieldPanel("licence_name"),
                FieldPanel("licence_url"),
                FieldPanel("licence_holder"),
                FieldPanel("licence_note"),
            ],
            heading="Licence",
            classname="collapsed",
        ),
    ]
    content_panels = [*Page.content_panels, FieldPanel("summary")]
    promote_panels = [
        FieldPanel("slug", help_text="The last part of this page's address. A redirect is made when it changes."),
        FieldPanel("index_terms"),
        *about_panels,
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.AutocompleteField("summary"),
        index.SearchField("body"),
    ]

    class Meta:
        abstract = True

    @classproperty
    def document_type(cls) -> str:  # noqa: N805
        """The name of the document that this page becomes: `CaseStudyPage` → `case_study`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__.removesuffix("Page")).lower()

    def clean(self) -> None:
        """Reject a title that no heading can hold, and a review that is due before the last one."""
        super().clean()
        if len(self.title) > TITLE_LENGTH:
            raise ValidationError({"title": f"The title has {len(self.title)} characters; keep it to {TITLE_LENGTH}."})
        if self.last_reviewed and self.review_due and self.review_due <= self.last_reviewed:
            raise ValidationError({"review_due": "The next review must be after the last one."})
