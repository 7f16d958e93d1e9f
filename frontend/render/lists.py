"""Pages that list others: what has changed, past events, pages by kind, services. One template each in `templates/lists/`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from markupsafe import Markup

from content_models import Entry
from content_models.documents import Event
from frontend.plan.cards import Card
from frontend.plan.changes import Change
from frontend.plan.listing import DATA, Address, Kind, Listing
from frontend.plan.site_lists import TypeOfPage
from frontend.plan.view import SiteView
from frontend.render import calendars, feeds, formats
from frontend.render.around import CalendarPart, calendar_part, script_for
from frontend.render.environment import Templates
from frontend.render.formats import Moment
from frontend.render.parts import Anchor, CardPart
from frontend.render.scope import Scope
from frontend.render.special import SpecialPage
from frontend.render.support import support_list
from frontend.render.words import Words

SHORT: Final = 60
"""Up to so many pages of a kind stand with their summaries; of more only the titles."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A page that changed: whether it is new, what changed, and who wrote it where that is another organisation."""

    anchor: Anchor
    first: bool
    note: str
    owner: str | None


@dataclass(frozen=True, slots=True)
class ChangeList:
    """`lists/changes.html`: changes by day, the newest first, and the feed of them."""

    title: str
    days: tuple[tuple[Moment, tuple[ChangeLine, ...]], ...]
    feed: str


@dataclass(frozen=True, slots=True)
class PastEvent:
    """An event that is over: `status` where it did not take place, `outcome` what came of it."""

    card: CardPart
    day: Moment
    status: Markup | None
    outcome: Markup | None


@dataclass(frozen=True, slots=True)
class PastEventList:
    """`lists/past_events.html`: events by year, the latest first."""

    title: str
    years: tuple[tuple[str, tuple[PastEvent, ...]], ...]
    calendar: CalendarPart | None


@dataclass(frozen=True, slots=True)
class TypeList:
    """`lists/browse.html`: kinds of pages with their numbers."""

    title: str
    types: tuple[tuple[Anchor, int], ...]
    others: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class PageList:
    """`lists/browse_type.html`: the pages of one kind; many have no summary."""

    title: str
    cards: tuple[CardPart, ...]
    lines: tuple[Anchor, ...]


def data_file(view: SiteView, listing: Listing, words: Words) -> str:
    """Return a listing for machines: a calendar or a feed."""
    changes = tuple(item for item in listing.items if isinstance(item, Change))
    if listing.kind is Kind.EVENT_FILE:
        return calendars.event_file(view, listing.reads[0], words)
    if listing.kind is Kind.CALENDAR:
        return calendars.site_calendar(view, listing.reads, words)
    if listing.kind is Kind.NEWS_FEED:
        return feeds.news_feed(view, listing.path, changes, words)
    return feeds.change_feed(view, listing.path, changes, words)


def is_data(listing: Listing) -> bool:
    """Say whether a listing is for machines."""
    return listing.kind in DATA


def list_page(view: SiteView, listing: Listing, templates: Templates) -> SpecialPage:
    """Return a listing for people, without the frame."""
    name, make = _PAGES[listing.kind]
    scope = Scope(view, templates.words)
    context, description = make(scope, templates, listing)
    areas: Mapping[str, Markup] = templates.areas(f"lists/{name}.html", context)
    above, tab = [Anchor(templates.words["home"], view.root)], ""
    if listing.kind is Kind.BROWSE_TYPE:
        # Many a site has a page that is called as its kind: “What to look for”.
        tab = f"{context.title} – {templates.words['way_browse'].unescape()}"
        above.append(Anchor(templates.words["way_browse"], view.root + Address.BROWSE))
    if listing.kind is Kind.SUPPORT and listing.path != view.root + Address.SUPPORT:
        above.append(Anchor(templates.words["way_find_support"], view.root + Address.SUPPORT))
    return SpecialPage(
        kind=name.replace("_", "-"),
        title=context.title,
        description=description,
        crumbs=tuple(above),
        lead=areas["lead"],
        main=areas["main"],
        after=script_for(areas["main"]),
        tab=tab,
    )


