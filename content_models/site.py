"""What a whole site has in common: organisation, brand, navigation, help panel."""

import re
from typing import Annotated, Final, Self

from pydantic import Field, StringConstraints, model_validator

from content_models.base import Model
from content_models.contacts import ContactLink
from content_models.documents import DocumentType
from content_models.links import Link, PageLink
from content_models.media import MediaFile
from content_models.translations import Translation, reject_repeated_languages
from content_models.values import Area, Email, HttpUrl, Line, LocaleCode, Nation, OrganisationKind, Slug, Text

FEEDBACK_THANKS: Final = "feedback/thanks/"
FEEDBACK_NOT_SENT: Final = "feedback/not-sent/"
"""Where the receiver of “Was this page useful?” leads visitors, below the root of their language."""

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
"""A six-digit sRGB colour in lower case, e.g. `#17375a`."""

PAPER, PAPER_DARK = "#ffffff", "#11181e"
INK, INK_DARK = "#17212b", "#e8edf0"
MUTED, MUTED_DARK = "#475561", "#b4c0c9"
EDGE, EDGE_DARK = "#677783", "#8597a3"
"""The fixed neutrals of the stylesheet that brand colours stand beside."""


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio, 1 to 21, of two `#rrggbb` colours (WCAG 2.2, relative luminance)."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(part, 16) / 255 for part in re.findall("..", colour.removeprefix("#")))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class BrandColours(Model):
    """The six tokens by which a site's colours differ from another's, with the three that dark mode changes."""

    brand: Colour
    on_brand: Colour = "#ffffff"
    brand_text: Colour
    accent: Colour
    on_accent: Colour = "#17212b"
    wash: Colour
    dark_brand: Colour
    dark_brand_text: Colour
    dark_wash: Colour

    @model_validator(mode="after")
    def is_readable(self) -> Self:
        """Reject colours that miss the ratios of the visual language (WCAG 1.4.3 text, 1.4.11 controls)."""
        if problems := self.problems():
            raise ValueError("; ".join(problems))
        return self

    def problems(self) -> list[str]:
        """Return a sentence for each pair of colours that is too close."""
        pairs = (
            ("text on the brand colour", self.on_brand, self.brand, 4.5),
            ("text on the dark-mode brand colour", self.on_brand, self.dark_brand, 4.5),
            ("brand-coloured text on paper", self.brand_text, PAPER, 4.5),
            ("brand-coloured text on the wash", self.brand_text, self.wash, 4.5),
            ("brand-coloured text in dark mode", self.dark_brand_text, PAPER_DARK, 4.5),
            ("brand-coloured text on the dark wash", self.dark_brand_text, self.dark_wash, 4.5),
            ("the accent on the brand colour", self.accent, self.brand, 3.0),
            ("the accent on the dark-mode brand colour", self.accent, self.dark_brand, 3.0),
            ("text on the accent", self.on_accent, self.accent, 4.5),
            ("body text on the wash", INK, self.wash, 4.5),
            ("secondary text on the wash", MUTED, self.wash, 4.5),
            ("body text on the dark wash", INK_DARK, self.dark_wash, 4.5),
            ("secondary text on the dark wash", MUTED_DARK, self.dark_wash, 4.5),
            ("borders on the wash", EDGE, self.wash, 3.0),
            ("borders on the dark wash", EDGE_DARK, self.dark_wash, 3.0),
        )
        return [
            f"{name} has a contrast of {contrast(one, other):.1f}, needs {least:g}"
            for name, one, other, least in pairs
            if contrast(one, other) < least
        ]


class Brand(Model):
    """How a site looks: colours, logo (SVG or PNG) and favicon."""

    colours: BrandColours
    logo: MediaFile | None = None
    favicon: MediaFile | None = None


class Organisation(Model):
    """The organisation that a site belongs to."""

    slug: Slug
    name: Line
    kind: OrganisationKind
    strapline: Line | None = None
    nations: Annotated[tuple[Nation, ...], Field(min_length=1)]
    areas: tuple[Area, ...] = ()


class HeadingWords(Translation):
    """A heading in another language."""

    heading: Line


class LinkGroup(Model):
    """A headed list of links in the footer."""

    heading: Line
    links: tuple[Link, ...]
    translations: tuple[HeadingWords, ...] = ()

    @model_validator(mode="after")
    def has_each_language_once(self) -> Self:
        """Reject a language that has the heading twice."""
        reject_repeated_languages("a heading", self.translations)
        return self


class LegalPages(Model):
    """The pages that the law or good manners ask for."""

    accessibility: PageLink | None = None
    privacy: PageLink | None = None
    contact: PageLink | None = None


class FooterContact(Model):
    """The organisation's own contact at the foot of every page; not for emergencies."""

    contact: ContactLink
    note: Line | None = None


class HelpPanel(Model):
    """Whom to tell, most urgent first."""

    introduction: Line
    contacts: Annotated[tuple[ContactLink, ...], Field(min_length=1)]


class NeutralNames(Model):
    """What stands in the browser's tab, its history and shared links in place of the names of pages.

    The words are in the site's first language; without them, and in every other language, the builder has its own.
    """

    title: Line | None = None
    description: Line | None = None


class SecurityContact(Model):
    """Where somebody who found a weakness of the site tells of it (RFC 9116), and by what rules.

    Without a contact of its own it is the organisation's, as it stands at the foot of every page.
    """

    contact: Email | HttpUrl | None = None
    policy: HttpUrl | None = None


class SiteWords(Translation):
    """What a site says on every page, in another language: each stands there for the words of the same name.

    Words that the first language does not have are not shown in another. `contact_note` is that of the footer's contact.
    """

    strapline: Line | None = None
    demonstration: Text | None = None
    contact_note: Line | None = None


class Site(Model):
    """Everything about a site that is not one of its pages.

    `exit_url` is where “Exit this page” leads; pages of the types in `exit_off` do not have it. With `neutral`, tabs and
    shared links do not tell what a page is about. `translations` are for the languages after the first.
    """

    organisation: Organisation
    base_url: HttpUrl
    locales: Annotated[tuple[LocaleCode, ...], Field(min_length=1)]
    brand: Brand
    help: HelpPanel
    header: tuple[Link, ...] = ()
    footer: tuple[LinkGroup, ...] = ()
    footer_contact: FooterContact | None = None
    legal: LegalPages = LegalPages()
    exit_url: HttpUrl = "https://www.bbc.co.uk/weather"
    exit_off: tuple[DocumentType, ...] = ()
    neutral: NeutralNames | None = None
    security: SecurityContact | None = None
    feedback_url: HttpUrl | None = None
    demonstration: Text | None = None
    translations: tuple[SiteWords, ...] = ()

    @model_validator(mode="after")
    def translates_into_each_language_once(self) -> Self:
        """Reject words of a language that stand twice, and a translation into the first language."""
        reject_repeated_languages("a site", self.translations)
        if any(words.locale == self.default_locale for words in self.translations):
            raise ValueError("the words of the first language stand in the settings themselves")
        return self

    @property
    def default_locale(self) -> str:
        """The language whose pages live directly below the root."""
        return self.locales[0]
