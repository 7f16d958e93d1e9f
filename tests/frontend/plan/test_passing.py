"""What passes by itself: to the second, in any time zone, and with the plan saying when."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from content_models import canonical_bytes
from content_models.documents import Event
from frontend.plan.facts import Facts, facts_of
from frontend.plan.passing import has_passed, next_passing
from frontend.plan.view import SiteView
from tests.frontend.content import TestSite, event, section, small_site

LONDON = ZoneInfo("Europe/London")
SECOND = timedelta(seconds=1)


def facts(ends: datetime, **fields: object) -> Facts:
    found = event("talk", "Talk", ends - timedelta(hours=1), ends, **fields)
    return facts_of(found, canonical_bytes(found))


@pytest.mark.parametrize(
    ("ends", "over_at"),
    [
        (datetime(2026, 7, 1, 19, 30, tzinfo=LONDON), datetime(2026, 7, 1, 18, 30, tzinfo=UTC)),
        (datetime(2026, 12, 1, 19, 30, tzinfo=LONDON), datetime(2026, 12, 1, 19, 30, tzinfo=UTC)),
        # The hour that the clocks show twice: the event ends in the second of them.
        (datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        (datetime(2026, 7, 1, 0, 30, tzinfo=ZoneInfo("Asia/Karachi")), datetime(2026, 6, 30, 19, 30, tzinfo=UTC)),
    ],
)
def test_an_event_is_over_at_the_second_in_which_it_ends(ends: datetime, over_at: datetime) -> None:
    found = facts(ends)
    assert not has_passed(found, over_at - SECOND)
    assert has_passed(found, over_at)
    assert next_passing([found], over_at - SECOND) == over_at
    assert next_passing([found], over_at) is None


def test_one_that_goes_on_is_not_over_and_one_that_was_ended_is() -> None:
    ends = datetime(2026, 7, 1, 19, 30, tzinfo=LONDON)
    assert not has_passed(facts(ends), ends - timedelta(minutes=30))
    assert has_passed(facts(ends, status="ended"), ends - timedelta(days=30))
    assert has_passed(facts(ends, status="ended"), None)
    assert not has_passed(facts(ends), None)


def test_the_next_change_is_the_first_end_to_come() -> None:
    now = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
    ends = [now - SECOND, now + timedelta(days=3), now + timedelta(hours=2), now + timedelta(days=1)]
    assert next_passing(map(facts, ends), now) == now + timedelta(hours=2)
    assert next_passing([facts(now + timedelta(hours=1), status="ended")], now) is None


def with_events(*names: tuple[str, datetime]) -> TestSite:
    site = small_site()
    site.pages["/events/"] = section("events", "Events", "newest")
    for name, starts in names:
        site.pages[f"/events/{name}/"] = event(name, name.title(), starts, starts + timedelta(hours=2))
    return site


def view_at(site: TestSite, now: datetime) -> SiteView:
    return SiteView.of(site.manifest(), site.documents(), now=now)


def test_a_section_lists_what_is_to_come_soonest_first_and_the_archive_the_latest_first() -> None:
    now = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
    days = {"old": -20, "older": -40, "later": 9, "soon": 2, "today": 0}
    view = view_at(with_events(*((name, now + timedelta(days=day)) for name, day in days.items())), now)
    shown = [entry.path for entry in view.children_of(view.tree.by_path["/events/"])]
    assert shown == ["/events/today/", "/events/soon/", "/events/later/"]
    assert [entry.path for entry in view.lists.past_events] == ["/events/old/", "/events/older/"]
    assert len(view.lists.events) == 5


def test_the_card_of_a_past_event_says_so_wherever_it_is_shown() -> None:
    now = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
    site = with_events(("old", now - timedelta(days=1)))
    entry = view_at(site, now).tree.by_path["/events/old/"]
    assert view_at(site, now).card(entry).status == "ended"
    assert view_at(site, now - timedelta(days=2)).card(entry).status == "scheduled"


def test_a_cancelled_event_stays_cancelled_when_its_day_has_passed() -> None:
    now = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
    site = with_events(("old", now - timedelta(days=1)))
    old = site.pages["/events/old/"]
    assert isinstance(old, Event)
    site.pages["/events/old/"] = old.model_copy(update={"status": "cancelled"})
    view = view_at(site, now)
    assert view.card(view.tree.by_path["/events/old/"]).status == "cancelled"
    assert [entry.path for entry in view.lists.past_events] == ["/events/old/"]
