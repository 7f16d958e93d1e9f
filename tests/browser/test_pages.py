"""The examples' pages in a real browser: accessibility, width, keyboard, print, and nothing fetched from elsewhere.

Examples hold every block and every type; `tests/end_to_end/every_page/` looks at all pages of the demonstration.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from content_models import DOCUMENT_TYPES
from content_models.examples import example_documents, example_manifest
from tests.parts.axe import accessibility_faults
from tests.parts.chromium import listen, watch
from tests.parts.nu_checker import Check


def paths_by_type(slug: str) -> dict[str, str]:
    """The page of each type with the longest document: the one that shows most."""
    sizes = {document.id: len(document.model_dump_json()) for document in example_documents().values()}
    found: dict[str, tuple[int, str]] = {}
    for entry in example_manifest(slug).entries:
        if entry.locale == "en":
            found[entry.type] = max(found.get(entry.type, (0, "")), (sizes[entry.id], entry.path))
    return {kind: path for kind, (_, path) in found.items()}


NATIONAL, LOCAL = paths_by_type("national"), paths_by_type("marlshire")
SHOWN = [("national", path) for path in NATIONAL.values()]
SHOWN += [("marlshire", path) for kind, path in LOCAL.items() if kind not in NATIONAL or kind in {"home", "section"}]
SHOWN += [
    ("marlshire", "/ur/tell-someone/"),
    ("marlshire", "/cy/tell-someone/"),
    ("pendrick", "/"),
    ("national", "/a-z/"),
    ("national", "/404.html"),
]
SHOWN += [("national", "/feedback/thanks/")]
SHOWN += [
    ("marlshire", path)
    for path in ("/find-support/", "/ur/find-support/language/ur/", "/changes/", "/past-events/", "/browse/")
]
SCHEMES = ("light", "dark")
Tab = tuple[Page, dict[str, str]]


@pytest.fixture(scope="module")
def tab(browser: Browser, addresses: dict[str, str]) -> Iterator[Tab]:
    """One tab for all these tests; at the end no page may have asked another machine, set a cookie, or broken its policy."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    faults, said = watch(context), listen(context)
    yield context.new_page(), addresses
    assert context.cookies() == []
    context.close()
    assert not faults
    # The page for lost visitors is asked for by its name here, and so answered as any other.
    assert not said


def show(tab: Tab, slug: str, path: str, width: int = 1280) -> Page:
    page, addresses = tab
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(addresses[slug] + path, wait_until="load")
    return page


def test_a_page_of_every_type_is_looked_at() -> None:
    assert NATIONAL.keys() | LOCAL.keys() == DOCUMENT_TYPES.keys()


@pytest.mark.parametrize(("number", "slug", "path"), [(number, *shown) for number, shown in enumerate(SHOWN)])
def test_axe_finds_nothing_in_light_and_dark_on_a_phone_and_a_desk(tab: Tab, number: int, slug: str, path: str) -> None:
    page = show(tab, slug, path)
    # Colours follow the scheme and layout the width, and pages share both: home pages are seen in all four.
    every = [(scheme, width) for scheme in SCHEMES for width in (360, 1280)]
    for scheme, width in every if path == "/" else [[("light", 1280), ("dark", 360)][number % 2]]:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 900})
        assert not accessibility_faults(page), (scheme, width)


@pytest.mark.parametrize(("slug", "path"), SHOWN)
def test_no_page_scrolls_sideways(tab: Tab, slug: str, path: str) -> None:
    page = show(tab, slug, path, 320)
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, width


@pytest.mark.parametrize(("slug", "path"), [("national", NATIONAL["guide"]), ("national", "/")])
def test_controls_are_large_enough_for_a_thumb(tab: Tab, slug: str, path: str) -> None:
    page = show(tab, slug, path, 360)
    small = page.evaluate("""() => [...document.querySelectorAll("a, button, summary")]
        .filter(each => each.checkVisibility() && !each.closest("p, dd, .help__note, .skip, li:not([class]) > p, .by, .prose li")
                        && !each.matches(".skip") && getComputedStyle(each).display !== "inline")
        .filter(each => each.getBoundingClientRect().height < 43.5)
        .map(each => each.outerHTML.slice(0, 120) + each.getBoundingClientRect().height)""")
    assert not small


def test_the_keyboard_meets_skip_help_and_exit_first(tab: Tab) -> None:
    page = show(tab, "national", NATIONAL["guide"])
    met = []
    for _ in range(4):
        page.keyboard.press("Tab")
        met.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert met == ["Skip to the main content", "Exit this page", "Get help now", "Exit this page"]


def test_help_and_exit_stay_in_view_and_nothing_focused_hides_under_them(tab: Tab) -> None:
    page = show(tab, "national", NATIONAL["guide"], 360)
    page.evaluate("window.scrollTo(0, 2500)")
    box = page.locator(".exit").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 60
    page.locator(".route a").first.focus()
    focused = page.locator(".route a").first.bounding_box()
    assert focused is not None
    assert focused["y"] >= box["y"] + box["height"]


def test_the_menu_of_a_phone_opens_without_a_script(browser: Browser, addresses: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(addresses["national"] + "/")
    link = page.locator(".nav details a", has_text="How Prevent works")
    assert not link.is_visible()
    page.locator(".nav summary").click()
    link.click()
    assert page.locator("h1").inner_text() == "How Prevent works"
    context.close()


def test_print_begins_with_the_title_and_whom_to_tell(tab: Tab) -> None:
    page = show(tab, "national", NATIONAL["guide"], 800)
    page.emulate_media(media="print")
    try:
        assert not page.locator(".safety").is_visible()
        tops = {
            name: (page.locator(name).first.bounding_box() or {"y": -1})["y"] for name in ("h1", "#help", ".before")
        }
        assert 0 <= tops["h1"] < tops["#help"] < tops[".before"]
        assert page.locator(".help__now").evaluate("each => getComputedStyle(each).color") == "rgb(0, 0, 0)"
    finally:
        page.emulate_media(media="screen")


def test_a_right_to_left_page_is_the_mirror_image(tab: Tab) -> None:
    page = show(tab, "marlshire", "/ur/tell-someone/")
    exit_box, help_box = page.locator(".exit").bounding_box(), page.locator(".safety__help").bounding_box()
    aside, content = page.locator("aside .help").bounding_box(), page.locator(".split > .flow").bounding_box()
    assert exit_box
    assert help_box
    assert aside
    assert content
    assert exit_box["x"] < help_box["x"]
    assert aside["x"] < content["x"]


def test_the_nu_html_checker_finds_nothing(gallery: Path, html_faults: Check) -> None:
    assert not html_faults(sorted(gallery.rglob("*.html")))
