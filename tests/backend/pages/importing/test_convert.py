"""Values of files become values of blocks."""

from datetime import time
from typing import Any
from uuid import uuid4

from wagtail.fields import StreamField

from backend.core.hours import OpeningPeriod, expand
from backend.organisations.models import Organisation
from backend.pages.importing.convert import Converter
from backend.pages.importing.problems import Keys
from backend.pages.importing.references import Aliases, References
from backend.pages.models import SignpostPage

NINE_TO_FIVE = {"opens": "09:00", "closes": "17:00"}


def converted(name: str, data: Any) -> tuple[Any, list[Keys]]:
    """Return the first block of a signpost's field made of `data`, and where something was wrong."""
    told: list[Keys] = []

    def report(keys: Keys, message: str, lines_in: int = 0) -> None:
        told.append(keys)

    field = SignpostPage._meta.get_field(name)
    assert isinstance(field, StreamField)
    value = Converter(uuid4(), References(Organisation(), Aliases(), {}), report).field(field, data)
    return value[0].value, told


def test_opening_times_are_written_for_one_day_as_in_the_contract_or_for_several_as_in_the_editor() -> None:
    periods = [{"day": "sunday", **NINE_TO_FIVE}, {"days": ["monday", "friday"], **NINE_TO_FIVE}]
    hours, told = converted("hours", {"periods": periods})
    assert told == []
    days = ("monday", "friday", "sunday")
    assert expand(hours["periods"]) == tuple(OpeningPeriod(day, time(9), time(17)) for day in days)


def test_what_no_field_holds_is_told_with_its_place() -> None:
    _, told = converted("hours", {"periods": [{"weekday": "sunday", **NINE_TO_FIVE}]})
    assert told == [("hours", 0, "periods", 0, "weekday")]


def test_an_item_keeps_its_id_when_another_comes_before_it() -> None:
    page = uuid4()
    field = SignpostPage._meta.get_field("body")
    assert isinstance(field, StreamField)

    def ids(*titles: str) -> list[str]:
        data = [{"type": "expandable", "title": title, "text": "Words."} for title in titles]
        value = Converter(page, References(Organisation(), Aliases(), {}), lambda *_: None).field(field, data)
        return [block["id"] for block in value.raw_data]

    assert ids("First", "Second")[1] == ids("Second")[0]
    assert len(set(ids("Same", "Same"))) == 2