def _changes(scope: Scope, _: Templates, listing: Listing) -> tuple[ChangeList, str]:
    words, changes = scope.words, [item for item in listing.items if isinstance(item, Change)]
    days = groupby(changes, key=lambda change: datetime.fromisoformat(change.updated).date())
    context = ChangeList(
        title=words["way_changes"].unescape(),
        days=tuple((formats.day(words, day), tuple(map(_change, group))) for day, group in days),
        feed=scope.view.root + Address.CHANGE_FEED,
    )
    return context, words["changes_about"].unescape()


def _change(change: Change) -> ChangeLine:
    anchor = Anchor(change.title, change.path)
    return ChangeLine(anchor, change.first, change.note or change.summary, change.owner)


def _past_events(scope: Scope, templates: Templates, listing: Listing) -> tuple[PastEventList, str]:
    words = scope.words
    events = [_past_event(scope, entry) for entry in listing.reads]
    calendar = calendar_part(scope.view, templates)
    years = groupby(events, key=lambda event: event.day.iso[:4])
    context = PastEventList(
        title=words["past_events"].unescape(),
        years=tuple((year, tuple(group)) for year, group in years),
        calendar=calendar,
    )
    return context, words["past_events_about"].unescape()


def _past_event(scope: Scope, entry: Entry) -> PastEvent:
    event, words = scope.view.read(entry), scope.words
    if not isinstance(event, Event):
        raise TypeError(f"{entry.path} is among the past events, but a {event.type}")
    starts = formats.local(event.starts, event.timezone)
    status = words[f"event_{event.status}_short"] if event.status in {"cancelled", "postponed"} else None
    outcome = scope.html_or_none(event.outcome, 3)
    return PastEvent(scope.card(scope.view.card(entry)), formats.day(words, starts), status, outcome)


def _browse(scope: Scope, _: Templates, listing: Listing) -> tuple[TypeList, str]:
    words, view = scope.words, scope.view
    types = tuple(item for item in listing.items if isinstance(item, TypeOfPage))
    others = [Anchor(words["a_to_z"], f"{view.root}a-z/")]
    others += [Anchor(words[name], path) for name, path in view.lists.ways if path != listing.path]
    context = TypeList(
        title=words["way_browse"].unescape(),
        types=tuple((Anchor(words[f"types_{each.type}"], each.path), each.number) for each in types),
        others=tuple(others),
    )
    return context, words["browse_about"].unescape()


def _browse_type(scope: Scope, _: Templates, listing: Listing) -> tuple[PageList, str]:
    words = scope.words
    [kind] = [item for item in listing.items if isinstance(item, TypeOfPage)]
    cards: list[Card] = [scope.view.card(entry) for entry in listing.cards]
    few = len(cards) <= SHORT
    context = PageList(
        title=words[f"types_{kind.type}"].unescape(),
        cards=tuple(map(scope.card, cards)) if few else (),
        lines=() if few else tuple(map(scope.card_anchor, cards)),
    )
    return context, words.fill("browse_type_about", type=words[f"types_{kind.type}"]).unescape()


def _support(scope: Scope, _: Templates, listing: Listing) -> tuple[Any, str]:
    [page] = listing.items
    context = support_list(scope, page, listing, scope.view.root + Address.SUPPORT)  # type: ignore[arg-type]
    about = scope.words["support_about"].unescape()
    return context, f"{context.title}. {about}" if context.chosen else about


type _Make = Callable[[Scope, Templates, Listing], tuple[Any, str]]

_PAGES: Final[Mapping[Kind, tuple[str, _Make]]] = {
    Kind.CHANGES: ("changes", _changes),
    Kind.PAST_EVENTS: ("past_events", _past_events),
    Kind.BROWSE: ("browse", _browse),
    Kind.BROWSE_TYPE: ("browse_type", _browse_type),
    Kind.SUPPORT: ("support", _support),
}
"""The template of each kind of listing for people, and what makes its context and description."""
