"""Toolkit: things to print, post and show."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel

from backend.core.blocks import (
    FileChooserBlock,
    Group,
    LanguageBlock,
    LineBlock,
    PictureBlock,
    Problem,
    TextBlock,
)
from backend.core.fields import ChoicesField
from backend.pages.models.base import EditorialPage, opening_panels, page_tabs
from backend.pages.models.fields import FormattedField, ItemsField
from backend.pages.models.poster_blocks import PosterBlock


class ToolkitAudience(models.TextChoices):
    """For whom a toolkit is made."""

    COMMUNICATIONS = "communications", "Communications teams"
    OFFICERS = "officers", "Officers"
    SCHOOLS = "schools", "Schools"
    PUBLIC = "public", "The public"


class ToolkitItemBlock(Group):
    """One thing in a toolkit."""

    kind = blocks.ChoiceBlock(
        choices=[
            ("poster", "Poster"),
            ("image", "Picture"),
            ("social_copy", "Words for social media"),
            ("press_template", "Press release to fill in"),
            ("film", "Film"),
        ],
        default="poster",
        label="What it is",
    )
    title = LineBlock()
    description = TextBlock(required=False, help_text="What it is good for.", rows=2)
    file = FileChooserBlock(required=False, help_text="The file to download.")
    text = TextBlock(required=False, label="Words to copy", help_text="For social media or a press release.")
    film = blocks.PageChooserBlock(page_type="pages.FilmPage", required=False, label="Film page")
    preview = PictureBlock(required=False, label="Picture of it (optional)")
    format = LineBlock(help_text="As people ask for it, such as “PDF, A3” or “PNG, 1080 × 1080”.")
    locale = LanguageBlock(label="Language")
    version = LineBlock(help_text="Such as 1.0 or March 2026.")
    expires = blocks.DateBlock(
        required=False, label="Use until", help_text="After that day people are told not to use it."
    )

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence for an item with nothing to take away."""
        if value["kind"] == "film":
            if not (value["film"] or value["file"]):
                yield "film", "Choose the page of the film, or its file."
        elif not (value["file"] or value["text"] or value["film"]):
            yield "file", "Give people something to take away: a file, words to copy, or a film."

    class Meta:
        icon = "download"
        label = "Item"
        label_format = "{title} ({format})"


class ToolkitPage(EditorialPage):
    """A toolkit."""

    page_description = "Posters, pictures, texts and films for others to use, with how to use them."

    audiences = ChoicesField("for whom", options=ToolkitAudience.choices, help_text="Tick everybody it is made for.")
    how_to_use = FormattedField(
        "how to use it", help_text="Where to put things, what not to change, whom to ask, and until when."
    )
    key_messages = ItemsField(
        TextBlock(label="Message", rows=2),
        verbose_name="key messages",
        help_text="What everybody should say in the same words, the most important first.",
    )
    items = ItemsField(ToolkitItemBlock(), verbose_name="items")
    posters = ItemsField(
        PosterBlock(),
        verbose_name="posters",
        help_text="The words are yours: nobody who uses this toolkit can change them. Every organisation's site makes the files "
        "with its own logo, contacts, address and QR code, as a PDF to print and a picture to post.",
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
            title="Such as “Communications toolkit”.",
            summary="What is in it and who may use it. At most 320 characters.",
        ),
        FieldPanel("audiences"),
        FieldPanel("how_to_use"),
        FieldPanel("key_messages", heading="Key messages"),
        FieldPanel("items", heading="Items", help_text="One entry for each file, language and size."),
        FieldPanel("posters", heading="Posters that each organisation makes its own"),
    ]
    edit_handler = page_tabs(content_panels)

    def problems(self) -> Iterator[Problem]:
        """Yield what must be right before it is published."""
        yield from super().problems()
        if not (len(self.items) or len(self.posters)):
            yield "items", "Give people something to take away: an item, or a poster below."

    class Meta:
        verbose_name = "toolkit"
