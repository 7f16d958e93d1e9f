"""The posters of a toolkit: words that their owner approves, which each organisation prints with its own contacts."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.db import models
from wagtail import blocks

from backend.core.blocks import ContactChooserBlock, Group, LineBlock, LinesBlock, Problem
from backend.core.blocks.languages import LANGUAGES

HEADLINE: Final = 60
LINE: Final = 120
CALL: Final = 70
MOST_LINES: Final = 3
MOST_CONTACTS: Final = 3

POSTER_LANGUAGES: Final = ("en", "cy", "ur", "ar")
"""Languages in which the builder can say the rest of a poster: what each number is for, and when to ring 999."""


class PosterLayout(models.TextChoices):
    """How a poster is laid out."""

    FOOTPATH = "footpath", "Footpath: the question on your colour, a path to the numbers"
    WAYMARK = "waymark", "Way mark: white paper with a way post, saves ink"


class PosterContactBlock(Group):
    """One contact of a poster: everybody's own of a kind, or the same one everywhere."""

    role = blocks.ChoiceBlock(
        choices=[
            ("support_line", "Support line"),
            ("referral", "Referral"),
            ("local_team", "Local team"),
            ("anonymous_hotline", "Anonymous hotline"),
            ("report_online", "Report online material"),
            ("non_emergency", "Non-emergency (101)"),
        ],
        required=False,
        label="Everybody's own",
        help_text="Each organisation's poster has its own contact of this kind: the first in its help panel.",
    )
    contact = ContactChooserBlock(
        required=False,
        label="Or this one everywhere",
        help_text="Only if every poster has to show the same contact, such as a national line.",
    )

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence for a contact that is both, or neither."""
        if bool(value["role"]) == bool(value["contact"]):
            yield "role", "Choose either everybody's own contact of a kind, or one contact for all posters."

    class Meta:
        icon = "mail"
        label = "Contact"
        label_format = "{role}{contact}"


class PosterWordsBlock(Group):
    """The words of a poster in one language."""

    locale = blocks.ChoiceBlock(
        choices=[(code, name) for code, name in LANGUAGES if code in POSTER_LANGUAGES], default="en", label="Language"
    )
    headline = LineBlock(
        max_length=HEADLINE,
        help_text="What somebody reads from across the room. At most 60 characters; up to 26 are set largest.",
    )
    lines = LinesBlock(
        line_length=LINE, label="Lines", help_text="One to three short sentences, a line each, at most 120 characters."
    )
    call_to_action = LineBlock(
        max_length=CALL, label="What to do", help_text="It stands above the numbers, such as “Ring, or scan the code.”"
    )

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence for more lines than a poster has room for."""
        if len(value["lines"]) > MOST_LINES:
            yield "lines", f"A poster has room for three lines; these are {len(value['lines'])}."

    class Meta:
        icon = "globe"
        label = "Words"
        label_format = "{locale}: {headline}"


class PosterBlock(Group):
    """A poster in one or several languages."""

    title = LineBlock(label="Name", help_text="What you call it among yourselves. Files are named after it.")
    audience = blocks.ChoiceBlock(
        choices=[
            ("public", "The public"),
            ("schools", "Schools"),
            ("officers", "Officers"),
            ("communications", "Communications teams"),
        ],
        default="public",
        label="For whom",
    )
    layout = blocks.ChoiceBlock(choices=PosterLayout.choices, default=PosterLayout.FOOTPATH, label="Layout")
    contacts = blocks.ListBlock(
        PosterContactBlock(),
        min_num=1,
        max_num=MOST_CONTACTS,
        help_text="Whom to ring, the first first. 999 stands on every poster by itself.",
    )
    leads_to = blocks.PageChooserBlock(
        required=False,
        label="Where the code leads",
        help_text="A page that the organisations use too. Where they do not, it leads to their home page.",
    )
    words = blocks.ListBlock(
        PosterWordsBlock(),
        min_num=1,
        label="Words",
        help_text="One entry for each language. Have translations read by somebody who speaks the language at home.",
    )
    version = LineBlock(help_text="Such as 1.0 or March 2026.")
    expires = blocks.DateBlock(
        required=False, label="Use until", help_text="After that day people are told not to use it."
    )

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence for two sets of words in one language, and for a contact that stands twice."""
        locales = [words["locale"] for words in value["words"]]
        if twice := next((name for code, name in LANGUAGES if locales.count(code) > 1), None):
            yield "words", f"There are two entries in {twice}: keep one."
        contacts = [each["role"] or each["contact"] for each in value["contacts"]]
        if any(contacts.count(each) > 1 for each in contacts):
            yield "contacts", "The same contact stands here twice: keep one."

    class Meta:
        icon = "image"
        label = "Poster"
        label_format = "{title}"
