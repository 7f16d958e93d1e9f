"""Small structures that pages and blocks share, from StreamField data to the contract's form.

Presenters read a StreamField's stored data, not Wagtail's values, because those fetch what they refer to one by one.
An optional group that was left empty is stored as a group of empty fields; it becomes None.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from backend.core.hours import OpeningHours, expand
from backend.publishing.presenters.sources import Json, Sources

type Raw = Mapping[str, Any]
type Item = tuple[str, Any]


def items(stored: Any) -> Iterator[Item]:
    """Yield id and value of each item of a StreamField value or of a stored list.

    A list of a page that was imported may hold bare values; those have no id of their own, so their place names them.
    """
    data = getattr(stored, "raw_data", stored) or ()
    for place, item in enumerate(data, start=1):
        if isinstance(item, Mapping) and "value" in item and "type" in item:
            yield str(item.get("id") or f"item-{place}"), item["value"]
        else:
            yield f"item-{place}", item


def group(stored: Any) -> Raw | None:
    """Return the value of a field that holds one group, or None."""
    return next((value for _, value in items(stored)), None)


def listed(stored: Any, present: Callable[[Raw], Json | None]) -> list[Json]:
    """Return each item with its id, in the contract's form; those that `present` gives None for are left out."""
    return [{"id": key, **shown} for key, value in items(stored) if (shown := present(value)) is not None]


def kept(values: Iterable[Json | None]) -> list[Json]:
    """Return the values that are there."""
    return [value for value in values if value is not None]


def filled(**fields: Any) -> Json:
    """Return the fields that hold something: empty words and missing values are left out of a document."""
    return {name: value for name, value in fields.items() if value is not None and value != ""}


def plain(raw: Raw, *names: str) -> Json:
    """Return those fields of a stored group that hold something."""
    return filled(**{name: raw.get(name) for name in names})


def target(raw: Raw | None, sources: Sources) -> Json | None:
    """Return where a link leads, or None when it leads nowhere any more."""
    if raw and (page := sources.page(raw.get("page"))):
        return {"kind": "page", **page}
    if raw and raw.get("url"):
        return {"kind": "url", "url": raw["url"]}
    return None


def link(raw: Raw | None, sources: Sources) -> Json | None:
    """Return a link with its words."""
    found = target((raw or {}).get("target"), sources)
    return {"text": raw["text"], "target": found} if raw and found and raw.get("text") else None


def action(raw: Raw | None, sources: Sources) -> Json | None:
    """Return a link drawn as a button."""
    found = link(raw, sources)
    return {**found, "style": raw.get("style") or "primary"} if raw and found else None


def actions(stored: Any, sources: Sources) -> list[Json]:
    """Return the buttons of a stored list."""
    return kept(action(raw, sources) for _, raw in items(stored))


def cards(stored: Any, sources: Sources) -> list[Json]:
    """Return the cards of a stored list."""

    def card(raw: Raw) -> Json | None:
        found = sources.page(raw.get("link"))
        return filled(link=found, text=raw.get("text")) if found else None

    return listed(stored, card)


def picture(raw: Raw | None, sources: Sources) -> Json | None:
    """Return an image with the words that stand for it in this place."""
    if not raw:
        return None
    alt = "" if raw.get("decorative") else raw.get("alt_text") or None
    return sources.image(raw.get("image"), alt)


def source(raw: Raw | None) -> Json | None:
    """Return where a statement comes from."""
    return plain(raw, "text", "url") if raw and raw.get("text") else None


def myths(stored: Any) -> list[Json]:
    """Return pairs of myth and fact."""
    return listed(stored, lambda raw: filled(**plain(raw, "claim", "fact"), source=source(raw.get("source"))))


def lines(stored: Any) -> list[str]:
    """Return the lines that are not empty."""
    parts = stored.splitlines() if isinstance(stored, str) else stored or ()
    return [text for part in parts if (text := str(part).strip())]


def address(raw: Raw | None) -> Json | None:
    """Return a postal address."""
    found = lines((raw or {}).get("lines"))
    return filled(lines=found, postcode=(raw or {}).get("postcode")) if found else None


def hours(raw: Raw | None) -> Json | None:
    """Return opening hours as a page stores them."""
    if not raw:
        return None
    periods = expand(times for _, times in items(raw.get("periods")))
    return opening_hours(OpeningHours(bool(raw.get("always")), periods, raw.get("note") or ""))


def opening_hours(known: OpeningHours) -> Json:
    """Return opening hours."""
    periods = [{"day": period.day, "opens": period.opens, "closes": period.closes} for period in known.periods]
    return filled(always=known.always, periods=periods, note=known.note)


def partners(stored: Any, sources: Sources) -> list[Json]:
    """Return the partners that take part, each with its role."""
    return kept(sources.partner(raw.get("partner"), raw.get("role")) for _, raw in items(stored))
