"""The small parts that many templates draw: links, pictures, cards, contacts, files. Typed, resolved, ready to lay out."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from frontend.render.formats import HoursRow, Moment

NO_ATTRIBUTES: Final = Markup()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link: its words, its address (None when it is dead: the words stay), and attributes such as `rel` and `lang`."""

    text: str
    href: str | None
    attributes: Markup = NO_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class Button:
    """A link drawn as a button; `quiet` has no fill."""

    anchor: Anchor
    quiet: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """An image in its sizes; `decorative` ones have an empty `alt`."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    credit: str | None


@dataclass(frozen=True, slots=True)
class CardPart:
    """A page as another page shows it; `detail` is its date, length or owner in a few words."""

    anchor: Anchor
    type: str
    summary: str
    detail: Markup | None
    picture: Picture | None
    date: "DatePart | None"


@dataclass(frozen=True, slots=True)
class DatePart:
    """The date of an event, in the pieces in which it is drawn; `time` is "6pm to 7:30pm"."""

    iso: str
    weekday: str
    number: str
    month: str
    time: Markup
    until: Moment | None


@dataclass(frozen=True, slots=True)
class Way:
    """One way to get help: when to take it (`need`), what to do (`action`), and what one should know (`note`).

    `others` are further ways to reach the same contact: email, sign language, a page.
    """

    id: str | None
    urgent: bool
    need: Markup
    label: Markup
    action: Anchor | None
    calls: bool
    note: Markup
    cost: Markup | None
    hours: tuple[HoursRow, ...]
    hours_note: Markup | None
    others: tuple[Anchor, ...]
    address: Markup | None
    language: Markup


@dataclass(frozen=True, slots=True)
class Download:
    """A file to fetch: "PDF, 24 pages, 1.1 MB", and in which language it is when that is another than the page's."""

    title: str
    href: str
    about: Markup
    language: Markup


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a film, or one track of captions."""

    src: str
    media_type: str
    locale: str
    label: str


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its own name; `attributes` mark it when it is not the page's."""

    name: str
    attributes: Markup


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a transcript; `speaker` is None when nobody speaks or the same person goes on."""

    speaker: str | None
    text: Markup


@dataclass(frozen=True, slots=True)
class PlayPart:
    """How a film of a provider plays inside the page: the address of its frame, and what the provider then learns."""

    frame: str
    learns: Markup


@dataclass(frozen=True, slots=True)
class FilmPart:
    """A film: either `sources` that play here, or `watch`, a link to the provider with the `notice` that goes first.

    With scripts, a provider's film can `play` here too.
    """

    title: str
    sources: tuple[Source, ...]
    poster: Picture | None
    tracks: tuple[Source, ...]
    watch: Anchor | None
    notice: Markup | None
    play: PlayPart | None
    length: Markup
    size: Markup | None
    captions: tuple[Language, ...]
    transcript: tuple[Line, ...]
    described: Anchor | None
    signed: Anchor | None
    download: Download | None


@dataclass(frozen=True, slots=True)
class PartnerPart:
    """A partner with what it does, and its logo when there is one."""

    name: Anchor
    role: str | None
    logo: Picture | None


@dataclass(frozen=True, slots=True)
class MythPart:
    """Something often said, and what is true."""

    claim: str
    fact: str
    source: Anchor | None


@dataclass(frozen=True, slots=True)
class Topic:
    """A titled piece of rich text with its anchor."""

    id: str
    title: str
    text: Markup
