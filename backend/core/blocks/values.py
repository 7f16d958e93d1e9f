"""Small structures that pages, blocks and settings share: hours, addresses, areas, sources."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.conf import settings
from wagtail import blocks

from backend.core.blocks.struct import Group, Problem
from backend.core.blocks.words import LanguageBlock, LineBlock, LinesBlock, TextBlock, WebAddressBlock
from backend.core.validators import gss_code
from backend.core.values import Weekday


class OpeningTimesBlock(Group):
    """Days with the same opening times; `backend.core.hours` makes periods by weekday of them, and back."""

    days = blocks.MultipleChoiceBlock(choices=Weekday.choices, widget=forms.CheckboxSelectMultiple)
    opens = blocks.TimeBlock(label="From")
    closes = blocks.TimeBlock(label="To")

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence when it closes before it opens."""
        if value["closes"] <= value["opens"]:
            yield "closes", "It must close after it opens. Past midnight? Write one until 23:59 and one from 00:00."

    class Meta:
        icon = "time"
        label = "Opening times"


class ContactWordsBlock(Group):
    """The words of a contact in another language; the field names are those of the contract's `ContactWords`."""

    locale = LanguageBlock(label="Language", default="cy")
    label = LineBlock(required=False, label="Name")
    need = LineBlock(
        required=False,
        label="When to use it",
        help_text="If empty, the site has words of its own for what the contact is for.",
    )
    url_text = LineBlock(required=False, label="Words of the link")
    hours_note = LineBlock(required=False, label="Exceptions")
    confidentiality = LineBlock(required=False)
    note = LineBlock(required=False)
    cost = LineBlock(required=False)

    class Meta:
        icon = "globe"
        label = "Words in another language"


class SiteWordsBlock(Group):
    """What a site says on every page, in another language; the field names are those of the contract's `SiteWords`."""

    locale = LanguageBlock(label="Language", default="cy", choices=lambda: settings.WAGTAIL_CONTENT_LANGUAGES)
    strapline = LineBlock(required=False)
    demonstration = TextBlock(required=False, label="Demonstration notice")
    contact_note = LineBlock(required=False, label="Note beside your contact")

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence when a language has no words."""
        if not (value["strapline"] or value["demonstration"] or value["contact_note"]):
            yield "strapline", "Write at least one of the three in this language, or remove the language."

    class Meta:
        icon = "globe"
        label = "Words in another language"


class HoursBlock(Group):
    """When a service answers."""

    always = blocks.BooleanBlock(
        required=False, label="Always open", help_text="24 hours a day, every day of the year."
    )
    periods = blocks.ListBlock(
        OpeningTimesBlock(),
        default=[],
        label="Opening times",
        help_text="Days with the same times together. A day with a break stands in two.",
    )
    note = LineBlock(required=False, help_text="Exceptions, such as “Closed on bank holidays”.")

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence when it is open always and at times."""
        if value["always"] and len(value["periods"]):
            yield "always", "Either it is always open or it has opening times: untick this or remove the times."
        if not (value["always"] or len(value["periods"]) or value["note"]):
            yield "note", "Say when it is open: tick “Always open”, add opening times, or explain it here."

    class Meta:
        icon = "time"
        label = "Opening hours"


class AddressBlock(Group):
    """A postal address."""

    lines = LinesBlock(
        label="Address", help_text="One line each: building, street, town. The postcode has its own box."
    )
    postcode = LineBlock(required=False)

    class Meta:
        icon = "home"
        label = "Address"
        label_format = "{postcode}"


class AreaBlock(Group):
    """An area by its ONS code and name."""

    code = LineBlock(
        label="ONS code",
        validators=[gss_code],
        help_text="The official code of the area, such as E07000071. Find it on the ONS geography portal.",
    )
    name = LineBlock(help_text="As people call it, such as Colchester.")

    class Meta:
        icon = "site"
        label = "Area"
        label_format = "{name}"


class SourceBlock(Group):
    """Where a statement comes from."""

    text = LineBlock(label="Name of the source", help_text="Such as “Prevent duty guidance, paragraph 12”.")
    url = WebAddressBlock(required=False, label="Web address of the source")

    class Meta:
        icon = "openquote"
        label = "Source"
