"""Opening hours: a form that people fill in by groups of days, and the periods by weekday that it stands for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail import blocks

from backend.core.values import Weekday


@dataclass(frozen=True, slots=True)
class OpeningPeriod:
    """One span of opening on one weekday, in local time."""

    day: str
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When a service answers; the names are those of the contract's `Hours`."""

    always: bool = False
    periods: tuple[OpeningPeriod, ...] = ()
    note: str = ""

    def __bool__(self) -> bool:
        """Say whether anything is known about the hours."""
        return bool(self.always or self.periods or self.note)


class OpeningTimesBlock(blocks.StructBlock):
    """Days with the same opening time."""

    days = blocks.MultipleChoiceBlock(choices=Weekday.choices, widget=forms.CheckboxSelectMultiple, label="On")
    opens = blocks.TimeBlock(label="From")
    closes = blocks.TimeBlock(label="To", help_text="Before midnight: write one that runs over midnight as two.")

    class Meta:
        icon = "time"
        label = "Opening times"

    def clean(self, value: Any) -> Any:
        """Reject times that end before they start."""
        cleaned = super().clean(value)
        if cleaned["closes"] <= cleaned["opens"]:
            wrong = ValidationError("This must be later than the opening time; split times that run over midnight.")
            raise blocks.StructBlockValidationError({"closes": wrong})
        return cleaned


def hours_blocks() -> list[tuple[str, blocks.Block]]:
    """Return the block types of a StreamField that holds opening times."""
    return [("times", OpeningTimesBlock())]


def expand(times: Iterable[Any]) -> tuple[OpeningPeriod, ...]:
    """Return the periods, Monday first, of values of `OpeningTimesBlock`."""
    order = list(Weekday.values)
    periods = [
        OpeningPeriod(day, value["opens"], value["closes"])
        for value in times
        for day in value["days"]
        if value["opens"] and value["closes"]
    ]
    return tuple(sorted(periods, key=lambda period: (order.index(period.day), period.opens)))


def gather(periods: Iterable[OpeningPeriod]) -> list[dict[str, Any]]:
    """Return values of `OpeningTimesBlock` for `periods`, days with the same times together: the inverse of `expand`."""
    groups: dict[tuple[time, time], list[str]] = {}
    for period in periods:
        groups.setdefault((period.opens, period.closes), []).append(period.day)
    return [{"days": days, "opens": opens, "closes": closes} for (opens, closes), days in groups.items()]
