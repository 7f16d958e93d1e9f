"""From the attacker's side: every address of the admin, with everything of another organisation, as each role."""

from typing import Any

import pytest
from django.urls import resolve

from backend.organisations.models import Role
from tests.backend.organisations.walk.arguments import UnknownArgument
from tests.backend.organisations.walk.conftest import Scene
from tests.backend.organisations.walk.known import is_known
from tests.backend.organisations.walk.marks import MARK, NUMBER, is_text
from tests.backend.organisations.walk.patterns import Pattern, count, patterns
from tests.backend.organisations.walk.requests import all_asked, asked
from tests.backend.organisations.walk.rows import models_by_table
from tests.backend.organisations.walk.trying import Browser, Trial

pytestmark = pytest.mark.django_db


def trial_of(scene: Scene, user: Any, theirs: dict[str, set[Any]]) -> Trial:
    # A new one, because a browser keeps the middleware of its first request.
    browser = Browser()
    browser.force_login(user)
    return Trial(browser, scene.before, theirs)


@pytest.fixture
def trial(scene: Scene) -> Trial:
    return trial_of(scene, scene.ours.people[Role.AUTHOR], scene.theirs_rows)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_sees_or_changes_anything_of_another_organisation(scene: Scene, role: Role) -> None:
    trial = trial_of(scene, scene.ours.people[role], scene.theirs_rows)
    # On a page of one's own, an administrator is shown all that the others are.
    asks = [
        ask
        for _, ask in all_asked(patterns(), scene.theirs, scene.ours)
        if role is Role.ADMINISTRATOR or not ask.is_own
    ]
    faults = [fault for ask in asks for fault in trial.faults(ask) if not is_known(fault)]
    assert not faults, "\n".join(faults)
    # Somebody who was signed out on the way would find nothing either.
    assert trial.statuses[200] > 120, trial.statuses


def test_every_pattern_of_the_url_configuration_is_tried(scene: Scene) -> None:
    found = patterns()
    assert len(found) == count() > 200
    for pattern in found:
        asks = list(asked(pattern, scene.theirs, scene.ours))
        assert asks, pattern.route
        # One of ours may stand before it at the same address; anything else would be an address built wrongly.
        reached = resolve(asks[0].address.partition("?")[0])
        before = [other.callback for other in found[: found.index(pattern)]]
        assert reached.func is pattern.callback or reached.func in before, pattern.route


def test_the_other_organisation_itself_sees_what_the_walk_looks_for(scene: Scene) -> None:
    trial = trial_of(scene, scene.theirs.people[Role.ADMINISTRATOR], {table: set() for table in scene.before})
    asks = all_asked([pattern for pattern in patterns() if pattern.arguments], scene.theirs, scene.theirs)
    plain = [(pattern, ask) for pattern, ask in asks if ask.method == "GET" and "?" not in ask.address]
    telling = {pattern.route for pattern, ask in plain if trial.faults(ask)}
    assert len(telling) > 60, sorted(telling)


LEAKY = "tests.backend.organisations.walk.leaky_urls"


@pytest.fixture
def leaky(settings: Any) -> dict[str, Pattern]:
    settings.ROOT_URLCONF = LEAKY
    # The guard would answer for the leaky views.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("AdminGuard")]
    return {pattern.route: pattern for pattern in patterns(LEAKY)}


@pytest.mark.parametrize(
    ("route", "words"),
    [
        ("admin/page/<int:page_id>/", "tells “…quokka walrusmark title"),
        ("admin/json/", f'"{NUMBER}"'),
        ("admin/header/", "tells"),
        ("admin/search/", "tells"),
        ("admin/message/<int:page_id>/", "302: tells “…You may not touch quokka"),
        ("admin/snippets/organisations/contact/change/<int:pk>/", "changes row"),
        (r"admin/^delete/(?P<page_id>\d+)/$", "deletes row"),
        ("admin/reference/", "lead to wagtailcore_page"),
        ("admin/failing/", "500: fails"),
    ],
)
def test_a_leaky_view_is_noticed(scene: Scene, trial: Trial, leaky: dict[str, Pattern], route: str, words: str) -> None:
    faults = [fault for ask in asked(leaky[route], scene.theirs, scene.ours) for fault in trial.faults(ask)]
    assert any(words in fault for fault in faults), faults


def test_a_harmless_view_is_none(scene: Scene, trial: Trial, leaky: dict[str, Pattern]) -> None:
    asks = list(asked(leaky["admin/harmless/<int:page_id>/"], scene.theirs, scene.ours))
    assert asks
    assert [fault for ask in asks for fault in trial.faults(ask)] == []


def test_whatever_a_request_changes_is_undone(scene: Scene, trial: Trial, leaky: dict[str, Pattern]) -> None:
    contact = scene.theirs.things["contact"]
    for _ in range(2):
        asks = asked(leaky["admin/snippets/organisations/contact/change/<int:pk>/"], scene.theirs, scene.ours)
        assert any("changes row" in fault for ask in asks for fault in trial.faults(ask))
    contact.refresh_from_db()
    assert contact.phone == NUMBER


def test_a_view_with_an_argument_that_nobody_entered_fails_with_advice(scene: Scene, leaky: dict[str, Pattern]) -> None:
    with pytest.raises(UnknownArgument, match=r"“mystery” in admin/mystery/.*arguments\.py.*belongings\.py"):
        list(asked(leaky["admin/mystery/<int:mystery>/"], scene.theirs, scene.ours))


def test_patterns_are_counted_in_included_configurations_too(leaky: dict[str, Pattern]) -> None:
    assert len(leaky) == count(LEAKY) == 11
    assert "elsewhere/" not in leaky


OUR_OWN = ("core_", "media_", "organisations_", "pages_", "sharing_")


def test_every_text_of_theirs_carries_the_mark(scene: Scene) -> None:
    unmarked = set()
    for table, keys in scene.theirs_rows.items():
        model = models_by_table()[table]
        if not keys or not (table.startswith(OUR_OWN) or table == "wagtailcore_page") or model._meta.auto_created:
            continue
        texts = [field for field in model._meta.local_concrete_fields if is_text(field)]
        for field in texts:
            values = [scene.before[table][key][field.attname] for key in keys]
            if not any(MARK in str(value) or NUMBER in str(value) for value in values):
                unmarked.add(f"{table}.{field.name}")
    assert not unmarked, sorted(unmarked)
