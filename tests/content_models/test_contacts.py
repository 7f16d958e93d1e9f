"""A contact is a way to reach somebody, and its kinds stand in the order of urgency."""

import json
from typing import Any

import pytest

from content_models import ContractError
from content_models.contacts import Contact, ContactKind

BARE = {
    "id": "00000000-0000-4000-8000-000000000001",
    "kind": "support_line",
    "label": "Line",
    "need": "You want to talk",
}


@pytest.mark.parametrize(
    "way",
    [
        {"phone": "0800 011 3764"},
        {"email": "a@b.example"},
        {"url": "https://a.example/"},
        {"page": {"page": "00000000-0000-4000-8000-000000000002"}},
        {"address": {"lines": ["1 Path Street"]}},
    ],
)
def test_one_way_to_reach_somebody_is_enough(way: dict[str, Any]) -> None:
    assert Contact.parse(json.dumps({**BARE, **way})).label == "Line"


@pytest.mark.parametrize("more", [{}, {"text_relay": "18000", "note": "Any time", "hours": {"always": True}}])
def test_a_contact_by_which_nobody_can_be_reached_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(ContractError, match="a contact needs a phone number"):
        Contact.parse(json.dumps({**BARE, **more}))


@pytest.mark.parametrize("field", ["id", "kind", "label", "need"])
def test_a_contact_says_who_and_when_to_use_it(field: str) -> None:
    data = {key: value for key, value in {**BARE, "phone": "101"}.items() if key != field}

    with pytest.raises(ContractError, match=field):
        Contact.parse(json.dumps(data))


def test_kinds_stand_in_the_order_of_urgency() -> None:
    assert list(ContactKind)[:5] == ["emergency", "anonymous_hotline", "support_line", "referral", "report_online"]
