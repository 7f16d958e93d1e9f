"""Signpost: a partner that can help, and how to reach it."""

from backend.pages.models import SignpostPage
from backend.publishing.presenters.base import fields
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.presenters.values import Raw, address, filled, group, hours, items, kept, plain


def present(page: SignpostPage, sources: Sources) -> Json:
    """Return the fields of a signpost."""
    return filled(
        what_they_do=sources.rich(page.what_they_do),
        contacts=kept(sources.contact(number) for _, number in items(page.contacts)),
        hours=hours(group(page.hours)),
        address=address(group(page.address)),
        cost=plain(group(page.cost) or {}, "kind", "note"),
        coverage=_coverage(group(page.coverage) or {}),
        **fields(page, "organisation_name", "audience", "needs", "languages", "languages_note", "accessibility"),
        **fields(page, "last_verified", "verified_by", "next_check"),
    )


def _coverage(raw: Raw) -> Json:
    areas = [plain(area, "code", "name") for _, area in items(raw.get("areas"))]
    return filled(national=bool(raw.get("national")), areas=areas, note=raw.get("note"))
