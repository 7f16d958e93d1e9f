"""Hours that people write by groups of days are the contract's periods by weekday."""

from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from backend.core.blocks import OpeningTimesBlock
from backend.core.hours import OpeningHours, OpeningPeriod, expand, gather
from backend.core.values import Weekday
from backend.organisations.models import Contact
from content_models.values import Weekday as ContractWeekday

periods = st.builds(
    OpeningPeriod,
    day=st.sampled_from(Weekday.values),
    opens=st.times(max_value=time(11, 59)).map(lambda t: t.replace(microsecond=0)),
    closes=st.times(min_value=time(12)).map(lambda t: t.replace(microsecond=0)),
)


def test_the_days_are_the_contracts() -> None:
    assert Weekday.values == [day.value for day in ContractWeekday]


@given(st.lists(periods, unique=True, max_size=14))
def test_grouping_days_loses_nothing(found: list[OpeningPeriod]) -> None:
    assert set(expand(gather(found))) == set(found)


def test_days_with_the_same_times_are_written_once() -> None:
    week = [OpeningPeriod(day, time(9), time(17)) for day in Weekday.values]
    assert gather(week) == [{"days": Weekday.values, "opens": time(9), "closes": time(17)}]


def test_times_over_midnight_are_refused() -> None:
    block = OpeningTimesBlock()
    value: Any = block.to_python({"days": ["monday"], "opens": "22:00", "closes": "02:00"})
    with pytest.raises(StructBlockValidationError):
        block.clean(value)


def test_a_contact_gives_back_the_hours_it_was_given() -> None:
    hours = OpeningHours(periods=(OpeningPeriod("monday", time(9), time(17)),), note="Closed on bank holidays")
    contact = Contact(label="Line", need="You ask", phone="101")
    assert contact.hours is None
    contact.hours = hours
    assert contact.hours == hours
    contact.hours = OpeningHours(always=True)
    assert contact.hours == OpeningHours(always=True)
    contact.hours = None
    assert contact.hours is None
