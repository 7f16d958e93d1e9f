"""Event: when, where, for whom, and how to take part."""

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import available_timezones

from django.core.validators import MaxLengthValidator
from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from backend.core.blocks import AddressBlock, Group, LineBlock, Problem, TextBlock, WebAddressBlock
from backend.core.fields import LineField, WordsField
from backend.pages.models.base import EditorialPage, opening_panels, page_tabs
from backend.pages.models.fields import FormattedField, GroupField, ItemsField


class EventStatus(models.TextChoices):
    """Whether an event takes place."""

    SCHEDULED = "scheduled", "Takes place as planned"
    POSTPONED = "postponed", "Postponed"
    CANCELLED = "cancelled", "Cancelled"
    ENDED = "ended", "Is over"


class VenueBlock(Group):
    """Where people meet."""

    name = LineBlock(label="Name of the venue")
    address = AddressBlock(required=False, label="Address (optional)")
    travel = TextBlock(required=False, label="Getting there", help_text="Bus, train, parking.", rows=2)

    class Meta:
        icon = "site"
        label = "Venue"


class OnlineVenueBlock(Group):
    """How to join from elsewhere."""

    url = WebAddressBlock(
        required=False,
        label="Address to join",
        help_text="Everybody can see it. Leave it empty if you send it by email.",
    )
    note = LineBlock(required=False, help_text="Such as “You get the link the day before”.")

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence when it does not say how to join."""
        if not (value["url"] or value["note"]):
            yield "note", "Say how people join: give the address above, or explain it here."

    class Meta:
        icon = "desktop"
        label = "Online"


class AgendaItemBlock(Group):
    """One point of the programme."""

    at = blocks.TimeBlock(label="Starts at", help_text="Local time, such as 18:30.")
    title = LineBlock()
    detail = LineBlock(required=False, help_text="Who speaks, or what to expect.")

    class Meta:
        icon = "time"
        label = "Point"
        label_format = "{at} {title}"


class AccessNoteBlock(Group):
    """One thing to know before coming."""

    title = LineBlock(help_text="Such as “Step-free access”.")
    text = TextBlock(rows=2)

    class Meta:
        icon = "info-circle"
        label = "Access note"
        label_format = "{title}"


class RegistrationBlock(Group):
    """How to register interest."""

    email = blocks.EmailBlock(
        required=False, validators=[MaxLengthValidator(254)], help_text="A shared mailbox, not one person's."
    )
    url = WebAddressBlock(required=False, label="Address of a form")
    deadline = blocks.DateBlock(required=False, label="By")
    note = TextBlock(required=False, help_text="What to say when registering, such as access needs.", rows=2)

    def problems(self, value: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a sentence for a registration that leads nowhere."""
        if not (value["email"] or value["url"]):
            yield "email", "Give an email or the address of a form, so that people can register."

    class Meta:
        icon = "form"
        label = "Registration"


class EventPage(EditorialPage):
    """An event."""

    page_description = "Something that takes place: when, where, for whom, and how to take part."

    starts = models.DateTimeField(null=True, help_text="Day and time, such as 2026-05-14 18:00.")
    ends = models.DateTimeField(null=True)
    timezone = LineField(
        "time zone",
        max_length=64,
        default="Europe/London",
        help_text="Where it takes place. Change it only for an event outside the United Kingdom.",
    )
    doors = models.TimeField("doors open", null=True, blank=True, help_text="If people may come earlier.")
    venue = GroupField(VenueBlock(), required=False, verbose_name="venue")
    online = GroupField(OnlineVenueBlock(), required=False, verbose_name="online")
    audience = WordsField("who it is for", help_text="Such as “Anybody who lives or works in Colchester”.")
    agenda = ItemsField(AgendaItemBlock(), verbose_name="agenda")
    refreshments = WordsField(blank=True, help_text="What there is to eat and drink, and for which diets.")
    access = ItemsField(
        AccessNoteBlock(), verbose_name="access", help_text="Step-free access, hearing loop, quiet room, interpreters."
    )
    cost = LineField(blank=True, help_text="Such as “Free”.")
    status = models.CharField(
        max_length=9,
        choices=EventStatus,
        default=EventStatus.SCHEDULED,
        help_text="Change it at once when plans change.",
    )
    status_note = WordsField(
        "note", blank=True, help_text="Why it is postponed or cancelled, and what comes instead. Shown at the top."
    )
    registration = GroupField(RegistrationBlock(), required=False, verbose_name="registration")
    outcome = FormattedField(
        "what came of it", blank=True, help_text="Afterwards: what was said, and what you will do about it."
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
            title="Such as “Community roundtable”. The date has its own field.",
            summary="What it is about and why to come. At most 320 characters.",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
                FieldRowPanel([FieldPanel("doors"), FieldPanel("timezone")]),
            ],
            heading="When",
        ),
        MultiFieldPanel(
            [FieldPanel("venue"), FieldPanel("online")],
            heading="Where",
            help_text="A venue, a way to join online, or both.",
        ),
        MultiFieldPanel(
            [FieldPanel("audience"), FieldPanel("cost"), FieldPanel("registration")], heading="Who may come, and how"
        ),
        MultiFieldPanel([FieldPanel("agenda"), FieldPanel("refreshments")], heading="Programme"),
        FieldPanel("access", heading="Access"),
        MultiFieldPanel(
            [FieldPanel("status"), FieldPanel("status_note"), FieldPanel("outcome")], heading="Changes, and afterwards"
        ),
    ]
    edit_handler = page_tabs(content_panels)

    class Meta:
        verbose_name = "event"

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with time, place and registration."""
        if self.starts and self.ends and self.ends <= self.starts:
            yield "ends", "The event must end after it starts."
        if self.timezone not in available_timezones():
            yield "timezone", "This is no time zone: write a name such as Europe/London."
        if not (len(self.venue) or len(self.online)):
            yield "venue", "Add a venue, or a way to join online."
        deadline = self.registration[0].value["deadline"] if len(self.registration) else None
        if deadline and self.ends and deadline > self.ends.date():
            yield "registration", "People cannot register after the event is over: give an earlier day."
