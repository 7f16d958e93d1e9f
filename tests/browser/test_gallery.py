"""The component gallery in a real browser: every component in light and dark, every brand, right to left, forced colours, print."""

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from frontend.gallery.writing import write_gallery
from tests.parts.axe import accessibility_faults, faults_of
from tests.parts.chromium import listen, watch
from tests.parts.nu_checker import Check

PROBES = Path(__file__).with_name("gallery_probes.js")
SHEETS = (
    *("blocks-text", "blocks-guidance", "blocks-references", "blocks-media", "blocks-local"),
    *("small-parts", "drawings", "posters", "safety-bar", "header", "masthead"),
    *("help-panel", "about-page", "footer", "campaign", "case-study"),
    *("event", "film", "guide", "home", "news"),
    *("section", "signpost", "signs", "standard", "strategy"),
    *("toolkit", "lists", "services", "find-your-local-team", "search", "notices"),
)
"""Every page of the gallery; written down, so that collecting tests costs nothing."""

WHOLE_PAGES_ONLY = ["landmark-unique"]
"""Several specimens of one component stand on a page; that pages have each landmark once is held on whole pages."""

CONTRAST = ["color-contrast"]
SPACE = ["target-size", "scrollable-region-focusable", "valid-lang"]
"""What can be different in another language and width: the elements are the same."""

ONE_LINE = ".exit, .safety__help, .langs a, .letters a"
"""Words that stand alone in a line, so that no other line can touch them."""

BANDS = (
    ".mast, .hero, .foot, .demo, .band, .band--wash, .safety, .poster, .copy, .site, .skip, .shelf__stand, .film video"
)
"""Surfaces that only divide a page: their words stand for themselves, and what has meaning in them has its own border."""

