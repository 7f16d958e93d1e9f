"""Small values: hours, periods, numbers, codes, languages."""

import json
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from content_models import ContractError, to_json
from content_models.values import (
    Address,
    Email,
    GssCode,
    Hours,
    HttpUrl,
    ItemId,
    Line,
    LocaleCode,
    OpeningPeriod,
    Path,
    Period,
    Phone,
    Slug,
    dial,
)

KINDS: dict[str, TypeAdapter[str]] = {
    name: TypeAdapter(kind)
    for name, kind in {
        "phone": Phone,
        "email": Email,
        "url": HttpUrl,
        "code": GssCode,
        "locale": LocaleCode,
        "path": Path,
        "slug": Slug,
        "id": ItemId,
        "line": Line,
    }.items()
}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("phone", "999"),
        ("phone", "0800 789 321"),
        ("phone", "18001 0800 789 321"),
        ("phone", "+44 (0)1632 960145"),
        ("email", "safeguarding@marlshire.example"),
        ("url", "http://ct-policing.localhost:8080"),
        ("url", "https://www.gov.uk/ACT?x=1#y"),
        ("code", "E23000028"),
        ("code", "W06000015"),
        ("code", "N09000003"),
        ("locale", "en"),
        ("locale", "cy"),
        ("locale", "zh-Hans"),
        ("path", "/"),
        ("path", "/stories/the-door/"),
        ("path", "/cy/cysylltu/"),
        ("slug", "essex-police"),
        ("id", "step_1-A"),
        ("line", "a" * 255),
    ],
)
def test_good_values_pass(kind: str, value: str) -> None:
    assert KINDS[kind].validate_python(value) == value


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("phone", "call us"),
        ("phone", "+"),
        ("phone", "0800-789-321"),
        ("phone", "0" * 40),
        ("email", "safeguarding at marlshire"),
        ("email", "a@b"),
        ("email", "a b@c.example"),
        ("url", "www.gov.uk"),
        ("url", "ftp://example.org/"),
        ("url", "javascript:alert(1)"),
        ("url", "https://example.org/ a"),
        ("url", 'https://example.org/"onclick'),
        ("code", "E2300002"),
        ("code", "X23000028"),
        ("locale", "EN"),
        ("locale", "english"),
        ("path", "stories/"),
        ("path", "/stories"),
        ("path", "/Stories/"),
        ("path", "/../secret/"),
        ("path", "//"),
        ("slug", "Essex Police"),
        ("slug", "essex--police"),
        ("slug", ""),
        ("id", "a b"),
        ("id", "x" * 65),
        ("line", "two\nlines"),
        ("line", "a" * 256),
    ],
)
def test_bad_values_are_refused(kind: str, value: str) -> None:
    with pytest.raises(ValidationError):
        KINDS[kind].validate_python(value)


@pytest.mark.parametrize(
    ("phone", "number"), [("999", "999"), ("0800 789 321", "0800789321"), ("+44 (0)1632 960 145", "+4401632960145")]
)
def test_a_number_is_dialled_without_its_spaces(phone: str, number: str) -> None:
    assert dial(phone) == number


@pytest.mark.parametrize(
    "hours",
    [
        {},
        {"always": True},
        {"note": "By appointment"},
        {
            "periods": [
                {"day": "friday", "opens": "10:00:00", "closes": "13:00:00"},
                {"day": "friday", "opens": "14:30:00", "closes": "18:00:00"},
            ]
        },
    ],
)
def test_hours_are_unknown_always_or_by_weekday(hours: dict[str, Any]) -> None:
    assert to_json(Hours.parse(json.dumps(hours))) == {"always": False, "periods": [], **hours}


@pytest.mark.parametrize(
    ("hours", "problem"),
    [
        ({"always": True, "periods": [{"day": "friday", "opens": "10:00", "closes": "13:00"}]}, "not both"),
        ({"periods": [{"day": "friday", "opens": "22:00", "closes": "02:00"}]}, "split one that runs over midnight"),
        ({"periods": [{"day": "friday", "opens": "10:00", "closes": "10:00"}]}, "close after it opens"),
        ({"periods": [{"day": "Fri", "opens": "10:00", "closes": "13:00"}]}, "day"),
        ({"periods": [{"day": "friday", "opens": "10am", "closes": "13:00"}]}, "opens"),
    ],
)
def test_impossible_hours_are_refused(hours: dict[str, Any], problem: str) -> None:
    with pytest.raises(ContractError, match=problem):
        Hours.parse(json.dumps(hours))


def test_a_period_of_opening_keeps_its_minutes() -> None:
    period = OpeningPeriod.parse('{"day":"monday","opens":"09:05","closes":"23:59"}')

    assert (period.opens.hour, period.opens.minute) == (9, 5)


def test_a_period_may_be_one_day_or_open_ended() -> None:
    one_day = Period.parse('{"starts":"2026-11-12","ends":"2026-11-12"}')

    assert one_day.starts == one_day.ends
    assert Period.parse('{"starts":"2026-11-12"}').ends is None


def test_an_address_has_at_least_a_line() -> None:
    with pytest.raises(ContractError, match="lines"):
        Address.parse('{"lines":[],"postcode":"TH1 1AA"}')


def test_values_cannot_be_changed_after_they_are_made() -> None:
    hours = Hours(always=True)

    with pytest.raises(ValidationError, match="frozen"):
        hours.always = False  # type: ignore[misc]
