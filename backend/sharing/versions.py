"""Which versions of an owner's page a team compares, and what its owner said about what changed between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.models import PageLogEntry, Revision

from backend.sharing.models.adoption import Adoption, Mode
from backend.sharing.models.record import Action, SharingRecord
from backend.sharing.shown import as_page, live_version, published_revision

PUBLISHED = "wagtail.publish"


@dataclass(frozen=True, slots=True)
class Published:
    """One publication by the owner: when, and the note that goes with it."""

    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions of an owner's page. `before` is None where nothing older is known, `after` while none is published."""

    before: Any
    after: Any
    published: tuple[Published, ...]
    safety_critical: tuple[SharingRecord, ...]


def versions_of(adoption: Adoption) -> Versions:
    """Return what the team of `adoption` compares.

    Under review, and of a copy: the version that was accepted or copied with what the owner has published since. For a
    follower, who shows the newest: the one before with that. After a safety-critical change that nobody has looked at yet: what
    was accepted before it with what is shown.
    """
    after = live_version(adoption)
    before = _before(adoption)
    since = before.created_at if before is not None else None
    return Versions(
        before=(before and as_page(before)) or (adoption.kept_version and adoption.kept_version.as_page()),
        after=after,
        published=tuple(_published(adoption, since)) if after is not None else (),
        safety_critical=tuple(_safety_critical(adoption, since)),
    )


def _before(adoption: Adoption) -> Revision | None:
    if adoption.mode == Mode.FOLLOW:
        return _previous(adoption)
    found: Revision | None = adoption.safety_before or adoption.accepted_revision
    return found


def _entries(adoption: Adoption) -> Any:
    entries = PageLogEntry.objects.filter(page_id=adoption.source_id, action=PUBLISHED, revision__isnull=False)
    return entries.select_related("revision").order_by("-timestamp", "-pk")


def _previous(adoption: Adoption) -> Revision | None:
    """Return the revision that was published before the one that is live."""
    live = published_revision(adoption.source)
    for entry in _entries(adoption):
        if entry.revision_id != live:
            revision: Revision = entry.revision
            return revision
    return None


def _published(adoption: Adoption, since: datetime | None) -> Iterator[Published]:
    """Yield what was published from revisions later than the one from `since`, newest first, each revision once."""
    seen: set[int] = set()
    for entry in _entries(adoption):
        revision = entry.revision
        if revision.pk in seen or (since is not None and revision.created_at <= since):
            continue
        seen.add(revision.pk)
        yield Published(entry.timestamp, str(revision.content.get("change_note") or ""))


def _safety_critical(adoption: Adoption, since: datetime | None) -> Any:
    records = SharingRecord.objects.filter(
        offer=adoption.offer, action=Action.SAFETY_CRITICAL, locale__in=["", adoption.locale]
    )
    return records.filter(created__gt=since) if since is not None else records
