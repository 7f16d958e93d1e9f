"""A listing: an output that stands for no document but is made from several, as an index, a feed or a calendar."""

from enum import StrEnum
from typing import Final, NamedTuple

from content_models import Entry


class Kind(StrEnum):
    """What a listing is."""

    EVENT_FILE = "event file"
    CALENDAR = "calendar"
    NEWS_FEED = "news feed"
    CHANGE_FEED = "change feed"
    CHANGES = "changes"
    PAST_EVENTS = "past events"
    SUPPORT = "support"
    BROWSE = "browse"
    BROWSE_TYPE = "browse type"


class Address:
    """Where listings stand below the root of a language."""

    CALENDAR: Final = "events.ics"
    NEWS_FEED: Final = "news.atom"
    CHANGE_FEED: Final = "changes.atom"
    CHANGES: Final = "changes/"
    PAST_EVENTS: Final = "past-events/"
    SUPPORT: Final = "find-support/"
    BROWSE: Final = "browse/"
    EVENT_FILE: Final = "event.ics"


FOLDERS: Final = (Address.CHANGES, Address.PAST_EVENTS, Address.SUPPORT, Address.BROWSE)
"""Folders that no page of an editor may stand in."""

DATA: Final = frozenset({Kind.EVENT_FILE, Kind.CALENDAR, Kind.NEWS_FEED, Kind.CHANGE_FEED})
"""Kinds for machines: they have no header, help panel or footer."""


class Listing(NamedTuple):
    """One such output, with all that it shows: its key is made from this and nothing else.

    `items` are plain values, `reads` the pages whose documents it reads, `cards` those of which it shows the card.
    `alternates` are (language, path) of the same listing in every language that has it, when there are several.
    """

    kind: Kind
    locale: str
    path: str
    items: tuple[object, ...] = ()
    reads: tuple[Entry, ...] = ()
    cards: tuple[Entry, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()

    @property
    def file(self) -> str:
        """The file that answers for its path."""
        return f"{self.path[1:]}index.html" if self.path.endswith("/") else self.path[1:]
