"""The contact registry: every number, address and form of help is one record that pages refer to."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from wagtail.search import index

from backend.core.blocks import ContactWordsBlock, OpeningTimesBlock
from backend.core.fields import LineField, LinesField, StreamField, WebAddressField
from backend.core.hours import OpeningHours, expand, gather

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 ()]{1,24}$", "Write a telephone number with digits and spaces, e.g. 0800 789 321."
)

WORDS = (
    "kind",
    "label",
    "need",
    "phone",
    "text_relay",
    "sign_language_url",
    "email",
    "url",
    "url_text",
    "confidentiality",
    "note",
    "cost",
)
"""Fields that hold words, a number or an address, as the contract's `Contact` does."""

TRANSLATED = ("label", "need", "url_text", "hours_note", "confidentiality", "note", "cost")
"""Fields whose words can be given in other languages, as in the contract's `ContactWords`."""

WAYS = ("phone", "email", "url", "page", "address_lines")
"""Fields of which a contact needs at least one, so that somebody can be reached."""


class ContactKind(models.TextChoices):
    """What a contact is for, in the order of urgency of every help panel."""

    EMERGENCY = "emergency", "Emergency (999)"
    ANONYMOUS_HOTLINE = "anonymous_hotline", "Anonymous hotline"
    SUPPORT_LINE = "support_line", "Support line"
    REFERRAL = "referral", "Referral"
    REPORT_ONLINE = "report_online", "Report online material"
    LOCAL_TEAM = "local_team", "Local team"
    NON_EMERGENCY = "non_emergency", "Non-emergency (101)"
    OTHER = "other", "Other"


class Contact(index.Indexed, models.Model):
    """One way to get help. The field names are those of the contract's `Contact`."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.CASCADE,
        related_name="contacts",
        help_text="Whose record this is.",
    )
    shared = models.BooleanField(
        "other organisations may use it",
        default=False,
        help_text="They can choose it, for example for their help panel, but only you can change it.",
    )
    kind = models.CharField("what it is for", max_length=20, choices=ContactKind, default=ContactKind.LOCAL_TEAM)
    label = LineField("name", help_text="What it is called, e.g. “Anti-Terrorist Hotline”.")
    need = LineField(
        "when to use it",
        help_text="In a visitor's words, because it comes before the number: “You want to tell somebody, unnamed”.",
    )
    phone = models.CharField("telephone", max_length=26, blank=True, validators=[PHONE])
    text_relay = models.CharField(
        "text relay",
        max_length=26,
        blank=True,
        validators=[PHONE],
        help_text="Number with the prefix for people who cannot hear or speak: 18000 in an emergency, else 18001.",
    )
    sign_language_url = WebAddressField(
        "sign language",
        blank=True,
        help_text="Address of a British Sign Language video service, e.g. https://999bsl.co.uk",
    )
    email = models.EmailField("email", blank=True, help_text="A shared mailbox, never one person's own.")
    url = WebAddressField("form or website", blank=True)
    url_text = LineField("words of the link", blank=True, help_text="What the link says, e.g. “Report it online”.")
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="A page of your site that says more.",
    )
    address_lines = LinesField("postal address", help_text="A line each, without the postcode.")
    postcode = models.CharField(max_length=10, blank=True)
    hours_always = models.BooleanField("open at any time", default=False)
    hours_times = StreamField([("times", OpeningTimesBlock())], blank=True, verbose_name="opening times")
    hours_note = LineField("exceptions", blank=True, help_text="E.g. “Closed on bank holidays”.")
    confidentiality = LineField(
        blank=True, help_text="What happens with what people say, e.g. “You need not give your name”."
    )
    note = LineField(blank=True, help_text="Anything else a caller should know.")
    cost = LineField(blank=True, help_text="E.g. “Free from any phone”.")
    translations = StreamField(
        [("words", ContactWordsBlock())],
        blank=True,
        verbose_name="in other languages",
        help_text="Pages in these languages show them; what is missing stands there in your main language, marked as such.",
    )

    search_fields = [
        index.SearchField("label", boost=5),
        index.AutocompleteField("label"),
        index.SearchField("need"),
        index.SearchField("phone"),
        index.AutocompleteField("phone"),
        index.FilterField("organisation"),
        index.FilterField("shared"),
        index.FilterField("kind"),
    ]

    class Meta:
        ordering = ["label"]

    def __str__(self) -> str:
        return f"{self.label} · {self.phone}" if self.phone else self.label

    @property
    def hours(self) -> OpeningHours | None:
        """When it answers, or None when nobody wrote it down."""
        periods = expand(block.value for block in self.hours_times)
        return OpeningHours(self.hours_always, periods, self.hours_note) or None

    @hours.setter
    def hours(self, hours: OpeningHours | None) -> None:
        hours = hours or OpeningHours()
        self.hours_always = hours.always
        setattr(self, "hours_times", [("times", value) for value in gather(hours.periods)])  # noqa: B010 (a StreamField)
        self.hours_note = hours.note

    @property
    def is_reachable(self) -> bool:
        """Say whether there is any way to reach somebody by it; the contract accepts no other contact."""
        return any(getattr(self, name) for name in WAYS)

    def clean(self) -> None:
        """Reject a contact by which nobody can be reached, and hours that contradict each other."""
        super().clean()
        if not self.is_reachable:
            raise ValidationError(
                "Give at least one way: a telephone number, an email, a website, a page or an address."
            )
        if self.hours_always and len(self.hours_times):
            raise ValidationError({"hours_always": "Either it is open at any time, or at the times below: not both."})
        languages = [block.value["locale"] for block in self.translations]
        if len(languages) != len(set(languages)):
            raise ValidationError({"translations": "Write the words of each language once."})
        if self.postcode and not self.address_lines:
            raise ValidationError({"address_lines": "A postcode needs the lines of the address."})
