"""Who uses an owner's pages, how, in which version, and what they added: what is live, never anybody's drafts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from wagtail.models import Page

from backend.organisations.models import Organisation
from backend.sharing.editor.layout import BLOCK_FIELDS
from backend.sharing.models import AdoptedPage, Adoption, Mode, Offer
from backend.sharing.readable.blocks import excerpt

GONE: Final = "a part of an earlier version"
KINDS: Final = {"rich_text": "text"}
"""Kinds of blocks that editors know by another name."""


@dataclass(frozen=True, slots=True)
class Use:
    """One organisation's use of one page in one language. `added` and `hidden` name parts by kind and first words."""

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
    added: tuple[str, ...]
    hidden: tuple[str, ...]


def usage_of(owner: Organisation, *, offer: Offer | None = None) -> list[Use]:
    """Return every use of the pages of `owner`, or of one of its offers; constant queries."""
    rows = Adoption.objects.filter(offer__owner=owner).with_current()
    if offer is not None:
        rows = rows.filter(offer=offer)
    ordered = list(
        rows.select_related("organisation", "page", "offer__page").order_by("page__title", "organisation__name", "pk")
    )
    overlays = AdoptedPage.objects.in_bulk([row.page_id for row in ordered if row.page.live])
    leaving_out = {row.source_id for row in ordered if _parts(overlays.get(row.page_id), "hidden")}
    names = _names_by_page(leaving_out)
    return [_use(row, overlays.get(row.page_id), names.get(row.source_id or 0, {})) for row in ordered]


def _use(row: Any, page: AdoptedPage | None, names: Mapping[str, str]) -> Use:
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
        slots=tuple(str(part.get("slot") or "") for part in _parts(page, "slot")),
        added=tuple(_name(block) for part in _parts(page, "insertion") for block in part["blocks"]),
        hidden=tuple(names.get(str(part.get("block")), GONE) for part in _parts(page, "hidden")),
    )


def _parts(page: AdoptedPage | None, kind: str) -> list[dict[str, Any]]:
    """Return the values of the parts of one kind, as they are stored."""
    return [part["value"] for part in (page.overlay.raw_data if page else ()) if part["type"] == kind]


def _names_by_page(pages: Iterable[int | None]) -> dict[int, dict[str, str]]:
    """Return the names of the blocks of these pages by page and id: a query for each type of page, none for a block."""
    found = Page.objects.filter(pk__in=[page for page in pages if page]).specific()
    return {
        page.pk: {
            str(block["id"]): _name(block)
            for field in BLOCK_FIELDS
            for block in getattr(getattr(page, field, None), "raw_data", ())
        }
        for page in found
    }


def _name(block: Mapping[str, Any]) -> str:
    """Return the kind of a stored block, with its first words where it has some of its own: text “Come to the town hall”."""
    kind, value = KINDS.get(block["type"], block["type"].replace("_", " ")), block["value"]
    words = value if isinstance(value, str) else _words(value)
    # A contact or a film is stored as the key of its record.
    return f"{kind} “{excerpt(words)}”" if words else kind


def _words(value: Any) -> str:
    found = (value.get(name) for name in ("title", "text", "summary")) if isinstance(value, dict) else ()
    return next((words for words in found if isinstance(words, str) and words), "")
