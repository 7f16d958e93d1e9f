"""Find your local team in a real browser: what people type, what the server gets to see of it, and what is there without a script."""

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Request, expect

from content_models import Manifest, canonical_bytes
from frontend.finder.postcodes import UNITS, packed
from frontend.render import Renderer
from frontend.report import Silent
from frontend.run.build import Builder
from frontend.server.server import open_server
from frontend.source.examples import ExamplesSource
from frontend.store.content import Store
from tests.frontend.finder.tables import PENDRICK, ROWS, table_file
from tests.parts.axe import accessibility_faults
from tests.parts.chromium import watch

PATH = "/find-your-local-team/"


class SourceWithAreas(ExamplesSource):
    """The example sites, with an area for the council."""

    @cached_property
    def _manifests(self) -> dict[str, bytes]:
        found = {}
        for site, data in ExamplesSource()._manifests.items():
            fields = json.loads(data)
            if site == "pendrick":
                fields["site"]["organisation"]["areas"] = [{"code": PENDRICK, "name": "Pendrick"}]
            found[site] = canonical_bytes(Manifest.parse(json.dumps(fields).encode()))
        return found


@dataclass
class Place:
    """A page of one site in a tab, and all that the tab has asked the server for."""

    page: Page
    port: int
    asked: list[Request]

    def open(self, site: str = "national", path: str = PATH) -> Page:
        self.page.goto(f"http://{site}.localhost:{self.port}{path}", wait_until="load")
        self.asked.clear()
        return self.page

    def look_up(self, typed: str) -> str:
        """Type, press Enter, and return what is said."""
        said = self.page.locator("[data-said]")
        said.evaluate("each => each.replaceChildren()")
        self.page.fill("#postcode", typed)
        self.page.press("#postcode", "Enter")
        expect(said).to_have_text(re.compile("."))
        return said.inner_text()

    @property
    def teams(self) -> list[str]:
        return self.page.locator("[data-teams] .team__name > a").all_inner_texts()

    @property
    def paths(self) -> list[str]:
        """What was asked for since the page was there; its icon and scripts come when the browser likes."""
        paths = [request.url.partition(f":{self.port}")[2] for request in self.asked]
        return [path for path in paths if not path.startswith(("/assets/", "/media/"))]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example sites, built with postcodes of invented places."""
    folder = tmp_path_factory.mktemp("finder")
    postcodes = table_file(folder, ROWS)
    with SourceWithAreas() as source:
        builder = Builder(
            source, Store(folder / "store"), folder / "sites", Renderer(), reporter=Silent(), processes=1,
            postcodes=postcodes,
        )  # fmt: skip
        assert [each.error for each in builder.build(builder.chosen(()))] == [None] * 3
    return folder / "sites"


@pytest.fixture(scope="module")
def port(built: Path) -> Iterator[int]:
    with open_server(built, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


@pytest.fixture(scope="module")
def place(browser: Browser, port: int) -> Iterator[Place]:
    """One tab for these tests, on a phone; at the end no other machine was asked and nothing was left behind."""
    context = browser.new_context(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    faults = watch(context)
    page = context.new_page()
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - Playwright wants a function
    place = Place(page, port, asked)
    yield place
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()
    assert not faults


@pytest.mark.parametrize(
    ("typed", "said", "teams"),
    [
        ("TY1 1AA", "TY1 1AA is in Thornby, in the Marlshire police area.", ["Marlshire Police"]),
        ("ty21aa", "TY2 1AA is in Thornby", ["Marlshire Police"]),
        ("  ty2-2aa. ", "TY2 2AA is in Pendrick", ["Marlshire Police", "Pendrick Council"]),
        ("TYII 1AA", "We read what you typed as TY11 1AA.", ["Marlshire Police", "Pendrick Council"]),
        ("TY1 IAA", "We read what you typed as TY1 1AA.", ["Marlshire Police"]),
        ("ＴＹ１ ۱ＡＡ", "TY1 1AA is in Thornby", ["Marlshire Police"]),
        ("TY1 1ZY", "TY1 1ZY is an old postcode that is no longer in use. It was in Thornby", ["Marlshire Police"]),
        ("TY1 9ZZ", "TY1 9ZZ is not in our list, which goes up to June 2019.", ["Marlshire Police"]),
        ("TY2 9ZZ", "Most of TY2 is in Thornby", ["Marlshire Police", "Pendrick Council"]),
        ("TY1", "All of TY1 is in Thornby", ["Marlshire Police"]),
        ("TY1 1", "All of TY1 is in Thornby", ["Marlshire Police"]),
        ("TY1 1A", "All of TY1 is in Thornby", ["Marlshire Police"]),
        ("TY2", "With the whole postcode we can be exact.", ["Marlshire Police", "Pendrick Council"]),
        ("TY1 1CK", "The second half does not look right", ["Marlshire Police"]),
        ("TY1 1AAA", "All of TY1 is in Thornby", ["Marlshire Police"]),
        ("XF1 1AA", "No team there has a site here yet.", []),
        ("TY99 1AA", "No postcode in our list begins with TY99.", []),
        ("ZZ1 1AA", "No postcode in our list begins with ZZ1.", []),
        ("", "Type a postcode first", []),
        ("Thornby", "That does not look like a UK postcode.", []),
        ("لندن", "That does not look like a UK postcode.", []),
        ("75001 Paris", "from outside the UK", []),
        ("K1A 0B1", "from outside the UK", []),
        ("D02 X285", "from outside the UK", []),
        ("1012 AB", "from outside the UK", []),
        ("GX11 1AA", "from outside the UK", []),
        ("JE2 3AB", "police of their own", []),
        ("IM1 1AA", "police of their own", []),
        ("BFPO 57", "British Forces", []),
        ("BF1 2AU", "British Forces", []),
    ],
)
def test_whatever_is_typed_there_is_a_helpful_answer(place: Place, typed: str, said: str, teams: list[str]) -> None:
    if PATH not in place.page.url or "national" not in place.page.url:
        place.open()
    assert said in place.look_up(typed)
    assert place.teams == teams
    expect(place.page.locator("#help")).to_be_visible()


def test_the_server_sees_no_more_of_a_postcode_than_its_first_half(place: Place) -> None:
    place.open()
    place.look_up("TY2 2AA")
    assert place.paths == ["/postcodes/ty.json", "/postcodes/ty/ty2.json"]
    for request in place.asked:
        everything = f"{request.url} {request.all_headers()} {request.post_data}".upper().replace("%20", "")
        assert "2AA" not in everything
        assert "referer" not in request.all_headers()
    assert place.page.url.endswith(PATH)


def test_an_answer_is_announced_and_the_keyboard_stands_before_it(place: Place) -> None:
    page = place.open()
    page.focus("#postcode")
    page.keyboard.type("TY2 2AA")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("TY2 2AA is in Pendrick")
    expect(page.get_by_role("heading", name="Who helps in TY2 2AA")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Marlshire Police"


def test_a_wrong_postcode_is_marked_and_can_be_mended_at_once(place: Place) -> None:
    page = place.open()
    place.look_up("nowhere at all")
    field = page.get_by_label("Postcode", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert "does not look like a UK postcode" in page.evaluate(
        "document.querySelector('#postcode').getAttribute('aria-describedby').split(' ')"
        ".map(id => document.getElementById(id).textContent).join(' ')"
    )
    place.look_up("TY1 1AA")
    expect(field).to_have_attribute("aria-invalid", "false")


def test_a_local_site_says_kindly_when_a_postcode_is_elsewhere(place: Place) -> None:
    place.open("pendrick")
    assert "You are in the right place: Pendrick Council answers for it." in place.look_up("TY11 1AA")
    assert "Pendrick Council answers for part of it." in place.look_up("TY2")
    assert "With the whole postcode we can be exact." in place.look_up("TY2")
    said = place.look_up("TY1 1AA")
    assert "All of TY1 is in Thornby" in said
    assert "That is outside the area of Pendrick Council." in said
    assert "National Safeguarding Centre" in said
    assert place.teams == ["Marlshire Police"]
    assert "/postcodes/ty/ty1.json" not in place.paths
    place.open("marlshire")
    assert "If you are not sure, ask any of them" in place.look_up("XF2 9ZZ")


def test_a_lost_connection_is_said_and_the_list_stays(place: Place) -> None:
    page = place.open()
    page.route("**/postcodes/**", lambda route: route.fulfill(status=200, body="no json"))
    try:
        assert "We could not look that up just now." in place.look_up("TY1 1AA")
        expect(page.get_by_role("heading", name="All teams, by area")).to_be_visible()
    finally:
        page.unroute("**/postcodes/**")


def test_who_comes_back_finds_nothing_of_what_was_typed(place: Place) -> None:
    page = place.open()
    place.look_up("TY1 1AA")
    page.goto(f"http://national.localhost:{place.port}/")
    page.go_back()
    assert page.locator("#postcode").input_value() == ""
    assert page.locator("[data-said]").inner_text() == ""


@pytest.mark.parametrize(("site", "path"), [("national", PATH), ("marlshire", f"/ur{PATH}")])
def test_axe_finds_nothing_before_and_after_and_nothing_scrolls_sideways(place: Place, site: str, path: str) -> None:
    page = place.open(site, path)
    for typed in ("", "TY2 2AA"):
        if typed:
            place.look_up(typed)
        for scheme, width in (("light", 1280), ("dark", 320)):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.set_viewport_size({"width": width, "height": 800})
            assert not accessibility_faults(page), (scheme, width, typed)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, typed)


def test_without_a_script_the_teams_are_there_by_area(browser: Browser, port: int) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"http://national.localhost:{port}/")
    page.locator(".band--finder .btn").click()
    expect(page.locator("#postcode")).to_be_hidden()
    expect(page.get_by_role("heading", name="Marlshire police area")).to_be_visible()
    assert page.locator(".teams a[href^='tel:']").count() > 0
    context.close()


def script(place: Place, name: str, *arguments: object) -> Any:
    """Call a function of the page's own script."""
    source = place.page.locator("script[type=module]").get_attribute("src")
    call = f"async ([source, given]) => (await import(source)).{name}(...given)"
    return place.page.evaluate(call, [source, list(arguments)])