NOT_IN_PRINT = (
    ".safety, nav, .langs, .feedback, .acts, .filter, .skip, .btn, .film, .shelfbar, .poster,"
    " .finder form, .search form, .take, .shelf__take, .shelf__stand, .screening__with, [data-open], h2:has(+ p > .btn[download])"
)
"""Navigation, controls, films and pictures of what is shown, and what is open just now: a sheet of paper has no use for them."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the name that the base class gives it
        """Say nothing."""


@dataclass
class Shown:
    """The gallery in one tab."""

    page: Page
    folder: Path
    address: str
    looks: list[str] = field(default_factory=list)

    def open(self, slug: str, locale: str = "en", width: int = 1280, **look: str) -> Page:
        """Show a page of the gallery."""
        query = "&".join(f"{name}={value}" for name, value in look.items())
        self.page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.goto(f"{self.address}/{locale}/{slug}.html?{query}", wait_until="load")
        self.page.evaluate(PROBES.read_text(encoding="utf-8"))
        return self.page

    def ask(self, what: str, *values: Any) -> Any:
        """Return what one of the probes says."""
        return self.page.evaluate(f"values => probes.{what}(...values)", list(values))


@pytest.fixture(scope="module")
def shown(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """One gallery and one tab for all these tests; no page may ask another machine, and none may break its scripts."""
    folder = tmp_path_factory.mktemp("components")
    write_gallery(folder / "gallery")
    handler = functools.partial(_Quiet, directory=str(folder / "gallery"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(locale="en-GB", reduced_motion="reduce")
    faults, said = watch(context), listen(context)
    yield Shown(context.new_page(), folder / "gallery", f"http://127.0.0.1:{server.server_port}")
    context.close()
    server.shutdown()
    server.server_close()
    assert not faults
    assert not said


def test_every_page_of_the_gallery_is_opened(shown: Shown) -> None:
    assert {path.stem for path in (shown.folder / "en").glob("*.html")} == {"index", *SHEETS}


each_sheet = pytest.mark.parametrize("slug", SHEETS)


@pytest.mark.parametrize("slug", ["index", *SHEETS])
def test_axe_finds_nothing_in_light_and_dark(shown: Shown, slug: str) -> None:
    page = shown.open(slug)
    assert not accessibility_faults(page, WHOLE_PAGES_ONLY)
    page.emulate_media(color_scheme="dark")
    assert not faults_of(page, CONTRAST)


@each_sheet
def test_urdu_on_a_phone_has_room_for_its_letters_and_thumbs_and_nothing_scrolls_sideways(
    shown: Shown, slug: str
) -> None:
    page = shown.open(slug, "ur", 320)
    assert shown.ask("sideways") == 0
    assert not faults_of(page, SPACE)
    assert shown.ask("tight", 1.7, ONE_LINE) == []


@pytest.mark.parametrize("slug", ["index", *SHEETS])
def test_at_320_pixels_or_400_percent_nothing_scrolls_sideways(shown: Shown, slug: str) -> None:
    shown.open(slug, width=320)
    assert shown.ask("sideways") == 0


@each_sheet
def test_words_stand_out_in_every_brand(shown: Shown, slug: str) -> None:
    # In the brand at the limits no two tokens have one colour, so that it tells apart what others may draw alike.
    page = shown.open(slug, brand="limits", scheme="light")
    shown.looks = shown.ask("looks", shown.looks)
    if not page.locator("[data-look=new]").count():
        return
    for brand in ("limits", "marlshire", "pendrick"):
        for scheme in ("light", "dark"):
            _dress(page, brand, scheme)
            assert not faults_of(page, CONTRAST, "[data-look=new]"), (brand, scheme)


DRESS = """async ([brand, scheme]) => {
    const put = (link, file) => new Promise(done => {
        const next = link.cloneNode();
        next.onload = () => { link.remove(); done(); };
        next.href = `../assets/${file}-${scheme}.css`;
        link.after(next);
    });
    await put(document.querySelector("link[data-look=waymark]"), "waymark");
    await put(document.querySelector("link[data-look=brand]"), brand);
}"""


def _dress(page: Page, brand: str, scheme: str) -> None:
    page.evaluate(DRESS, [brand, scheme])


@each_sheet
def test_forced_colours_leave_a_border_to_every_surface_and_a_ring_to_every_control(shown: Shown, slug: str) -> None:
    page = shown.open(slug)
    page.keyboard.press("Tab")
    assert shown.ask("ringless") == []
    shown.ask("markFilled")
    page.emulate_media(forced_colors="active")
    assert shown.ask("unbordered", BANDS) == []
    assert shown.ask("ringless") == []


@each_sheet
def test_print_loses_no_words_opens_folds_and_shows_addresses(shown: Shown, slug: str) -> None:
    page = shown.open(slug, width=800)
    shown.ask("words")
    page.emulate_media(media="print")
    for name in (".safety", ".nav", ".langs", ".crumbs", ".feedback", ".g-bar", ".g-source"):
        assert page.locator(f"{name} >> visible=true").count() == 0, name
    assert shown.ask("lost", NOT_IN_PRINT) == []
    assert shown.ask("addressless") == []


@each_sheet
def test_right_to_left_is_the_mirror_image(shown: Shown, slug: str) -> None:
    shown.open(slug)
    before = shown.ask("boxes")
    shown.ask("turn", "rtl")
    after = shown.ask("boxes")
    moved = [
        (one[0], one[1:], other[1:])
        for one, other in zip(before, after, strict=True)
        if abs(one[1] - other[2]) > 2 or abs(one[2] - other[1]) > 2
    ]
    assert not moved


def test_brand_and_scheme_are_chosen_in_the_address_and_kept(shown: Shown) -> None:
    page = shown.open("blocks-guidance", brand="limits", scheme="dark")
    assert _colour(page, ".callout--information", "border-inline-start-color") == "rgb(170, 227, 136)"
    assert _colour(page, "body", "background-color") == "rgb(17, 24, 30)"
    assert page.locator("[data-set][aria-current]").all_inner_texts() == ["limits", "dark"]
    page.get_by_role("link", name="pendrick").click()
    page.wait_for_url(re.compile("brand=pendrick&scheme=dark"))
    page.get_by_role("link", name="Next: Blocks: references").click()
    page.wait_for_url(re.compile("/blocks-references.html.brand=pendrick&scheme=dark"))
    page.get_by_role("link", name="اردو").click()
    page.wait_for_url(re.compile("/ur/blocks-references.html.brand=pendrick&scheme=dark"))
    assert page.evaluate("document.documentElement.dir") == "rtl"


def _colour(page: Page, selector: str, name: Literal["border-inline-start-color", "background-color"]) -> str:
    colour: str = page.locator(selector).first.evaluate("(each, name) => getComputedStyle(each)[name]", name)
    return colour


def test_as_printed_is_what_a_printer_gets(shown: Shown) -> None:
    page = shown.open("header", scheme="print")
    assert not page.locator(".nav").first.is_visible()
    page.emulate_media(color_scheme="dark")
    assert _colour(page, "body", "background-color") == "rgb(255, 255, 255)"


def test_an_unknown_brand_or_scheme_is_the_first(shown: Shown) -> None:
    page = shown.open("header", brand="../x", scheme="loud")
    assert page.locator("[data-set][aria-current]").all_inner_texts() == ["national", "as the device prefers"]


def test_a_link_of_a_specimen_leads_to_a_page_that_says_so(shown: Shown) -> None:
    page = shown.open("blocks-guidance")
    page.get_by_role("link", name="Tell someone you are worried").click()
    assert page.locator("h1").inner_text() == "This link leads to another page"


def test_the_nu_html_checker_finds_nothing(shown: Shown, html_faults: Check) -> None:
    assert not html_faults(sorted(shown.folder.rglob("*.html")))
