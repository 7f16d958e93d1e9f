"""Opening hours: people write them by groups of days (`OpeningTimesBlock`), which stand for periods by weekday."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

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


def expand(times: Iterable[Any]) -> tuple[OpeningPeriod, ...]:
    """Return the periods, Monday first, of values of `OpeningTimesBlock`, also as stored; unfinished ones are left out."""
    order = list(Weekday.values)
    periods = [
        OpeningPeriod(day, _time(value["opens"]), _time(value["closes"]))
        for value in times
        for day in value.get("days") or ()
        if value.get("opens") and value.get("closes")
    ]
    return tuple(sorted(periods, key=lambda period: (order.index(period.day), period.opens)))


def _time(value: time | str) -> time:
    return time.fromisoformat(value) if isinstance(value, str) else value


def gather(periods: Iterable[OpeningPeriod]) -> list[dict[str, Any]]:
    """Return values of `OpeningTimesBlock` for `periods`, days with the same times together: the inverse of `expand`."""
    groups: dict[tuple[time, time], list[str]] = {}
    for period in periods:
        groups.setdefault((period.opens, period.closes), []).append(period.day)
    return [{"days": days, "opens": opens, "closes": closes} for (opens, closes), days in groups.items()]
