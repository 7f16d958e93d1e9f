"""An organisation: one site, one page tree, one collection of media, one brand."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable, Page

from backend.core.contrast import COLOUR, contrast_problems
from backend.core.fields import ChoicesField, LinesField, StreamField, WebAddressField
from backend.core.validators import SLUG
from backend.core.values import Nation
from backend.organisations.addresses import address_problem
from backend.organisations.brand_files import validate_favicon, validate_logo
from backend.organisations.models.safety import SafetySettings
from backend.organisations.models.translated import TranslatedSettings
from backend.organisations.navigation import LinkGroupBlock, NavigationLinkBlock

SHORT_NAME = RegexValidator(SLUG, "Use small letters, digits and single hyphens, e.g. essex-police.")
HEX_COLOUR = RegexValidator(COLOUR, "Write a colour as # and six digits in lower case, e.g. #17375a.")

COLOUR_FIELDS = (
    "brand",
    "on_brand",
    "brand_text",
    "accent",
    "on_accent",
    "wash",
    "dark_brand",
    "dark_brand_text",
    "dark_wash",
)
"""The nine colour tokens of a site, named as in the contract's `BrandColours`."""


class OrganisationKind(models.TextChoices):
    """What sort of body an organisation is."""

    NATIONAL = "national", "National body"
    FORCE = "force", "Police force"
    COUNCIL = "council", "Council"


class OrganisationManager(models.Manager["Organisation"]):
    """Finds organisations by what belongs to them."""

    def for_page(self, page: Page) -> "Organisation | None":
        """Return the organisation whose page tree holds `page`, in any language, or None."""
        if not page.path:
            return None
        steplen = type(page).steplen
        ancestors = [page.path[:end] for end in range(steplen, len(page.path) + 1, steplen)]
        homes = Page.objects.filter(path__in=ancestors).values("translation_key")
        return self.filter(site__root_page__translation_key__in=homes).select_related("site").first()


def colour(default: str, label: str, use: str) -> Any:
    """Return a field for one colour token."""
    return models.CharField(label, max_length=7, default=default, validators=[HEX_COLOUR], help_text=use)


