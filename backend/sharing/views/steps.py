"""What somebody can do next about a thing that needs attention, and who can where they cannot."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from backend.sharing.attention import Attention, Kind
from backend.sharing.powers import Power, Powers

TAGS: Final[dict[Kind, str]] = {
    Kind.RECALLED: "Recalled",
    Kind.UNAPPLIED: "Do by hand",
    Kind.ENDED: "Gone from your site",
    Kind.WITHDRAWN: "Goes soon",
    Kind.REPLACED: "Replaced",
    Kind.CHANGED: "Change to review",
    Kind.UNFILLED: "Place to fill",
    Kind.UNPLACED: "Part without a place",
    Kind.SOURCE_GONE: "Taken down by its owner",
    Kind.NEW_PAGES: "New pages",
    Kind.UNTRANSLATED: "Missing language",
}

PRESSING: Final = frozenset({Kind.RECALLED, Kind.UNAPPLIED, Kind.ENDED})
SOON: Final = frozenset({Kind.WITHDRAWN, Kind.REPLACED, Kind.CHANGED, Kind.UNFILLED, Kind.UNPLACED})


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: words, where, and the power that it takes."""

    words: str
    address: str
    power: Power = Power.WRITE


@dataclass(frozen=True, slots=True)
class Todo:
    """A thing that needs attention as a screen shows it. `waits_for` says who can take it on where the reader cannot."""

    item: Attention
    tag: str
    tone: str
    steps: tuple[Step, ...]
    waits_for: str


def todo(item: Attention, powers: Powers) -> Todo:
    """Return a thing that needs attention, with the steps that somebody with `powers` can take."""
    steps = tuple(_steps(item))
    allowed = tuple(step for step in steps if getattr(powers, step.power.value))
    main = steps[0].power if steps else Power.WRITE
    waits_for = {Power.ARRANGE: "An administrator of yours decides.", Power.DECIDE: "An editor of yours decides."}
    tone = (
        "is-later" if item.later else "is-pressing" if item.kind in PRESSING else "is-soon" if item.kind in SOON else ""
    )
    missing = "" if getattr(powers, main.value) else waits_for.get(main, "")
    return Todo(item, TAGS[item.kind], tone, allowed, missing)


def _steps(item: Attention) -> Iterator[Step]:
    adoption = item.adoption
    successor = adoption.offer.successor_id
    edit = reverse("wagtailadmin_pages:edit", args=[adoption.page_id])
    match item.kind:
        case Kind.CHANGED:
            yield Step("Compare and decide", _to("compare", item))
        case Kind.UNAPPLIED:
            yield Step("See what changed", _to("compare", item))
            yield Step("Edit your copy", edit)
        case Kind.UNFILLED:
            yield Step("Fill it in", edit)
        case Kind.UNPLACED:
            yield Step("Find it a place", edit)
        case Kind.REPLACED | Kind.ENDED if successor:
            yield Step("Use the new page", _to("switch", item), Power.ARRANGE)
            yield Step("Take the old one off", _to("leave", item), Power.ARRANGE)
        case Kind.RECALLED | Kind.ENDED:
            yield Step("Take it off", _to("leave", item), Power.ARRANGE)
            yield Step("Look for another page", reverse("sharing:library"))
        case Kind.NEW_PAGES:
            yield Step("See and add them", _to("take_in", item), Power.ARRANGE)
        case Kind.WITHDRAWN | Kind.SOURCE_GONE | Kind.REPLACED:
            yield Step("Make it your own copy", _to("detach", item), Power.ARRANGE)
            yield Step("Take it off", _to("leave", item), Power.ARRANGE)
        case _:
            yield Step("Open it", edit)


def _to(name: str, item: Attention) -> str:
    return reverse(f"sharing:{name}", args=[item.adoption.pk])
