"""The local parts of an adopted page: filled slots, insertions, hidden blocks, an own summary and related links."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.organisations.models import Organisation
from backend.publishing.presenters.blocks import blocks
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.presenters.values import Raw, filled, items, kept, link
from backend.sharing.models import AdoptedPage


def present_overlay(
    page: AdoptedPage, source: UUID, sources: Sources, *, organisation: Organisation, since: datetime, locale: str
) -> Json:
    """Return the data of the overlay of `page`, which stands for the page `source` of somebody else.

    Parts at one place become one; a part in which nothing is left to show is left out.
    """
    return filled(
        type="overlay",
        id=str(source),
        locale=locale,
        organisation={"slug": organisation.slug, "name": organisation.name},
        slots=[{"slot": name, "blocks": found} for name, found in _placed(page, "slot", "slot", sources).items()],
        insertions=[
            filled(after=name or None, blocks=found)
            for name, found in _placed(page, "insertion", "after", sources).items()
        ],
        hidden=list(dict.fromkeys(str(raw["block"]) for _, raw in _parts(page, "hidden") if raw.get("block"))),
        summary=page.own_summary.strip(),
        related=kept(link(raw, sources) for _, raw in items(page.related)),
        last_updated=page.last_published_at or page.first_published_at or since,
    )


def _parts(page: AdoptedPage, kind: str) -> Iterator[tuple[int, Raw]]:
    """Yield the parts of one kind with their places in the whole overlay."""
    for place, raw in enumerate(page.overlay.raw_data, start=1):
        if raw["type"] == kind:
            yield place, raw["value"]


def _placed(page: AdoptedPage, kind: str, at: str, sources: Sources) -> dict[str, list[Any]]:
    """Return the blocks of the parts of one kind by their place."""
    found: dict[str, list[Any]] = {}
    for place, raw in _parts(page, kind):
        found.setdefault(raw.get(at) or "", []).extend(
            blocks(raw.get("blocks"), sources, unnamed=f"local-{place}-block")
        )
    return {name: shown for name, shown in found.items() if shown}
