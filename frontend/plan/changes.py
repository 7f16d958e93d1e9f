"""What has changed on a site: new pages, and those whose editors told the public what they changed."""

from collections.abc import Iterable
from datetime import datetime
from heapq import nlargest
from typing import Final, NamedTuple

from content_models import Entry
from frontend.plan.facts import Facts

SHOWN: Final = 50
"""Changes that the page and its feed tell of."""

UNREMARKABLE: Final = frozenset({"home", "section"})
"""Types of which a new page is no news: they lead to others. What their editors say of a change is told."""


class Change(NamedTuple):
    """A page, and what its last publication changed; `first` when that was the first. Times are ISO 8601."""

    id: str
    path: str
    title: str
    summary: str
    note: str | None
    first: bool
    published: str
    updated: str
    owner: str | None
    day: str | None = None


def change_of(entry: Entry, facts: Facts) -> Change:
    """Return what there is to tell of a page; `owner` is named where that is another organisation."""
    return Change(
        id=facts.id,
        path=entry.path,
        title=facts.title,
        summary=facts.summary,
        note=facts.change_note,
        first=facts.first_published == facts.last_updated,
        published=facts.first_published,
        updated=facts.last_updated,
        owner=entry.adopted.owner.name if entry.adopted else None,
        day=facts.published_on,
    )


def newest_changes(pages: Iterable[tuple[Entry, Facts]]) -> tuple[Change, ...]:
    """Return the newest changes, newest first; an update of which its editors say nothing is not among them."""
    told = ((entry, facts) for entry, facts in pages if _is_told(facts))
    newest = nlargest(SHOWN, told, key=lambda page: datetime.fromisoformat(page[1].last_updated))
    return tuple(change_of(entry, facts) for entry, facts in newest)


def _is_told(facts: Facts) -> bool:
    if facts.change_note:
        return True
    return facts.type not in UNREMARKABLE and facts.first_published == facts.last_updated
