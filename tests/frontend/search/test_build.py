"""Search in a build: there with Pagefind, nowhere without, made anew only when what can be found has changed."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest

from frontend.cli import main
from frontend.plan.headers import read_headers
from frontend.report import SiteResult
from frontend.run.build import Builder
from frontend.run.watch import Watch
from frontend.search import searches as searches_module
from frontend.search.pagefind import IndexFailed, Pagefind, installed
from frontend.search.records import Record
from frontend.search.searches import MISSING, Searches
from frontend.store.content import Store
from tests.frontend.conftest import Place
from tests.frontend.content import TestSite, standard
from tests.frontend.run.test_watch import Heard
from tests.parts.availability import needed

PAGE = "search/index.html"
ENTRY = "search/index/pagefind-entry.json"


class Counting(Pagefind):
    """The installed Pagefind, which remembers for which languages it was asked, and fails when it is told to."""

    def __init__(self) -> None:
        there = needed(installed(), "Pagefind", "Run make setup.")
        super().__init__(there.program, there.version)
        self.asked: list[str] = []
        self.fails = False
        self.meanwhile: Callable[[], None] = lambda: None

    def index(self, records: Sequence[Record], locale: str) -> dict[str, bytes]:
        self.asked.append(locale)
        self.meanwhile()
        if self.fails:
            raise IndexFailed("Pagefind made no index (it ended too early).")
        return super().index(records, locale)


@pytest.fixture
def pagefind() -> Counting:
    return Counting()


@pytest.fixture
def site(place: Place) -> TestSite:
    site = TestSite(pages={"/": standard("home", "Home"), "/one/": standard("one", "One")})
    place.api.add(site)
    return site


@contextmanager
def builder(place: Place, pagefind: Pagefind, *, fresh: bool = False) -> Iterator[tuple[Builder, Heard]]:
    heard = Heard()
    with place.source() as source:
        store = Store(place.folder / "store")
        yield (
            Builder(
                source, store, place.output, place.renderer, reporter=heard, processes=1, fresh=fresh,
                searches=Searches(pagefind, source, store, heard, fresh=fresh), now=lambda: place.now,
            ),
            heard,
        )  # fmt: skip


def build(place: Place, pagefind: Pagefind, *, fresh: bool = False) -> tuple[SiteResult, list[str]]:
    with builder(place, pagefind, fresh=fresh) as (it, heard):
        [result] = it.build(it.chosen(()))
    return result, heard.lines


def change(site: TestSite, path: str, **fields: object) -> None:
    site.pages[path] = site.pages[path].model_copy(update=fields)
    site.sequence += 1


def test_a_site_has_the_page_its_script_and_an_index(place: Place, site: TestSite, pagefind: Counting) -> None:
    result, _ = build(place, pagefind)
    assert result.status == "released"
    files = place.files()
    assert b"<h1>Search" in files[PAGE]
    assert {"assets/search.js", ENTRY, "search/index/pagefind.js"} <= files.keys()
    headers = read_headers(files["headers.json"])
    assert "wasm-unsafe-eval" in headers.of("/search/")["Content-Security-Policy"]


def test_without_it_there_is_nothing_of_it(place: Place, site: TestSite) -> None:
    place.build()
    assert not [name for name in place.files() if "search" in name]
    assert not read_headers(place.files()["headers.json"]).at


def test_each_language_with_pages_has_its_own(place: Place, site: TestSite, pagefind: Counting) -> None:
    site.locales = ("en", "cy", "ur")
    site.pages["/cy/"] = standard("home", "Hafan", locale="cy")
    build(place, pagefind)
    assert pagefind.asked == ["en", "cy"]
    files = place.files()
    assert "cy/search/index/pagefind-entry.json" in files
    assert not [name for name in files if name.startswith("ur/")]


def test_a_site_whose_first_language_has_no_page_yet_has_none(place: Place, site: TestSite, pagefind: Counting) -> None:
    site.locales = ("en", "cy")
    site.pages = {"/cy/": standard("home", "Hafan", locale="cy")}
    result, _ = build(place, pagefind)
    assert result.status == "released"
    assert not [name for name in place.files() if "search/" in name]


def test_a_second_build_does_nothing(place: Place, site: TestSite, pagefind: Counting) -> None:
    build(place, pagefind)
    result, _ = build(place, pagefind)
    assert result.status == "unchanged"
    assert pagefind.asked == ["en"]


def test_what_cannot_be_found_does_not_make_an_index_anew(place: Place, site: TestSite, pagefind: Counting) -> None:
    build(place, pagefind)
    change(site, "/one/", change_note="Mended a link.")
    result, _ = build(place, pagefind)
    assert result.status == "released"
    assert pagefind.asked == ["en"]


def test_new_words_are_found_and_only_their_files_are_written(place: Place, site: TestSite, pagefind: Counting) -> None:
    build(place, pagefind)
    before = place.files()
    change(site, "/one/", title="Lighthouse")
    build(place, pagefind)
    assert pagefind.asked == ["en", "en"]
    after = place.files()
    assert len([name for name in after if name.startswith("search/index/fragment/")]) == 2
    assert len(before.keys() & after.keys() & {name for name in after if "fragment/" in name}) == 1


def test_only_the_language_that_changed_is_indexed_again(place: Place, site: TestSite, pagefind: Counting) -> None:
    site.locales = ("en", "cy")
    site.pages["/cy/"] = standard("home", "Hafan", locale="cy")
    build(place, pagefind)
    change(site, "/cy/", title="Cartref")
    build(place, pagefind)
    assert pagefind.asked == ["en", "cy", "cy"]


def test_a_fresh_build_trusts_no_kept_index(place: Place, site: TestSite, pagefind: Counting) -> None:
    build(place, pagefind)
    build(place, pagefind, fresh=True)
    assert pagefind.asked == ["en", "en"]


def test_a_kept_index_that_is_damaged_is_made_again(place: Place, site: TestSite, pagefind: Counting) -> None:
    build(place, pagefind)
    [kept] = (place.folder / "store" / "search").iterdir()
    kept.write_bytes(kept.read_bytes()[:-50])
    change(site, "/one/", change_note="Mended a link.")
    build(place, pagefind)
    assert pagefind.asked == ["en", "en"]


def test_a_site_is_released_with_its_last_index_when_a_new_one_cannot_be_made(
    place: Place, site: TestSite, pagefind: Counting
) -> None:
    build(place, pagefind)
    before = place.files()[ENTRY]
    pagefind.fails = True
    change(site, "/one/", title="Lighthouse")
    result, said = build(place, pagefind)
    assert result.status == "released"
    assert place.files()[ENTRY] == before
    assert said == ["testshire: the last index stays in “en”. Pagefind made no index (it ended too early)."]


def test_a_site_is_released_when_no_index_could_be_made_ever(place: Place, site: TestSite, pagefind: Counting) -> None:
    pagefind.fails = True
    result, said = build(place, pagefind)
    assert result.status == "released"
    assert PAGE in place.files()
    assert ENTRY not in place.files()
    assert "there is no search in “en”" in said[0]


def test_a_damaged_document_is_fetched_again(place: Place, site: TestSite, pagefind: Counting) -> None:
    build(place, pagefind)
    for path in (place.folder / "store" / "documents").glob("*/*"):
        path.write_bytes(b"{}")
    change(site, "/one/", title="Lighthouse")
    result, _ = build(place, pagefind)
    assert result.status == "released"
    assert pagefind.asked == ["en", "en"]


def test_a_store_that_cannot_keep_it_is_no_reason_to_go_without(
    place: Place, site: TestSite, pagefind: Counting
) -> None:
    (place.folder / "store").mkdir()
    (place.folder / "store" / "search").write_text("in the way", encoding="utf-8")
    result, _ = build(place, pagefind)
    assert result.status == "released"
    assert ENTRY in place.files()


def test_another_release_of_pagefind_makes_the_index_anew(place: Place, site: TestSite, pagefind: Counting) -> None:
    build(place, pagefind)
    pagefind.version = "9.9"
    build(place, pagefind)
    assert pagefind.asked == ["en", "en"]


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that indexes one page before it releases, as if there were hundreds."""
    monkeypatch.setattr(searches_module, "AT_ONCE", 1)


