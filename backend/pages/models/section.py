"""Section: an index of the pages below it."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from backend.core.validators import TEXT
from backend.pages.models.base import EditorialPage, opening_panels, page_tabs
from backend.pages.models.fields import FormattedField
from backend.pages.models.home import HomePage


class SectionOrder(models.TextChoices):
    """In which order a section lists its pages."""

    MANUAL = "manual", "As sorted by hand in the list of pages"
    NEWEST = "newest", "Newest first (news by date, events by start)"
    TITLE = "title", "By title, A to Z"


class SectionPage(EditorialPage):
    """A page that lists its children."""

    page_description = "A page that lists the pages below it, such as Stories, News or Local help."

    introduction = FormattedField(
        blank=True,
        max_length=TEXT,
        help_text="A short paragraph above the list. Leave it empty if the summary says enough.",
    )
    order = models.CharField(
        "order of the list",
        max_length=6,
        choices=SectionOrder,
        default=SectionOrder.MANUAL,
        help_text="To sort by hand, drag the pages in the list of pages.",
    )

    parent_page_types = ["pages.HomePage", "pages.SectionPage", "sharing.AdoptedPage"]
    subpage_types = HomePage.subpage_types

    content_panels = [
        *opening_panels(
            title="What the pages below have in common, in a few words.",
            summary="What people find here, in one or two sentences. At most 320 characters.",
        ),
        FieldPanel("introduction"),
        FieldPanel("order"),
    ]
    edit_handler = page_tabs(content_panels)

    class Meta:
        verbose_name = "section"
