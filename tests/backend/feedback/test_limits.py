"""Counting answers without knowing whose they are."""

import time
from typing import Any

import pytest
from django.core.cache import caches
from django.test import RequestFactory, override_settings

from backend.feedback import limits
from backend.feedback.errors import TooManyAnswers
from backend.feedback.limits import Limit, count, is_repeated, source_of


def source(**meta: str) -> str:
    return source_of(RequestFactory().post("/", **meta))  # type: ignore[arg-type]


def memory() -> Any:
    """Return what the cache holds, keys and values."""
    return vars(caches["feedback"])["_cache"]


def test_a_limit_lets_so_many_through_and_says_when_to_come_again() -> None:
    for _ in range(3):
        count(Limit("some", 3), "a")
    count(Limit("some", 3), "b")
    with pytest.raises(TooManyAnswers) as refusal:
        count(Limit("some", 3), "a")
    assert 0 < refusal.value.seconds <= limits.WINDOW


def test_the_next_hour_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    count(Limit("some", 1), "a")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + limits.WINDOW)
    count(Limit("some", 1), "a")


def test_no_address_is_in_the_memory_and_another_hour_has_another_name_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    first = source(REMOTE_ADDR="203.0.113.7")
    assert first == source(REMOTE_ADDR="203.0.113.7") != source(REMOTE_ADDR="203.0.113.8")
    count(limits.OF_SOURCE, first)
    is_repeated(first, "words")
    assert "203.0.113" not in repr(memory())
    assert "words" not in repr(memory())
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + limits.WINDOW)
    assert source(REMOTE_ADDR="203.0.113.7") != first


def test_a_household_of_ipv6_is_one_source_and_mapped_ipv4_is_ipv4() -> None:
    assert source(REMOTE_ADDR="2001:db8:1:2::1") == source(REMOTE_ADDR="2001:db8:1:2:ffff::9")
    assert source(REMOTE_ADDR="2001:db8:1:2::1") != source(REMOTE_ADDR="2001:db8:1:3::1")
    assert source(REMOTE_ADDR="::ffff:203.0.113.7") == source(REMOTE_ADDR="203.0.113.7")


def test_only_what_our_own_proxies_add_is_believed() -> None:
    behind = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.7"}
    assert source(**behind) == source(REMOTE_ADDR="10.0.0.1")
    with override_settings(WAYMARK_PROXIES=1):
        assert source(**behind) == source(REMOTE_ADDR="203.0.113.7")
        assert source(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="rubbish") == source(REMOTE_ADDR="")
    with override_settings(WAYMARK_PROXIES=3):
        assert source(**behind) == source(REMOTE_ADDR="10.0.0.1")


def test_the_same_twice_is_known_by_all_its_parts() -> None:
    assert [is_repeated("a", "b"), is_repeated("a", "b"), is_repeated("ab", ""), is_repeated("a", "c")] == [
        False,
        True,
        False,
        False,
    ]