def test_the_script_reads_packed_postcodes_as_they_were_packed(place: Place) -> None:
    place.open()
    every_third = set(range(0, 4000, 3))
    text = packed(every_third)
    call = (
        "async ([source, text, units]) => { const m = await import(source); return units.map(u => m.holds(text, u)) }"
    )
    source = place.page.locator("script[type=module]").get_attribute("src")
    assert place.page.evaluate(call, [source, text, list(UNITS)]) == [n in every_third for n in range(4000)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["M1", "CO1", "CO16", "W1A", "SW1A", "B33"]), st.sampled_from(UNITS), st.booleans(), st.booleans()
)
def test_a_good_postcode_is_read_as_itself_however_it_is_spaced(
    place: Place, district: str, unit: str, small: bool, spaced: bool
) -> None:
    if "national" not in place.page.url:
        place.open()
    text = district + " " * spaced + unit
    first = script(place, "candidates", text.lower() if small else text)[0]
    assert (first["district"], first["unit"], first["slips"]) == (district, unit, 0)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(place: Place, text: str) -> None:
    if "national" not in place.page.url:
        place.open()
    # Half a surrogate pair cannot be handed to the browser.
    typed = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    for each in script(place, "candidates", typed):
        assert len(each["district"]) <= 4
        assert each["unit"] == "" or each["unit"] in UNITS
