"""Where search engines are sent for an adopted page: to its owner's, where the owner asks for that and the page is public."""

from dataclasses import replace

from backend.publishing.desired import DesiredEntry
from backend.publishing.models import LiveEntry


def with_canonical(entries: list[DesiredEntry]) -> list[DesiredEntry]:
    """Return `entries`, the adopted ones with their owner's address where that counts; one query, or none."""
    wanted = [entry for entry in entries if entry.owner and entry.is_canonical_there]
    if not wanted:
        return entries
    rows = LiveEntry.objects.filter(
        page_id__in={entry.page_id for entry in wanted},
        organisation_id__in={entry.owner for entry in wanted},
        adopted__isnull=True,
    ).values_list("organisation_id", "page_id", "locale", "path", "organisation__public_address")
    found = {(owner, page, locale): f"{address.rstrip('/')}{path}" for owner, page, locale, path, address in rows}
    return [_with_address(entry, found.get((entry.owner or 0, entry.page_id, entry.locale))) for entry in entries]


def _with_address(entry: DesiredEntry, address: str | None) -> DesiredEntry:
    if address is None or not (entry.adopted and entry.is_canonical_there):
        return entry
    return replace(entry, adopted={**entry.adopted, "canonical": address})
