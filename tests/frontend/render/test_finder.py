"""The page that finds a local team: the list that everybody gets, the sentences of the script, and the links to it."""

import re
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from content_models.contacts import Contact, ContactKind
from content_models.examples import example_documents, example_manifest, example_overlays
from content_models.links import PageLink
from content_models.values import Area, OrganisationKind
from frontend.finder.finder import PAGE, Finder
from frontend.finder.teams import Reach, Team, team_of
from frontend.plan.view import SiteView
from frontend.render.assets import FOLDER
from frontend.store.shelf import PieceShelf
from tests.frontend.finder.tables import FARAWAY, MARLSHIRE, PENDRICK, ROWS, table
from tests.frontend.render.gallery import Elements, render, renderer

SCRIPT = (FOLDER / "finder.js").read_text(encoding="utf-8")


def view_of(slug: str, locale: str | None = None) -> SiteView:
    """Return a view of an example site that has the page."""
    documents, overlays = example_documents().values(), example_overlays().values()
    view = SiteView.of(example_manifest(slug), documents, locale, overlays)
    view.finder = view.root + PAGE
    return view


def council(slug: str = "pendrick", code: str = PENDRICK, name: str = "Pendrick Council", *reach: Reach) -> Team:
    area = Area(code=code, name=name)
    return Team(slug, name, OrganisationKind.COUNCIL, f"https://{slug}.example/", "en", (area,), reach)


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    manifests = map(example_manifest, ("national", "marlshire"))
    return Finder(table(tmp_path_factory.mktemp("table"), ROWS), (*map(team_of, manifests), council()))


def page(finder: Finder, slug: str, locale: str | None = None) -> str:
    view = view_of(slug, locale)
    return renderer().finder(view, renderer().chrome(view), finder)


def test_teams_are_listed_by_police_area_with_the_ways_to_reach_them(finder: Finder) -> None:
    text = Elements(page(finder, "national")).text
    assert "Marlshire police area Marlshire Police Police force Marlshire safeguarding team" in text
    assert text.index("Marlshire Police Police force") < text.index("Pendrick Council Council")
    assert 'href="tel:' in page(finder, "national").partition("data-codes")[2].partition("</ul>")[0]


def test_a_contact_that_force_and_council_share_stands_once(finder: Finder) -> None:
    force = finder.teams[1]
    html = page(
        Finder(finder.table, (force, council("pendrick", PENDRICK, "Pendrick Council", *force.reach))), "national"
    )
    assert html.count(">Marlshire safeguarding team<") == 1


def test_organisations_of_no_known_area_come_last_instead_of_nowhere(finder: Finder) -> None:
    lost = council("lost", "E06000111", "Lost Council")
    text = Elements(page(Finder(finder.table, (*finder.teams, lost)), "national")).text
    assert text.index("Other areas") < text.index("Lost Council")


def test_many_areas_have_a_list_of_links_before_them(finder: Finder, tmp_path: Path) -> None:
    rows = [{"pcds": f"TY{n} 1AA", "dointr": "", "doterm": "", "oslaua": f"E0600090{n}", "pfa": f"E2300090{n}"} for n in range(8)]  # fmt: skip
    teams = tuple(council(f"c{n}", f"E0600090{n}", f"Council {n}") for n in range(8))
    named = table(tmp_path, rows)
    many = Finder(replace(named, names={f"E2300090{n}": f"Force {n}" for n in range(8)}), teams)
    html = page(many, "national")
    assert html.count('href="#area-') == len(set(re.findall(r'id="(area-\d+)"', html))) == 8
    assert 'href="#area-' not in page(finder, "national")


def test_a_local_site_knows_its_own_areas_and_names_the_national_site(finder: Finder) -> None:
    html = page(finder, "marlshire")
    assert f'data-finder="{MARLSHIRE}"' in html
    assert 'data-say="national"' in html
    assert "this site" in html
    assert 'data-finder=""' in page(finder, "national")
    assert 'data-say="national"' not in page(finder, "national")


def test_words_of_a_team_are_marked_with_their_language(finder: Finder) -> None:
    html = page(finder, "marlshire", "ur")
    assert '<html lang="ur" dir="rtl">' in html
    assert '<p><span lang="en" dir="ltr">Marlshire safeguarding team</span></p>' in html
    assert 'hreflang="cy" href="https://marlshire.example/cy/find-your-local-team/"' in html


