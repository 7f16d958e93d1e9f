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
    Kind.SAFETY: "Safety-critical change",
    Kind.ENDED: "Gone from your site",
    Kind.WITHDRAWN: "Goes soon",
    Kind.REPLACED: "Replaced",
    Kind.CHANGED: "Change to review",
    Kind.UNFILLED: "Place to fill",
    Kind.UNPLACED: "Part without a place",
    Kind.SOURCE_GONE: "Taken down by its owner",
    Kind.NEW_PAGES: "New pages",
    Kind.NEW_LANGUAGE: "New language",
    Kind.UNTRANSLATED: "Missing language",
}

PRESSING: Final = frozenset({Kind.RECALLED, Kind.UNAPPLIED, Kind.SAFETY, Kind.ENDED})
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


COMPARE, EDIT, LIBRARY, SWITCH, DETACH, LEAVE, TAKE_IN = (
    "compare", "edit", "library", "switch", "detach", "leave", "take_in",
)  # fmt: skip

type Row = tuple[str, str, Power]

_REPLACED: Final[tuple[Row, ...]] = (
    ("Use the new page", SWITCH, Power.ARRANGE),
    ("Take the old one off", LEAVE, Power.ARRANGE),
)
_GONE: Final[tuple[Row, ...]] = (
    ("Take it off", LEAVE, Power.ARRANGE),
    ("Look for another page", LIBRARY, Power.WRITE),
)
_GOING: Final[tuple[Row, ...]] = (
    ("Make it your own copy", DETACH, Power.ARRANGE),
    ("Take it off", LEAVE, Power.ARRANGE),
)

STEPS: Final[dict[Kind, tuple[Row, ...]]] = {
    Kind.RECALLED: _GONE,
    Kind.UNAPPLIED: (("See what changed", COMPARE, Power.WRITE), ("Edit your copy", EDIT, Power.WRITE)),
    Kind.SAFETY: (("See what changed", COMPARE, Power.WRITE),),
    Kind.ENDED: _GONE,
    Kind.WITHDRAWN: _GOING,
    Kind.REPLACED: _REPLACED,
    Kind.CHANGED: (("Compare and decide", COMPARE, Power.WRITE),),
    Kind.UNFILLED: (("Fill it in", EDIT, Power.WRITE),),
    Kind.UNPLACED: (("Find it a place", EDIT, Power.WRITE),),
    Kind.SOURCE_GONE: _GOING,
    Kind.NEW_PAGES: (("See and add them", TAKE_IN, Power.ARRANGE),),
    Kind.NEW_LANGUAGE: (("See and add it", TAKE_IN, Power.ARRANGE),),
    Kind.UNTRANSLATED: (("Open it", EDIT, Power.WRITE),),
}
"""What there is to do about each kind: words, the screen, and the power that it takes. The first is what most will do."""


def _steps(item: Attention) -> Iterator[Step]:
    adoption = item.adoption
    rows = STEPS[item.kind]
    if item.kind is Kind.ENDED and adoption.offer.successor_id:
        rows = _REPLACED
    elif item.kind is Kind.RECALLED and not adoption.is_in_step:
        rows = (("Check your copy", EDIT, Power.WRITE),)
    return (Step(words, _address(screen, item), power) for words, screen, power in rows)


def _address(screen: str, item: Attention) -> str:
    if screen == EDIT:
        return reverse("wagtailadmin_pages:edit", args=[item.adoption.page_id])
    return reverse(f"sharing:{screen}", args=[] if screen == LIBRARY else [item.adoption.pk])