class Organisation(SafetySettings, TranslatedSettings):
    """A national body, a police force or a council, with everything about its site that is not one of its pages."""

    slug = models.CharField(
        "short name",
        max_length=80,
        unique=True,
        validators=[SHORT_NAME],
        help_text="Names the site in addresses; it cannot change later.",
    )
    name = models.CharField(max_length=255, unique=True)
    kind = models.CharField(max_length=8, choices=OrganisationKind)
    strapline = models.CharField(max_length=255, blank=True, help_text="A few words beside the name, or nothing.")
    nations = ChoicesField(
        options=Nation.choices, help_text="What your organisation covers. Pages say so unless they say otherwise."
    )
    areas = ParentalManyToManyField("organisations.Area", blank=True, related_name="+")
    languages = LinesField(default=list, help_text="Codes of the languages of the site, the main one first.")
    public_address = models.CharField(
        "public address",
        max_length=200,
        unique=True,
        help_text="Where the public finds the site, e.g. https://prevent.example.org",
    )
    site = models.OneToOneField(
        "wagtailcore.Site", on_delete=models.PROTECT, null=True, editable=False, related_name="organisation"
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection", on_delete=models.PROTECT, null=True, editable=False, related_name="organisation"
    )

    brand = colour("#2d3b45", "brand", "Surface of bands and of the main button.")
    on_brand = colour("#ffffff", "text on brand", "Text on the brand colour.")
    brand_text = colour("#2d3b45", "links and titles", "Brand-coloured text on white.")
    accent = colour("#e3c77a", "accent", "Marks, and the one button on the brand colour.")
    on_accent = colour("#17212b", "text on accent", "Text on the accent.")
    wash = colour("#eef2f3", "wash", "Quiet, almost white surface.")
    dark_brand = colour("#33434f", "brand (dark mode)", "The brand colour for people who prefer dark pages.")
    dark_brand_text = colour("#c3d3de", "links and titles (dark mode)", "Text on almost black.")
    dark_wash = colour("#1a232a", "wash (dark mode)", "Quiet, almost black surface.")
    logo = models.FileField(
        upload_to="brands",
        blank=True,
        validators=[validate_logo],
        help_text="SVG, or PNG of at least 200 pixels' width.",
    )
    favicon = models.FileField(
        upload_to="brands",
        blank=True,
        validators=[validate_favicon],
        help_text="Small square picture: SVG, PNG or ICO.",
    )

    help_introduction = models.CharField(
        "introduction",
        max_length=255,
        default="Start at the top. If you are not sure, any of them will point you to the right place.",
        help_text="The sentence over the ways to get help.",
    )
    feedback_url = WebAddressField(
        "feedback address",
        blank=True,
        help_text="Receiver of “Was this page useful?”. Without it, the question is not asked.",
    )
    demonstration = models.TextField(
        "demonstration notice",
        max_length=4000,
        blank=True,
        help_text="Shown on top of every page while the site is not the real one. Empty: no notice.",
    )
    licence_name = models.CharField("licence", max_length=255, default="Open Government Licence v3.0")
    licence_url = WebAddressField(
        "address of the licence",
        blank=True,
        default="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    )
    may_offer = models.BooleanField(
        "offers pages to others",
        default=False,
        help_text="Its editors may put pages into the library that other organisations use.",
    )
    header_links = StreamField([("link", NavigationLinkBlock())], blank=True, verbose_name="header")
    footer_groups = StreamField([("group", LinkGroupBlock())], blank=True, verbose_name="footer")
    footer_contact = models.ForeignKey(
        "organisations.Contact",
        verbose_name="your own contact",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="How to reach your organisation itself, at the foot of every page; not for emergencies.",
    )
    contact_note = models.CharField(
        "note beside your contact", max_length=255, blank=True, help_text="E.g. “We answer within five working days”."
    )

    objects = OrganisationManager()

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def root_page(self) -> Page | None:
        """The home page in the main language, or None before the organisation is set up."""
        return self.site.root_page.specific if self.site else None

    @property
    def default_locale(self) -> str:
        """Code of the main language."""
        return self.languages[0]

    @property
    def colours(self) -> dict[str, str]:
        """The nine colour tokens by name."""
        return {name: getattr(self, name) for name in COLOUR_FIELDS}

    def nations_of(self, page: Any) -> list[str]:
        """Return the nations that `page` applies to: its own, else those of the organisation."""
        return list(page.nations or self.nations)

    def licence_of(self, page: Any) -> dict[str, str]:
        """Return name, url, holder and note of the licence of `page`: its own, else the organisation's."""
        own = bool(page.licence_name)
        return {
            "name": page.licence_name if own else self.licence_name,
            "url": page.licence_url if own else self.licence_url,
            "holder": page.licence_holder or self.name,
            "note": page.licence_note,
        }

    def clean(self) -> None:
        """Reject an address, languages or colours that no site could be made with."""
        super().clean()
        faults: dict[str, list[str]] = {}
        self.public_address = self.public_address.strip().rstrip("/")
        if problem := address_problem(self.public_address):
            faults["public_address"] = [problem]
        elif problem := self.exit_problem(self.public_address):
            faults["exit_url"] = [problem]
        known = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
        if not self.languages:
            faults["languages"] = ["Name at least one language."]
        elif unknown := [code for code in self.languages if code not in known]:
            faults["languages"] = [f"{', '.join(unknown)}: no such language here; choose from {', '.join(known)}."]
        elif problem := self.translation_problem(self.languages):
            faults["translations"] = [problem]
        for token, sentence in self.colour_problems():
            faults.setdefault(token, []).append(f"{sentence[0].upper()}{sentence[1:]}.")
        if faults:
            raise ValidationError(faults)

    def colour_problems(self) -> list[tuple[str, str]]:
        """Return token and sentence for each pair of colours that is too close; nothing while one is no colour at all."""
        try:
            for value in self.colours.values():
                HEX_COLOUR(value)
        except ValidationError:
            return []
        return contrast_problems(self.colours)


class HelpContact(Orderable):
    """A contact of the help panel, most urgent first."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="help_contacts")
    contact = models.ForeignKey("organisations.Contact", on_delete=models.PROTECT, related_name="+")

    class Meta(Orderable.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "contact"], name="a_contact_helps_once"),
        ]

    def __str__(self) -> str:
        return str(self.contact)
