"""Teams from the manifests of a source, and the table from its file, both read again only when they have changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from content_models.contacts import Contact, ContactKind
from content_models.links import PageLink
from content_models.values import Area, OrganisationKind
from frontend.finder.directory import Directory, FinderSource
from frontend.finder.finder import Finder
from frontend.finder.table import PostcodesUnusable
from frontend.finder.teams import team_of
from frontend.source.api import ApiSource
from frontend.store.content import Store
from tests.frontend.conftest import Place
from tests.frontend.content import HELPLINE, TestSite, page_id, small_site
from tests.frontend.finder.tables import FARAWAY, MARLSHIRE, OTHERSHIRE, PENDRICK, ROWS, THORNBY, table, table_file
from tests.frontend.run.test_watch import Heard


def local(slug: str, *areas: tuple[str, str], kind: OrganisationKind = OrganisationKind.FORCE) -> TestSite:
    """Return a site of an organisation with areas, and a team that can be rung."""
    site = small_site(slug)
    site.kind, site.areas = kind, tuple(Area(code=code, name=name) for code, name in areas)
    team = Contact(
        id=HELPLINE,
        kind=ContactKind.REFERRAL,
        label=f"Team of {slug}",
        need="Support",
        phone="01632 960 301",
        page=PageLink(page=page_id("one")),
    )
    site.contacts = (team,)
    return site


@contextmanager
def sources(place: Place) -> Iterator[tuple[ApiSource, FinderSource, Heard]]:
    heard = Heard()
    with place.source() as source:
        directory = Directory(source, Store(place.folder / "store"), heard)
        yield source, FinderSource(place.folder / "postcodes", directory, heard), heard


def test_a_team_is_what_its_manifest_says() -> None:
    team = team_of(local("marlshire", (MARLSHIRE, "Marlshire")).manifest())
    assert (team.name, team.url) == ("Marlshire", "http://marlshire.localhost:8080/")
    assert team.codes == {MARLSHIRE}
    assert [(each.contact.label, each.page) for each in team.reach] == [
        ("Team of marlshire", "http://marlshire.localhost:8080/advice/one/")
    ]


def test_national_numbers_are_no_contact_of_a_team() -> None:
    assert team_of(small_site().manifest()).reach == ()


def test_a_page_that_is_not_published_is_no_way_to_a_team() -> None:
    site = local("marlshire")
    del site.pages["/advice/one/"]
    assert team_of(site.manifest()).reach[0].page is None


def test_only_a_changed_manifest_is_asked_for_again(place: Place) -> None:
    table_file(place.folder, ROWS)
    place.api.add(local("marlshire", (MARLSHIRE, "Marlshire")))
    place.api.add(local("pendrick", (PENDRICK, "Pendrick"), kind=OrganisationKind.COUNCIL))
    with sources(place) as (source, finders, _):
        first = finders.refresh(source.sites())
        assert finders.refresh(source.sites()) is first
        place.api.sites["pendrick"].areas = (Area(code=PENDRICK, name="Pendrick and Vale"),)
        second = finders.refresh(source.sites())
    assert second.digest != first.digest
    assert place.api.asked["/sites/marlshire/manifest"] == 1


def test_a_broken_neighbour_is_left_as_it_was_known_and_said_once(place: Place) -> None:
    table_file(place.folder, ROWS)
    place.api.add(local("marlshire", (MARLSHIRE, "Marlshire")))
    with sources(place) as (source, finders, heard):
        good = finders.refresh(source.sites())
        place.api.sites["marlshire"].areas = ()
        place.api.lies["/sites/marlshire/manifest"] = b"{}"
        assert finders.refresh(source.sites()).teams == good.teams
        assert finders.refresh(source.sites()).teams == good.teams
    assert len(heard.lines) == 1
    assert "Marlshire is left as it was in “Find your local team”" in heard.lines[0]


def test_new_postcodes_are_taken_up_and_damaged_ones_are_not(place: Place) -> None:
    path = table_file(place.folder, ROWS)
    with sources(place) as (source, finders, heard):
        first = finders.refresh(source.sites())
        path.write_bytes(b"nothing")
        assert finders.refresh(source.sites()) is first
        assert finders.refresh(source.sites()) is first
        table_file(place.folder, ROWS[:1])
        assert len(finders.refresh(source.sites()).table.districts) == 1
    assert len(heard.lines) == 1
    assert heard.lines[0].endswith("Until then the postcodes stay as they were.")


def test_without_a_good_file_nothing_begins(place: Place) -> None:
    with sources(place) as (source, finders, _), pytest.raises(PostcodesUnusable, match="No such file"):
        finders.refresh(source.sites())


def test_each_area_is_put_into_the_police_area_where_most_of_it_is(tmp_path: Path) -> None:
    forces = Finder(table(tmp_path, ROWS), ()).forces
    assert (forces[THORNBY], forces[PENDRICK], forces[FARAWAY]) == (MARLSHIRE, MARLSHIRE, OTHERSHIRE)


def test_an_area_without_an_imported_name_has_the_one_that_its_organisation_gives(tmp_path: Path) -> None:
    team = team_of(local("somewhere", ("E06000111", "Somewhere")).manifest())
    finder = Finder(table(tmp_path, ROWS), (team,))
    assert (finder.names["E06000111"], finder.names[FARAWAY]) == ("Somewhere", "Faraway")
