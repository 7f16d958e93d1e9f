"""What passes by itself: events that are over, and when the next one will be.

A site is made for one moment. Nothing in it changes with the clock until an event ends; then it must be built again.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from frontend.plan.facts import Facts


def has_passed(event: Facts, now: datetime | None) -> bool:
    """Say whether an event is over: it has ended by `now`, or its editors say so. One that goes on is not."""
    if event.status == "ended":
        return True
    return now is not None and event.ends is not None and datetime.fromisoformat(event.ends) <= now


def next_passing(events: Iterable[Facts], now: datetime) -> datetime | None:
    """Return the moment after `now` at which the next event is over, in UTC; None when none is to come."""
    ends = (datetime.fromisoformat(event.ends) for event in events if event.ends and event.status != "ended")
    return min((end.astimezone(UTC) for end in ends if end > now), default=None)
