"""“Find your local team” in a build: there with the postcodes, nowhere without, and as fresh as what others tell."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from content_models.values import Area, OrganisationKind
from frontend.cli import main
from frontend.report import SiteResult
from frontend.run.build import Builder
from frontend.run.watch import Watch
from frontend.store.content import Store
from tests.frontend.conftest import Place
from tests.frontend.content import standard
from tests.frontend.finder.tables import MARLSHIRE, PENDRICK, ROWS, table_file
from tests.frontend.finder.test_directory import local
from tests.frontend.run.test_watch import Heard

PAGE = "find-your-local-team/index.html"


@contextmanager
def builder(place: Place) -> Iterator[tuple[Builder, Heard]]:
    heard = Heard()
    with place.source() as source:
        yield (
            Builder(
                source,
                Store(place.folder / "store"),
                place.output,
                place.renderer,
                reporter=heard,
                processes=1,
                postcodes=place.folder / "postcodes",
            ),
            heard,
        )


def build(place: Place) -> dict[str, SiteResult]:
    with builder(place) as (it, _):
        return {result.site: result for result in it.build(it.chosen(()))}


@pytest.fixture
def two_sites(place: Place) -> Place:
    table_file(place.folder, ROWS)
    place.api.add(local("marlshire", (MARLSHIRE, "Marlshire")))
    place.api.add(local("pendrick", (PENDRICK, "Pendrick"), kind=OrganisationKind.COUNCIL))
    return place


def test_a_site_has_the_page_its_script_and_the_postcodes_of_its_districts(two_sites: Place) -> None:
    assert {result.status for result in build(two_sites).values()} == {"released"}
    files = two_sites.files("pendrick")
    assert b"Marlshire" in files[PAGE]
    assert json.loads(files["postcodes/ty/ty11.json"])["district"] == "TY11"
    assert "postcodes/ty/ty1.json" not in files
    assert "assets/finder.js" in files


def test_without_postcodes_there_is_nothing_of_it(two_sites: Place) -> None:
    two_sites.build()
    assert not [name for name in two_sites.files("pendrick") if "find" in name or "postcodes" in name]


def test_it_is_there_in_every_language_that_the_site_has(two_sites: Place) -> None:
    site = two_sites.api.sites["pendrick"]
    site.locales = ("en", "cy", "ur")
    site.pages["/cy/un/"] = standard("one", "Un", locale="cy")
    build(two_sites)
    files = two_sites.files("pendrick")
    assert f"cy/{PAGE}" in files
    assert f"ur/{PAGE}" not in files


def test_a_second_build_does_nothing(two_sites: Place) -> None:
    build(two_sites)
    assert {result.status for result in build(two_sites).values()} == {"unchanged"}


def test_what_one_organisation_changes_of_itself_is_on_the_pages_of_the_others(two_sites: Place) -> None:
    with builder(two_sites) as (it, heard):
        watch = Watch(it, ["pendrick"], seconds=1, reporter=heard, pause=lambda _: None)
        watch.look()
        watch.look()
        assert len(heard.results) == 1
        two_sites.api.sites["marlshire"].base_url = "https://moved.example"
        watch.look()
    assert [(each.site, each.status, each.written) for each in heard.results[1:]] == [("pendrick", "released", 1)]
    assert b"https://moved.example/" in two_sites.files("pendrick")[PAGE]


def test_taking_the_postcodes_away_takes_the_page_away(two_sites: Place) -> None:
    build(two_sites)
    two_sites.build()
    assert PAGE not in two_sites.files("pendrick")


def test_a_page_of_an_editor_at_its_address_is_told(two_sites: Place) -> None:
    site = two_sites.api.sites["pendrick"]
    site.pages["/find-your-local-team/"] = standard("own", "Our own")
    result = build(two_sites)["pendrick"]
    assert result.status == "failed"
    assert "/find-your-local-team/" in str(result.error)
    assert "change its address" in str(result.error)


def test_a_council_of_which_only_the_area_changes_gets_other_districts(two_sites: Place) -> None:
    build(two_sites)
    two_sites.api.sites["pendrick"].areas = (Area(code="E06000997", name="Faraway"),)
    build(two_sites)
    files = two_sites.files("pendrick")
    assert "postcodes/xf/xf1.json" in files
    assert "postcodes/ty/ty2.json" not in files


def test_the_command_says_what_is_wrong_with_the_postcodes(
    two_sites: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").touch()
    command = ["build", "--source", two_sites.api.url, "--output", str(two_sites.output)]
    assert main([*command, "--postcodes", str(tmp_path / "empty")]) == 2
    monkeypatch.setenv("WAYMARK_POSTCODES", str(tmp_path / "nowhere"))
    assert main(command) == 2
    said = capsys.readouterr().err.splitlines()
    assert said[0].endswith("is no file of postcodes: make one with waymark-build postcodes, and name that one.")
    assert said[1].endswith("nowhere cannot be read: No such file or directory.")
