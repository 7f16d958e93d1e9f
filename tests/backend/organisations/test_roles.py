"""What each role lets people do, asked the way that screens ask it."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser

from backend.organisations.roles import may_administer, may_publish, may_write
from tests.backend.organisations.conftest import World


def person(name: str) -> Any:
    return get_user_model().objects.get(username=name)


@pytest.mark.parametrize(
    ("role", "powers"),
    [
        ("author", (True, False, False)),
        ("editor", (True, True, False)),
        ("administrator", (True, True, True)),
    ],
)
def test_each_role_can_do_what_those_before_can_and_only_at_home(
    ours: World, theirs: World, role: str, powers: tuple[bool, bool, bool]
) -> None:
    user = person(f"colchester-{role}")
    predicates = (may_write, may_publish, may_administer)
    assert tuple(ask(user, ours.organisation) for ask in predicates) == powers
    assert not any(ask(user, theirs.organisation) for ask in predicates)


def test_those_without_an_active_account_may_do_nothing(ours: World) -> None:
    left = person("colchester-administrator")
    left.is_active = False
    for nobody in (left, AnonymousUser()):
        assert not may_write(nobody, ours.organisation)
        assert not may_administer(nobody, ours.organisation)


def test_a_superuser_may_do_everything_everywhere(ours: World) -> None:
    root = get_user_model().objects.create_superuser("root", password="not guessed")
    assert may_write(root, ours.organisation)
    assert may_publish(root, ours.organisation)
    assert may_administer(root, ours.organisation)