@pytest.mark.usefixtures("hurried")
def test_new_pages_are_out_before_a_long_index_is_made(place: Place, site: TestSite, pagefind: Counting) -> None:
    build(place, pagefind)
    before = place.files()[ENTRY]
    seen: list[tuple[bool, bool]] = []
    pagefind.meanwhile = lambda: seen.append(
        (b"Lighthouse" in place.files()["one/index.html"], place.files()[ENTRY] == before)
    )
    change(site, "/one/", title="Lighthouse")
    result, _ = build(place, pagefind)
    assert seen == [(True, True)]
    assert result.status == "released"
    assert place.files()[ENTRY] != before
    assert build(place, pagefind)[0].status == "unchanged"
    assert pagefind.asked == ["en", "en"]


@pytest.mark.usefixtures("hurried")
def test_an_index_that_was_left_for_later_is_made_by_the_next_build(
    place: Place, site: TestSite, pagefind: Counting
) -> None:
    build(place, pagefind)

    def interrupt() -> None:
        raise KeyboardInterrupt

    pagefind.meanwhile = interrupt
    change(site, "/one/", title="Lighthouse")
    with pytest.raises(KeyboardInterrupt):
        build(place, pagefind)
    assert b"Lighthouse" in place.files()["one/index.html"]
    pagefind.meanwhile = lambda: None
    build(place, pagefind)
    assert pagefind.asked == ["en", "en", "en"]
    assert build(place, pagefind)[0].status == "unchanged"


