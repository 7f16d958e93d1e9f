"""Watching: what is published is on its site soon, and a source that goes away is waited for."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date

from content_models.site import SecurityContact
from frontend.report import SiteResult
from frontend.run.build import Builder
from frontend.run.watch import RETRY, Watch
from frontend.store.content import Store
from tests.frontend.api_server import Api, running
from tests.frontend.conftest import Place
from tests.frontend.content import small_site, standard
from tests.frontend.plain_renderer import PlainRenderer


@dataclass
class Heard:
    """Remembers what a person would have been told."""

    lines: list[str] = field(default_factory=list)
    results: list[SiteResult] = field(default_factory=list)

    def progress(self, what: str, done: int, total: int) -> None:
        pass

    def site(self, result: SiteResult) -> None:
        self.results.append(result)

    def total(self, results: Sequence[SiteResult], seconds: float) -> None:
        pass

    def say(self, line: str) -> None:
        self.lines.append(line)


@dataclass
class Watching:
    watch: Watch
    heard: Heard
    renderer: PlainRenderer
    now: list[float]


@contextmanager
def watching(place: Place, *names: str) -> Iterator[Watching]:
    heard, now = Heard(), [0.0]
    with place.source() as source:
        builder = Builder(
            source,
            Store(place.folder / "store"),
            place.output,
            place.renderer,
            reporter=heard,
            processes=1,
            now=lambda: place.now,
        )
        watch = Watch(builder, names, seconds=1, reporter=heard, clock=lambda: now[0], pause=lambda _: None)
        yield Watching(watch, heard, place.renderer, now)


def test_only_the_site_with_something_new_is_built(place: Place) -> None:
    place.api.add(small_site())
    place.api.add(small_site("marlshire"))
    with watching(place) as it:
        it.watch.look()
        place.api.sites["marlshire"].pages["/new/"] = standard("new", "New")
        it.heard.results.clear()
        it.watch.look()
        assert [result.site for result in it.heard.results] == ["marlshire"]
    assert "new/index.html" in place.files("marlshire")


def test_security_txt_is_written_again_when_its_quarter_is_over_though_nothing_was_published(place: Place) -> None:
    site = small_site()
    site.security = SecurityContact(contact="security@testshire.example")
    place.api.add(site)
    place.today = date(2026, 12, 31)
    with watching(place) as it:
        it.watch.look()
        it.heard.results.clear()
        place.today = date(2027, 1, 1)
        it.watch.look()
        it.watch.look()
        assert [(result.status, result.rendered) for result in it.heard.results] == [("released", 1)]
    assert b"Expires: 2027-12-27T" in place.files()[".well-known/security.txt"]


def test_looking_when_nothing_is_new_costs_one_conditional_request(place: Place) -> None:
    place.api.add(small_site())
    with watching(place) as it:
        it.watch.look()
        place.api.asked.clear()
        place.api.answered.clear()
        it.watch.look()
        it.watch.look()
    assert dict(place.api.asked) == {"/sites/": 2}
    assert dict(place.api.answered) == {("/sites/", 304): 2}


def test_a_dead_api_is_said_once_and_its_return_too(place: Place) -> None:
    site = small_site()
    with ExitStack() as first:
        api = first.enter_context(running(Api(sites={"testshire": site})))
        place.api.url, port = api.url, int(api.url.split(":")[2].split("/")[0])
        with watching(place) as it:
            it.watch.look()
            first.close()
            for _ in range(3):
                it.watch.look()
            assert len(it.heard.lines) == 1
            assert "cannot be reached" in it.heard.lines[0]
            assert "The last releases stay; trying again." in it.heard.lines[0]
            assert place.current().is_dir()
            site.pages["/new/"] = standard("new", "New")
            with running(api, port):
                it.watch.look()
            assert it.heard.lines[1] == "The source answers again."
            assert "new/index.html" in place.files()


def test_a_site_that_fails_is_not_tried_again_until_something_changes_or_a_while_has_passed(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.renderer.fail_on = {"/advice/two/"}
    with watching(place) as it:
        for _ in range(3):
            it.watch.look()
        assert len(it.heard.results) == 1
        it.now[0] += RETRY + 1
        it.watch.look()
        assert len(it.heard.results) == 2
        del site.pages["/advice/two/"]
        it.watch.look()
        assert it.heard.results[-1].error is None
    assert "advice/one/index.html" in place.files()


def test_a_site_that_is_new_at_the_source_is_built_too(place: Place) -> None:
    place.api.add(small_site())
    with watching(place) as it:
        it.watch.look()
        place.api.add(small_site("marlshire"))
        it.watch.look()
    assert place.current("marlshire").is_dir()
