"""Pages of services: what can be chosen, what was, and the services as cards."""

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from content_models import Entry
from content_models.documents import Signpost
from frontend.plan.index import sort_key
from frontend.plan.listing import Listing
from frontend.plan.support import Choice, Removal, SupportPage, Value
from frontend.render import formats
from frontend.render.formats import HoursRow
from frontend.render.maps import map_link
from frontend.render.opening import OpenPart, open_part
from frontend.render.pages.signpost import area_of, cost_of
from frontend.render.parts import Anchor, Language, Way
from frontend.render.scope import Scope
from frontend.render.words import language, language_name


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A value that can be chosen, and how many services there are then."""

    anchor: Anchor
    count: int


@dataclass(frozen=True, slots=True)
class Choices:
    """The values of one kind."""

    id: str
    title: Markup
    lines: tuple[ChoiceLine, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A value that was chosen, and the page without it."""

    title: Markup
    name: Markup
    remove: Anchor


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """A service in short: whom to ring, when, where, for whom and at what cost. `first` is the way that comes first."""

    anchor: Anchor
    summary: str
    language: Markup
    first: Way | None
    hours: tuple[HoursRow, ...]
    hours_note: str | None
    open: OpenPart | None
    cost: Markup
    languages: tuple[Language, ...]
    area: Markup
    address: Markup | None
    map: Anchor | None


@dataclass(frozen=True, slots=True)
class SupportList:
    """`lists/support.html`; the services of the place, then those of the whole country. Too many are only `lines`."""

    title: str
    chosen: tuple[Chosen, ...]
    everything: Anchor | None
    choices: tuple[Choices, ...]
    count: int
    near: tuple[ServiceCard, ...]
    everywhere: tuple[ServiceCard, ...]
    lines: tuple[tuple[Anchor, str], ...]


def support_list(scope: Scope, page: SupportPage, listing: Listing, everything: str) -> SupportList:
    """Return the context of a page of services."""
    cards = tuple(service_card(scope, entry) for entry in listing.reads)
    near = len(cards) - page.everywhere if cards else 0
    return SupportList(
        title=title_of(scope, page.chosen),
        chosen=tuple(_chosen(scope, removal) for removal in page.wider),
        everything=Anchor(scope.words["support_all"], everything) if len(page.chosen) > 1 else None,
        choices=choices(scope, page.narrower),
        count=len(page.services),
        near=cards[:near],
        everywhere=cards[near:],
        lines=tuple((scope.card_anchor(card), card.summary) for card in map(scope.view.card, listing.cards)),
    )


def title_of(scope: Scope, chosen: tuple[Value, ...]) -> str:
    """Return the name of a page of services."""
    words = scope.words
    if not chosen:
        return words["way_find_support"].unescape()
    values = ", ".join(plain_name(scope, value) for value in chosen)
    return words.fill("support_title", values=values).unescape()


def choices(scope: Scope, narrower: tuple[Choice, ...]) -> tuple[Choices, ...]:
    """Return what can be chosen, kind by kind."""
    groups = groupby(narrower, key=lambda choice: choice.value.facet)
    order = sort_key(scope.words.locale)
    return tuple(
        Choices(
            f"by:{facet}",
            scope.words[f"facet_{facet}"],
            tuple(
                ChoiceLine(_anchor(scope, choice), choice.number)
                for choice in sorted(group, key=lambda choice: order(plain_name(scope, choice.value)))
            ),
        )
        for facet, group in groups
    )


def _anchor(scope: Scope, choice: Choice) -> Anchor:
    value = choice.value
    attributes = scope.words.other(value.locale) if value.label else Markup()
    return Anchor(value_name(scope, value), choice.path, attributes)


def _chosen(scope: Scope, removal: Removal) -> Chosen:
    name = value_name(scope, removal.value)
    value = (
        Markup("<span{}>{}</span>").format(scope.words.other(removal.value.locale), name)
        if removal.value.label
        else name
    )
    remove = Anchor(scope.words.fill("support_remove", value=value), removal.path)
    return Chosen(scope.words[f"facet_{removal.value.facet}"], value, remove)


def plain_name(scope: Scope, value: Value) -> str:
    """Return what a value is called, in plain words of the page's language."""
    if value.facet == "language":
        return str(language(scope.words.locale).languages.get(value.key) or language_name(value.key))
    if value.facet == "cost":
        return scope.words[f"cost_{value.key}"].unescape()
    return value.label or scope.words["national"].unescape()


def value_name(scope: Scope, value: Value) -> Markup:
    """Return what a value is called; a language also by its own name, for those who read no other."""
    name, own = plain_name(scope, value), language_name(value.key)
    if value.facet != "language" or own == name:
        return Markup("{}").format(name)
    return Markup("{} (<span{}>{}</span>)").format(name, scope.words.other(value.key), own)


def service_card(scope: Scope, entry: Entry) -> ServiceCard:
    """Return a service in short."""
    service = scope.view.read(entry)
    if not isinstance(service, Signpost):
        raise TypeError(f"{entry.path} is among the services, but a {service.type}")
    card, words = scope.view.card(entry), scope.words
    ways = (scope.contact(link, service.organisation_name) for link in service.contacts)
    return ServiceCard(
        anchor=scope.card_anchor(card),
        summary=service.summary,
        language=words.other(service.locale),
        first=next(filter(None, ways), None),
        hours=formats.hours_table(words, service.hours),
        hours_note=service.hours.note,
        open=open_part(words, service.hours),
        cost=cost_of(scope, service.cost, words.other(service.locale)),
        languages=tuple(map(scope.language, service.languages)),
        area=area_of(scope, service.coverage, words.other(service.locale)),
        address=scope.address(service.address),
        map=map_link(scope, service.address),
    )