@pytest.mark.usefixtures("hurried")
def test_what_goes_wrong_with_a_late_index_is_told(place: Place, site: TestSite, pagefind: Counting) -> None:
    build(place, pagefind)
    pagefind.fails = True
    change(site, "/one/", title="Lighthouse")
    result, said = build(place, pagefind)
    assert result.status == "released"
    assert "the last index stays" in said[0]


@pytest.mark.usefixtures("hurried")
def test_what_is_published_meanwhile_waits_for_one_late_site_and_not_for_all(
    place: Place, site: TestSite, pagefind: Counting
) -> None:
    second, third = (
        TestSite(slug=slug, pages={"/": standard("home", "Home"), "/one/": standard("one", "One")})
        for slug in ("anothershire", "thirdshire")
    )
    place.api.add(second)
    place.api.add(third)
    with builder(place, pagefind) as (it, heard):
        watch = Watch(it, (), seconds=1, reporter=heard, pause=lambda _: None)
        watch.look()
        for each in (site, second, third):
            change(each, "/one/", title="Lighthouse")
        pagefind.asked.clear()
        pagefind.meanwhile = lambda: change(third, "/one/", title="Lightship")
        watch.look()
        # All pages were out; then one index was made, and as something was published the others are left.
        assert len(pagefind.asked) == 1
        pagefind.meanwhile = lambda: None
        watch.look()
        assert b"Lightship" in place.files("thirdshire")["one/index.html"]
        assert len(pagefind.asked) == 3
        watch.look()
        assert len(pagefind.asked) == 3


def test_taking_search_away_takes_all_of_it_away(place: Place, site: TestSite, pagefind: Counting) -> None:
    build(place, pagefind)
    place.build()
    assert not [name for name in place.files() if "search" in name]


def test_a_page_of_an_editor_at_its_address_is_told(place: Place, site: TestSite, pagefind: Counting) -> None:
    site.pages["/search/"] = standard("own", "Our own")
    result, _ = build(place, pagefind)
    assert result.status == "failed"
    assert "/search/" in str(result.error)


def test_the_command_says_in_a_line_when_pagefind_is_not_installed(
    place: Place, site: TestSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(searches_module, "installed", lambda: None)
    command = ["build", "--source", place.api.url, "--output", str(place.output)]
    assert main(command) == 0
    assert capsys.readouterr().err.count(MISSING) == 1
    assert main([*command, "--quiet"]) == 0
    assert MISSING not in capsys.readouterr().err
    assert PAGE not in place.files()


def test_the_command_has_search_unless_it_is_told_otherwise(place: Place, site: TestSite) -> None:
    command = ["build", "--source", place.api.url, "--output", str(place.output)]
    assert main([*command, "--no-search"]) == 0
    assert PAGE not in place.files()
    assert main(command) == 0
    assert ENTRY in place.files()


def test_installed_says_nothing_is_there_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_: None)
    monkeypatch.setitem(__import__("sys").modules, "pagefind.service", None)
    assert installed() is None
