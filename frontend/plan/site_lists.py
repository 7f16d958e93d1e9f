"""Which listings a site has in one language, and what each of them shows. Found when it is first asked for."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING, Final, NamedTuple

from content_models import Entry
from frontend.plan.changes import Change, change_of, newest_changes
from frontend.plan.facts import Facts
from frontend.plan.listing import Address, Kind, Listing
from frontend.plan.passing import has_passed
from frontend.plan.support import CARDS, SupportPage, support_pages

if TYPE_CHECKING:
    from frontend.plan.view import SiteView

BROWSED: Final = (
    "guide",
    "signs",
    "strategy",
    "case_study",
    "signpost",
    "film",
    "event",
    "campaign",
    "toolkit",
    "news",
)
"""Types that visitors browse by, in this order; the others lead to pages or are of the site itself."""

NEWS_SHOWN: Final = 30
EVENTS_SHOWN: Final = 300
"""Events in the calendar of a site: the newest."""


class TypeOfPage(NamedTuple):
    """A type of page that a site has; `section` says that a section lists just these, so that no page is made for it."""

    type: str
    path: str
    number: int
    section: bool


class SiteLists:
    """The listings of a site in one language. A page of events or services in another language stands in for a missing one."""

    def __init__(self, view: "SiteView") -> None:
        self._view = view

    @cached_property
    def _own(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self._view.manifest.entries:
            if entry.locale == self._view.locale:
                found.setdefault(entry.type, []).append(entry)
        return found

    def _each(self, page_type: str) -> list[Entry]:
        """Return every page of a type once: in this language, else in the site's first that has it."""
        ids = dict.fromkeys(entry.id for entry in self._view.manifest.entries if entry.type == page_type)
        return [entry for page in ids if (entry := self._view.entry_of(page))]

    def _facts(self, entry: Entry) -> Facts:
        return self._view.source.facts(entry.version)

    @cached_property
    def events(self) -> tuple[Entry, ...]:
        """Every event, the latest first; none where this language has no event of its own."""
        return tuple(self._by_start(self._each("event"))) if "event" in self._own else ()

    def _by_start(self, events: Sequence[Entry]) -> list[Entry]:
        return sorted(events, key=lambda event: datetime.fromisoformat(self._facts(event).starts or ""), reverse=True)

    @cached_property
    def past_events(self) -> tuple[Entry, ...]:
        """The events that are over, the latest first."""
        return tuple(event for event in self.events if has_passed(self._facts(event), self._view.now))

    @cached_property
    def news(self) -> tuple[Change, ...]:
        """The newest news, newest first."""
        pages = ((entry, self._facts(entry)) for entry in self._own.get("news", ()))
        newest = nlargest(NEWS_SHOWN, pages, key=lambda page: page[1].newest)
        return tuple(change_of(entry, facts) for entry, facts in newest)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What has changed, newest first."""
        return newest_changes((entry, self._facts(entry)) for own in self._own.values() for entry in own)

    @cached_property
    def support(self) -> tuple[SupportPage, ...]:
        """The pages of services, all services first."""
        services = [(entry, self._facts(entry)) for entry in self._each("signpost")] if self._own else []
        return support_pages(self._view.root, services)

    @cached_property
    def types(self) -> tuple[TypeOfPage, ...]:
        """The types that visitors can browse by."""
        return tuple(self._type(each, self._own[each]) for each in BROWSED if each in self._own)

    def _type(self, page_type: str, pages: list[Entry]) -> TypeOfPage:
        if page_type == "signpost":
            return TypeOfPage(page_type, self._view.root + Address.SUPPORT, len(self.support[0].services), section=True)
        if section := self._section_of(pages):
            return TypeOfPage(page_type, section, len(pages), section=True)
        path = f"{self._view.root}{Address.BROWSE}{page_type.replace('_', '-')}/"
        return TypeOfPage(page_type, path, len(pages), section=False)

    def _section_of(self, pages: list[Entry]) -> str | None:
        """Return the section that lists these pages and no others."""
        tree = self._view.tree
        above = {parent.path: parent for page in pages if (parent := tree.parents[page.path])}
        if len(above) != 1:
            return None
        [section] = above.values()
        only = section.type == "section" and len(tree.children[section.path]) == len(pages)
        return section.path if only else None

    @cached_property
    def ways(self) -> tuple[tuple[str, str], ...]:
        """The listings that every page leads to, as (the key of its name, path)."""
        root = self._view.root
        found = [("way_find_support", root + Address.SUPPORT)] if self.support else []
        found += [("way_browse", root + Address.BROWSE)] if self.types else []
        return (*found, *([("way_changes", root + Address.CHANGES)] if self.changes else []))

    @cached_property
    def feeds(self) -> tuple[tuple[str, str], ...]:
        """The feeds, as (the key of its name, path)."""
        root = self._view.root
        found = [("news_feed", root + Address.NEWS_FEED)] if self.news else []
        return (*found, *([("way_changes", root + Address.CHANGE_FEED)] if self.changes else []))

    @property
    def calendar(self) -> str | None:
        """The path of the calendar of all events."""
        return self._view.root + Address.CALENDAR if self.events else None

    def children_of(self, entry: Entry, page_type: str) -> bool:
        """Say whether a page has children of a type."""
        return any(child.type == page_type for child in self._view.tree.children.get(entry.path, ()))

    def services_of(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the services that a section shows as cards: its children, when all are services and not too many."""
        if entry.type != "section":
            return ()
        children = tuple(self._view.children_of(entry))
        return children if len(children) <= CARDS and all(child.type == "signpost" for child in children) else ()

    def around(self, entry: Entry) -> tuple[object, ...]:
        """Return what a page shows of listings, besides the chrome: part of its key."""
        if entry.type == "event":
            return (entry.path in self._view.past,)
        if entry.type != "section":
            return ()
        events, services = self.children_of(entry, "event"), self.children_of(entry, "signpost")
        archive = len(self.past_events) if events else 0
        return (events, archive, self.support[0].narrower if services else ())

    def all(self) -> Iterator[Listing]:
        """Yield every listing, without the same in other languages."""
        yield from self._event_listings()
        locale, root = self._view.locale, self._view.root
        if self.news:
            yield Listing(Kind.NEWS_FEED, locale, root + Address.NEWS_FEED, self.news)
        if self.changes:
            yield Listing(Kind.CHANGE_FEED, locale, root + Address.CHANGE_FEED, self.changes)
            yield Listing(Kind.CHANGES, locale, root + Address.CHANGES, self.changes)
        for page in self.support:
            services = tuple(self._view.tree.by_path[path] for path in page.services)
            reads, cards = (services, ()) if len(services) <= CARDS else ((), services)
            yield Listing(Kind.SUPPORT, locale, page.path, (page,), reads, cards)
        if self.types:
            yield Listing(Kind.BROWSE, locale, root + Address.BROWSE, self.types)
        for kind in self.types:
            if not kind.section:
                yield Listing(Kind.BROWSE_TYPE, locale, kind.path, (kind,), cards=tuple(self._own[kind.type]))

    def _event_listings(self) -> Iterator[Listing]:
        locale, root = self._view.locale, self._view.root
        for event in self._own.get("event", ()):
            yield Listing(Kind.EVENT_FILE, locale, event.path + Address.EVENT_FILE, reads=(event,))
        if self.events:
            yield Listing(Kind.CALENDAR, locale, root + Address.CALENDAR, reads=self.events[:EVENTS_SHOWN])
        if self.past_events:
            yield Listing(Kind.PAST_EVENTS, locale, root + Address.PAST_EVENTS, reads=self.past_events)
