"""An event that ends moves to the archive by itself: built again, and by a builder that watches."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from frontend.render import Renderer
from frontend.report import Silent, SiteResult
from frontend.run.build import Builder
from frontend.run.watch import Watch
from frontend.store.content import Store
from tests.frontend.conftest import Place
from tests.frontend.content import TestSite, event, section, small_site

STARTS = datetime(2027, 3, 25, 18, 0, tzinfo=UTC)
ENDS = STARTS + timedelta(minutes=90)
SECOND = timedelta(seconds=1)
RENDERER = Renderer()


class Keeping(Silent):
    """Remembers what became of sites."""

    def __init__(self) -> None:
        self.results: list[SiteResult] = []

    def site(self, result: SiteResult) -> None:
        self.results.append(result)

    def total(self, results: Sequence[SiteResult], seconds: float) -> None:
        pass


def with_event() -> TestSite:
    site = small_site()
    site.pages["/events/"] = section("events", "Events")
    site.pages["/events/talk/"] = event(
        "talk", "Talk", STARTS, ENDS, registration={"email": "talk@testshire.example", "note": "A name is enough."}
    )
    return site


def watching(builder: Builder, heard: Keeping, now: Callable[[], datetime]) -> Watch:
    def seconds() -> float:
        return now().timestamp()

    return Watch(builder, (), seconds=1, reporter=heard, now=seconds, pause=lambda _: None)


def build_at(place: Place, now: datetime) -> SiteResult:
    with place.source() as source:
        store = Store(place.folder / "store")
        builder = Builder(source, store, place.output, RENDERER, reporter=Silent(), processes=1, now=lambda: now)
        [result] = builder.build(builder.chosen(()))
    assert result.error is None, result.error
    return result


def text(place: Place, file: str) -> str:
    return place.files()[file].decode()


def test_a_second_before_its_end_nothing_is_made_and_at_its_end_only_what_shows_it(place: Place) -> None:
    place.api.add(with_event())
    result = build_at(place, STARTS)
    assert result.next_change == ENDS.timestamp()
    before = place.files()
    assert "past-events/index.html" not in before
    assert "talk@testshire.example" in text(place, "events/talk/index.html")
    assert build_at(place, ENDS - SECOND).status == "unchanged"

    result = build_at(place, ENDS)
    after = place.files()
    assert (result.status, result.next_change) == ("released", None)
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == {
        "events/index.html",
        "events/talk/index.html",
        "past-events/index.html",
    }
    assert result.written == 3
    assert build_at(place, ENDS + timedelta(days=400)).status == "unchanged"


def test_a_past_event_asks_nobody_to_come_and_keeps_its_address(place: Place) -> None:
    place.api.add(with_event())
    build_at(place, ENDS)
    page = text(place, "events/talk/index.html")
    assert "This event has taken place" in page
    assert "talk@testshire.example" not in page
    assert 'href="event.ics"' not in page
    assert "to come -->" not in page
    assert 'href="/events/talk/"' not in text(place, "events/index.html").partition('id="main"')[2].partition("help")[0]
    assert 'href="/past-events/"' in text(place, "events/index.html")
    assert 'href="/events/talk/"' in text(place, "past-events/index.html")
    assert b"UID:" in place.files()["events/talk/event.ics"]


def test_a_builder_that_watches_builds_again_when_an_event_is_over(place: Place) -> None:
    place.api.add(with_event())
    now, heard = [STARTS], Keeping()
    with place.source() as source:
        store = Store(place.folder / "store")
        builder = Builder(source, store, place.output, RENDERER, reporter=heard, processes=1, now=lambda: now[0])
        watch = watching(builder, heard, lambda: now[0])
        for moment in (STARTS, ENDS - SECOND, ENDS, ENDS + SECOND):
            now[0] = moment
            watch.look()
    assert [result.status for result in heard.results] == ["released", "released"]
    assert "past-events/index.html" in place.files()


def test_a_builder_that_starts_anew_learns_from_the_release_when_it_is_out_of_date(place: Place) -> None:
    place.api.add(with_event())
    build_at(place, STARTS)
    now, heard = [STARTS + SECOND], Keeping()
    with place.source() as source:
        store = Store(place.folder / "store")
        builder = Builder(source, store, place.output, RENDERER, reporter=heard, processes=1, now=lambda: now[0])
        watch = watching(builder, heard, lambda: now[0])
        watch.look()
        now[0] = ENDS
        watch.look()
    assert [result.status for result in heard.results] == ["unchanged", "released"]
