"""Who uses an owner's pages, how, in which version, and what they added: what is live, never anybody's drafts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend.organisations.models import Organisation
from backend.sharing.models import AdoptedPage, Adoption, Mode, Offer


@dataclass(frozen=True, slots=True)
class Use:
    """One organisation's use of one page in one language."""

    adoption: Adoption
    title: str
    organisation: Organisation
    mode: Mode
    is_live: bool
    digest: str
    since: datetime | None
    is_behind: bool
    behind_since: datetime | None
    slots: tuple[str, ...]
    added: int
    hidden: int


def usage_of(owner: Organisation, *, offer: Offer | None = None) -> list[Use]:
    """Return every use of the pages of `owner`, or of one of its offers; constant queries."""
    rows = Adoption.objects.filter(offer__owner=owner).with_current()
    if offer is not None:
        rows = rows.filter(offer=offer)
    ordered = list(
        rows.select_related("organisation", "page", "offer__page").order_by("page__title", "organisation__name", "pk")
    )
    overlays = AdoptedPage.objects.in_bulk([row.page_id for row in ordered if row.page.live])
    return [_use(row, overlays.get(row.page_id)) for row in ordered]


def _use(row: Any, page: AdoptedPage | None) -> Use:
    parts = Counter(kind for kind, _ in _parts(page))
    current = row.current_digest
    return Use(
        adoption=row,
        title=row.page.title,
        organisation=row.organisation,
        mode=Mode(row.mode),
        is_live=row.page.live,
        digest=row.accepted_digest,
        since=row.accepted_at,
        is_behind=bool(current) and row.mode != Mode.FOLLOW and row.accepted_digest != current,
        behind_since=row.behind_since,
        slots=tuple(name for kind, name in _parts(page) if kind == "slot"),
        added=parts["insertion"],
        hidden=parts["hidden"],
    )


def _parts(page: AdoptedPage | None) -> Iterator[tuple[str, str]]:
    for part in page.overlay.raw_data if page else ():
        yield part["type"], str(part["value"].get("slot") or "")