@pytest.mark.parametrize("locale", ["en", "cy", "ur"])
def test_every_sentence_that_the_script_may_say_is_on_the_page_with_its_gaps(finder: Finder, locale: str) -> None:
    html = page(finder, "marlshire", locale)
    said = set(re.findall(r'(?:say: |sentence\(|\? |: |return )"([a-z_]+)"', SCRIPT)) - {"include", "live", "no"}
    there = dict(re.findall(r'<p data-say="([a-z_]+)">(.*?)</p>', html))
    assert said - {"no-store", "omit"} <= there.keys()
    for name in ("in", "ended", "all", "most", "new", "new_most"):
        assert 'data-fill="area"' in there[name]
        assert re.search(r'data-fill="(?:place|district)"', there[name])


def test_the_form_sends_nothing_and_waits_for_the_script(finder: Finder) -> None:
    elements = Elements(page(finder, "national"))
    (form,) = (each for each in elements.named("form") if "data-ask" in each)
    assert form == {"class": "field", "method": "dialog", "data-ask": None, "hidden": None}
    (field,) = (each for each in elements.named("input") if each.get("id") == "postcode")
    assert "name" not in field
    assert field["autocomplete"] == "off"


def test_the_script_is_a_file_of_this_site_and_small(finder: Finder) -> None:
    ((path, data),) = renderer().finder_assets().items()
    assert f'<script type="module" src="/{path}"></script>' in page(finder, "national")
    assert len(data) < 9_000
    assert b"\n//" not in data


def test_help_panel_home_page_and_footer_lead_to_it(finder: Finder) -> None:
    view = view_of("national")
    assert view.home is not None
    html = render(view, view.home)
    links = [each for each in Elements(html).named("a") if each.get("href") == "/find-your-local-team/"]
    assert len(links) == 3
    panel = html.partition('id="help"')[2].partition("</section>")[0]
    assert panel.index("You want someone to have support") < panel.index("Find your local team by postcode")
    assert panel.index("Find your local team by postcode") < panel.index("Report it on GOV.UK")


def test_a_panel_without_a_local_team_has_the_link_at_its_end() -> None:
    view = view_of("pendrick")
    assert renderer().chrome(view).help_list.rindex("/find-your-local-team/") > renderer().chrome(
        view
    ).help_list.rindex("<li")


def test_without_postcodes_no_page_leads_there() -> None:
    view = view_of("national")
    view.finder = None
    assert view.home is not None
    assert "find-your-local-team" not in render(view, view.home)


def test_sites_that_share_a_home_page_have_the_link_only_where_they_have_the_page() -> None:
    shelf, shown = PieceShelf(None, renderer().version), []
    for path in ("/find-your-local-team/", None, "/cy/find-your-local-team/"):
        view = view_of("national")
        view.finder = path
        assert view.home is not None
        shown.append("find-your-local-team" in renderer().content(view, view.home, shelf).main)
        assert path is None or f'href="{path}"' in renderer().content(view, view.home, shelf).main
        shelf.keep()
    assert shown == [True, False, True]


def test_other_peoples_words_stay_words(finder: Finder) -> None:
    evil = '<img src=x onerror=alert(1)>"'
    contact = Contact(id=UUID(int=7), kind=ContactKind.REFERRAL, label=evil, need=evil, phone="01632 960 301")
    team = council("evil", FARAWAY, evil, Reach(contact, None))
    html = page(Finder(finder.table, (team,)), "national")
    assert "<img src=x" not in html
    assert Elements(html).faults == []


def test_a_page_of_a_team_is_linked_at_its_own_site(finder: Finder) -> None:
    contact = Contact(
        id=UUID(int=8), kind=ContactKind.LOCAL_TEAM, label="Team", need="Help", page=PageLink(page=UUID(int=9))
    )
    team = council("pendrick", PENDRICK, "Pendrick Council", Reach(contact, "https://pendrick.example/tell/"))
    assert 'href="https://pendrick.example/tell/"' in page(Finder(finder.table, (team,)), "national")
