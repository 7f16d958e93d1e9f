"""Which listings a site has, in which language, and on what their keys depend."""

from datetime import UTC, date, datetime, timedelta

from content_models import Document
from frontend.plan.listing import Kind
from frontend.plan.planning import plan_site
from frontend.plan.site_plan import SitePlan
from frontend.plan.support import CARDS
from frontend.plan.view import SiteView
from tests.frontend.content import TestSite, event, home, news, section, signpost, small_site, standard
from tests.frontend.plan.plans import Documents

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def view_of(site: TestSite, locale: str = "en") -> SiteView:
    return SiteView.of(site.manifest(), site.documents(), locale, now=NOW)


def plan_of(site: TestSite, now: datetime = NOW) -> SitePlan:
    source = Documents(site)
    return plan_site(site.manifest(), "digest", source, source.known, "1", lambda _: {}, now)


def updated(document: Document, *, note: str | None, days: int = 1) -> Document:
    later = document.last_updated + timedelta(days=days)
    return document.model_copy(update={"last_updated": later, "change_note": note})


def full_site() -> TestSite:
    site = small_site()
    site.locales = ("en", "cy")
    site.pages["/events/"] = section("events", "Events")
    site.pages["/events/talk/"] = event("talk", "Talk", NOW, NOW + HOUR)
    site.pages["/events/past/"] = event("past", "Past", NOW - 3 * HOUR, NOW - HOUR)
    site.pages["/support/"] = section("support", "Support")
    site.pages["/support/one/"] = signpost("service", "Service", needs=("Talk",))
    site.pages["/support/two/"] = signpost("other", "Other", needs=("Listen",))
    site.pages["/news/"] = section("news", "News")
    site.pages["/news/old/"] = news("old", "Old", date(2026, 1, 1))
    site.pages["/more/new/"] = news("new", "New", date(2026, 2, 1))
    site.pages["/cy/"] = home("Hafan", locale="cy")
    return site


def test_a_site_without_anything_to_list_has_only_what_has_changed() -> None:
    view = view_of(small_site())
    assert {listing.kind for listing in view.lists.all()} == {Kind.CHANGES, Kind.CHANGE_FEED}
    assert view.lists.ways == (("way_changes", "/changes/"),)


def test_services_in_another_language_stand_in_and_events_do_not_make_a_calendar_there() -> None:
    welsh = view_of(full_site(), "cy")
    assert [entry.path for listing in welsh.lists.all() if listing.path == "/cy/find-support/" for entry in listing.reads] == [
        "/support/one/",
        "/support/two/",
    ]  # fmt: skip
    assert welsh.lists.calendar is None
    assert ("news_feed", "/cy/news.atom") not in welsh.lists.feeds


def test_a_type_whose_pages_a_section_lists_needs_no_page_of_its_own() -> None:
    found = {each.type: each for each in view_of(full_site()).lists.types}
    assert (found["event"].path, found["event"].section) == ("/events/", True)
    assert found["signpost"].path == "/find-support/"
    assert (found["news"].path, found["news"].section) == ("/browse/news/", False)


def test_an_update_of_which_nothing_is_said_is_no_change_to_tell() -> None:
    site = small_site()
    for name, note in (("one", "Hours corrected."), ("two", None)):
        site.pages[f"/advice/{name}/"] = updated(site.pages[f"/advice/{name}/"], note=note)
    found = view_of(site).lists.changes
    assert [(change.path, change.note, change.first) for change in found] == [
        ("/advice/one/", "Hours corrected.", False),
        ("/advice/three/", None, True),
    ]


def test_listings_are_linked_across_the_languages_that_have_them() -> None:
    plan = plan_of(full_site())
    assert plan.listings["cy/find-support/index.html"].alternates == (
        ("en", "/find-support/"),
        ("cy", "/cy/find-support/"),
    )
    assert plan.listings["past-events/index.html"].alternates == ()


def changed_keys(before: SitePlan, after: SitePlan) -> set[str]:
    return {name for name in before.keys | after.keys if before.keys.get(name) != after.keys.get(name)}


def test_time_alone_changes_only_what_shows_whether_an_event_is_over() -> None:
    site = full_site()
    before = plan_of(site, NOW)
    assert before.next_change == NOW + HOUR
    assert changed_keys(before, plan_of(site, NOW + HOUR - timedelta(seconds=1))) == set()
    after = plan_of(site, NOW + HOUR)
    assert changed_keys(before, after) == {
        "events/index.html",
        "events/talk/index.html",
        "past-events/index.html",
    }
    assert after.next_change is None


def test_a_new_service_changes_the_lists_that_show_it() -> None:
    site = full_site()
    before = plan_of(site)
    site.pages["/support/third/"] = signpost("third", "Third", needs=("Talk",))
    changed = changed_keys(before, plan_of(site))
    assert {"find-support/index.html", "find-support/need/talk/index.html", "support/index.html"} <= changed
    assert "find-support/need/listen/index.html" not in changed
    assert "events.ics" not in changed


def test_what_a_page_of_another_kind_says_changes_no_calendar() -> None:
    site = full_site()
    before = plan_of(site)
    site.pages["/advice/one/"] = standard("one", "Page one", "<p>Other.</p>", terms=("one term",))
    assert changed_keys(before, plan_of(site)) == {"advice/one/index.html"}


def test_a_list_of_many_services_reads_only_their_cards() -> None:
    site = small_site()
    for number in range(CARDS + 1):
        site.pages[f"/advice/service-{number}/"] = signpost(
            f"service-{number}", f"Service {number}", needs=(f"{number % 2}",)
        )
    found = {listing.path: listing for listing in view_of(site).lists.all()}
    assert (len(found["/find-support/"].reads), len(found["/find-support/"].cards)) == (0, CARDS + 1)
    assert (len(found["/find-support/need/1/"].reads), len(found["/find-support/need/1/"].cards)) == (CARDS // 2, 0)
