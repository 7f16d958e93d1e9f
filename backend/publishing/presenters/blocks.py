"""Blocks: one function a type, from the stored value to the contract's."""

from collections.abc import Callable
from typing import Any, Final

from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.presenters.values import (
    Raw,
    action,
    cards,
    filled,
    items,
    kept,
    link,
    listed,
    myths,
    picture,
    plain,
)


def heading(raw: Raw, _: Sources) -> Json | None:
    """Present a heading."""
    return {"text": raw.get("text"), "level": int(raw.get("level") or 2)}


def rich_text(raw: str, sources: Sources) -> Json | None:
    """Present paragraphs, lists and links."""
    return sources.rich(raw)


def callout(raw: Raw, sources: Sources) -> Json | None:
    """Present a note that stands out."""
    return filled(**plain(raw, "kind", "title"), text=sources.rich(raw.get("text")))


def contact(raw: int | None, sources: Sources) -> Json | None:
    """Present a contact of the registry."""
    return sources.contact(raw)


def step_list(raw: Raw, sources: Sources) -> Json | None:
    """Present an ordered list of steps."""
    steps = listed(raw.get("steps"), lambda step: filled(title=step.get("title"), text=sources.rich(step.get("text"))))
    return filled(heading=raw.get("heading"), steps=steps)


def card_grid(raw: Raw, sources: Sources) -> Json | None:
    """Present pages as cards; a grid whose pages are all deleted goes."""
    found = cards(raw.get("cards"), sources)
    return filled(heading=raw.get("heading"), cards=found) if found else None


def myth_fact(raw: Raw, _: Sources) -> Json | None:
    """Present myths, each beside its fact."""
    return filled(heading=raw.get("heading"), items=myths(raw.get("items")))


def quote(raw: Raw, _: Sources) -> Json | None:
    """Present a quotation."""
    return plain(raw, "text", "attribution")


def image(raw: Raw, sources: Sources) -> Json | None:
    """Present an image inside a page."""
    found = picture(raw.get("image"), sources)
    return filled(image=found, caption=raw.get("caption")) if found else None


def film(raw: Raw, sources: Sources) -> Json | None:
    """Present a film inside a page."""
    found = sources.film(raw.get("film"))
    page = sources.page(raw.get("page"))
    return filled(film=found, page=page) if found else None


def document(raw: int | None, sources: Sources) -> Json | None:
    """Present a file to download."""
    return sources.document(raw)


def table(raw: Raw, _: Sources) -> Json | None:
    """Present a table, stored in the contract's form or in that of the table editor."""
    grid = raw.get("grid") or {}
    if "columns" in raw:
        columns, rows = raw["columns"], raw.get("rows") or ()
    else:
        columns = [column.get("heading") or "" for column in grid.get("columns") or ()]
        rows = [row.get("values") or () for row in grid.get("rows") or ()]
    return filled(
        caption=raw.get("caption"),
        columns=[column.strip() for column in columns],
        rows=[[str(cell or "").strip() for cell in row] for row in rows],
        row_headings=raw.get("row_headings"),
    )


def expandable(raw: Raw, sources: Sources) -> Json | None:
    """Present a title that opens to show more."""
    return filled(title=raw.get("title"), text=sources.rich(raw.get("text")))


def related_links(raw: Raw, sources: Sources) -> Json | None:
    """Present links with their own words; a list whose pages are all deleted goes."""
    links = kept(link(item, sources) for _, item in items(raw.get("links")))
    return filled(heading=raw.get("heading"), links=links) if links else None


def local_slot(raw: Raw, sources: Sources) -> Json | None:
    """Present a place that an adopting organisation may fill, with what stands there until it does."""
    must_be_filled = raw.get("required") or None
    content = [] if must_be_filled else blocks(raw.get("content"), sources, unnamed=f"{raw.get('name')}-block")
    return filled(**plain(raw, "name", "accepts", "guidance"), required=must_be_filled, content=content or None)


BLOCKS: Final[dict[str, Callable[[Any, Sources], Json | None]]] = {
    "heading": heading,
    "rich_text": rich_text,
    "callout": callout,
    "action_link": action,
    "contact": contact,
    "step_list": step_list,
    "card_grid": card_grid,
    "myth_fact": myth_fact,
    "quote": quote,
    "image": image,
    "film": film,
    "document": document,
    "table": table,
    "expandable": expandable,
    "related_links": related_links,
    "local_slot": local_slot,
}
"""The function of every block type of the contract. One gives None when what the block shows is not there any more."""


def blocks(stored: Any, sources: Sources, *, unnamed: str = "block") -> list[Json]:
    """Return the blocks of a StreamField; one whose object was deleted, or that holds no words, is left out.

    A block that was stored without an id is called by `unnamed` and its place.
    """
    shown = []
    for place, raw in enumerate(getattr(stored, "raw_data", stored) or (), start=1):
        value = BLOCKS[raw["type"]](raw["value"], sources)
        if value is not None:
            shown.append({"type": raw["type"], "id": str(raw.get("id") or f"{unnamed}-{place}"), "value": value})
    return shown
