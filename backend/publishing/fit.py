"""How local parts fit the version that is shown: what has no place in it any more, and which slots are still to be filled.

The team of the adopting organisation is told; the page is published without those parts all the same. Here too, the title
by which the admin lists an adopted page becomes that of what it shows.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import batched
from typing import Any, Final

from django.db import transaction
from wagtail.models import Page
from wagtail.search.backends import get_search_backends

from backend.publishing.identity import IN_STEP
from backend.publishing.models import CompiledPage, StoredDocument, StoredOverlay
from backend.publishing.presenters import code_version
from backend.publishing.words import words_of
from backend.sharing.models import AdoptedPage, Adoption
from content_models import ContractError, Document, Merged, Overlay, digest, merge, parse_document, parse_overlay
from content_models import walk as parts_of
from content_models.blocks.base import BlockBase

CHUNK: Final = 100
"""Adopted pages looked at in one transaction: as much as a process that dies has to do again."""

_SHORT: Final = 120
"""Characters of a lost block that are shown, so that somebody recognises it."""


def refit(pages: Iterable[int]) -> None:
    """Bring what is known of these adopted pages (primary keys) up to date with what they show.

    Only those are looked at whose version or title changed, in chunks; running it again does the rest.
    """
    wanted = sorted(set(pages))
    for some in batched(wanted, 5000):
        stale = [row for row in _rows(some) if row["fitted"] != _version(row) or not _has_title(row)]
        for chunk in batched(stale, CHUNK):
            with transaction.atomic():
                _refit(chunk)


def _rows(pages: Iterable[int]) -> Iterable[Any]:
    rows = CompiledPage.objects.filter(page_id__in=pages, document__isnull=False, page__adoption__mode__in=IN_STEP)
    return rows.order_by("page_id").values(
        "page_id",
        "document_id",
        "overlay_id",
        "fitted",
        "page__title",
        "page__draft_title",
        "document__title",
        "page__adoption__unplaced",
        "page__adoption__unfilled",
        "page__adoption__pk",
    )


def _version(row: dict[str, Any]) -> str:
    return digest(f"{code_version()} {row['document_id']} {row['overlay_id']}".encode())


def _has_title(row: dict[str, Any]) -> bool:
    return bool(row["page__title"] == row["page__draft_title"] == row["document__title"])


def _refit(rows: Iterable[dict[str, Any]]) -> None:
    some = list(rows)
    overlays = StoredOverlay.objects.in_bulk([row["overlay_id"] for row in some if row["overlay_id"]])
    known, fits = [], []
    for row in some:
        overlay = parse_overlay(bytes(overlays[row["overlay_id"]].body), lenient=True) if row["overlay_id"] else None
        unplaced, unfilled = _fit(_document(row["document_id"]), overlay)
        if (unplaced, unfilled) != (row["page__adoption__unplaced"], row["page__adoption__unfilled"]):
            known.append(Adoption(pk=row["page__adoption__pk"], unplaced=unplaced, unfilled=unfilled))
        fits.append(CompiledPage(page_id=row["page_id"], fitted=_version(row)))
    Adoption.objects.bulk_update(known, ["unplaced", "unfilled"])
    CompiledPage.objects.bulk_update(fits, ["fitted"])
    _rename([row for row in some if not _has_title(row)])


@lru_cache(maxsize=64)
def _document(key: str) -> Document:
    """Return a document; what a digest names never changes, and a page of the library is asked for by many in a row."""
    return parse_document(bytes(StoredDocument.objects.only("body").get(digest=key).body), lenient=True)


def _fit(document: Document, overlay: Overlay | None) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the parts without a place, ready to be told, and the names of slots that must be filled and are not."""
    try:
        merged = merge(document, overlay)
    except ContractError:
        # The page begins to stand for another one, and its local parts have not been compiled for that yet.
        return [], []
    return _told(merged, overlay), list(merged.unfilled)


def _told(merged: Merged, overlay: Overlay | None) -> list[dict[str, Any]]:
    own = {part.id: part for part in parts_of(overlay) if isinstance(part, BlockBase)} if overlay else {}
    return [
        {
            "part": lost.part,
            "at": lost.at,
            "reason": str(lost.reason),
            "blocks": list(lost.blocks),
            "words": _shortened(" ".join(words_of(own[block]) for block in lost.blocks if block in own)),
        }
        for lost in merged.unplaced
    ]


def _shortened(words: str) -> str:
    return words if len(words) <= _SHORT else f"{words[: _SHORT - 1].rstrip()}…"


def _rename(rows: list[dict[str, Any]]) -> None:
    """Give adopted pages the title of what they show, and let the admin's search find them by it."""
    if not rows:
        return
    titles = {row["page_id"]: row["document__title"] for row in rows}
    Page.objects.bulk_update(
        [Page(pk=pk, title=title, draft_title=title) for pk, title in titles.items()], ["title", "draft_title"]
    )
    pages = list(AdoptedPage.objects.filter(pk__in=list(titles)))
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(AdoptedPage, pages)
