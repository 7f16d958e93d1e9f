"""Atom feeds (RFC 4287): news, and what has changed. Every time and id comes from documents, so equal sites have equal feeds."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final
from uuid import UUID, uuid5

from frontend.plan.changes import Change
from frontend.plan.view import SiteView
from frontend.render.plain_text import xml_text
from frontend.render.words import Words

_IDENTITIES: Final = UUID("5a1f5d5e-0a7c-5c0b-9a52-0e6f8f1c2f5d")
"""The name space of the ids of feeds."""

_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n'


def news_feed(view: SiteView, path: str, news: Iterable[Change], words: Words) -> str:
    """Return the feed of news: an item keeps its id when it is corrected."""
    return _feed(view, path, "", words["news_feed"].unescape(), [_news(view, item) for item in news])


def change_feed(view: SiteView, path: str, changes: Iterable[Change], words: Words) -> str:
    """Return the feed of changes: each publication of a page is an entry of its own."""
    entries = [_change(view, change, words) for change in changes]
    return _feed(view, path, "changes/", words["way_changes"].unescape(), entries)


def _feed(view: SiteView, path: str, page: str, title: str, entries: list[tuple[datetime, str]]) -> str:
    organisation = view.site.organisation
    own, beside = view.absolute(path), view.absolute(view.root + page)
    lines = [
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{view.locale}">',
        f"<id>urn:uuid:{uuid5(_IDENTITIES, f'{organisation.slug} {path}')}</id>",
        f"<title>{xml_text(f'{title} – {organisation.name}')}</title>",
        f"<updated>{_time(max(updated for updated, _ in entries))}</updated>",
        f"<author><name>{xml_text(organisation.name)}</name><uri>{xml_text(view.site.base_url)}</uri></author>",
        f'<link rel="self" type="application/atom+xml" href="{xml_text(own)}"/>',
        f'<link rel="alternate" type="text/html" hreflang="{view.locale}" href="{xml_text(beside)}"/>',
        "<generator>Waymark</generator>",
        *(entry for _, entry in entries),
        "</feed>",
    ]
    return _HEAD + "\n".join(lines) + "\n"


def _news(view: SiteView, item: Change) -> tuple[datetime, str]:
    identity = uuid5(UUID(item.id), view.locale)
    return _entry(view, item, identity, item.title, item.summary)


def _change(view: SiteView, change: Change, words: Words) -> tuple[datetime, str]:
    identity = uuid5(UUID(change.id), f"{view.locale} {_time(datetime.fromisoformat(change.updated))}")
    said = [words["new_page"].unescape()] if change.first else []
    said += [change.note] if change.note else [change.summary]
    return _entry(view, change, identity, change.title, " ".join(said))


def _entry(view: SiteView, change: Change, identity: UUID, title: str, summary: str) -> tuple[datetime, str]:
    updated, published = datetime.fromisoformat(change.updated), datetime.fromisoformat(change.published)
    lines = [
        "<entry>",
        f"<id>urn:uuid:{identity}</id>",
        f"<title>{xml_text(title)}</title>",
        f"<published>{_time(published)}</published>",
        f"<updated>{_time(updated)}</updated>",
        f'<link rel="alternate" type="text/html" hreflang="{view.locale}" href="{xml_text(view.absolute(change.path))}"/>',
        *([f"<author><name>{xml_text(change.owner)}</name></author>"] if change.owner else []),
        f"<summary>{xml_text(summary)}</summary>",
        "</entry>",
    ]
    return updated, "\n".join(lines)


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
