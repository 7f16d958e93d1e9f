"""Standard page: contact us, accessibility statement, privacy, and the like."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from backend.pages.models.base import EditorialPage, opening_panels, page_tabs


class StandardPurpose(models.TextChoices):
    """By which a site finds its legal pages."""

    CONTACT = "contact", "Contact us"
    ACCESSIBILITY = "accessibility", "Accessibility statement"
    PRIVACY = "privacy", "Privacy notice"
    ABOUT = "about", "About us"
    OTHER = "other", "Something else"


class StandardPage(EditorialPage):
    """A page of blocks."""

    page_description = "An ordinary page of text: contact us, accessibility statement, privacy, our team."

    purpose = models.CharField(
        max_length=13,
        choices=StandardPurpose,
        default=StandardPurpose.OTHER,
        help_text="The footer of the site links to the contact, accessibility and privacy pages by this.",
    )

    parent_page_types = [
        "pages.HomePage",
        "pages.SectionPage",
        "pages.StrategyPage",
        "pages.CampaignPage",
        "pages.StandardPage",
        "sharing.AdoptedPage",
    ]
    subpage_types = ["pages.StandardPage"]

    content_panels = [
        *opening_panels(
            title="What the page is about, in a few words.",
            summary="What people learn here, in one or two sentences. At most 320 characters.",
        ),
        FieldPanel("purpose"),
    ]
    edit_handler = page_tabs(content_panels, body_is_all=True)

    class Meta:
        verbose_name = "standard page"
