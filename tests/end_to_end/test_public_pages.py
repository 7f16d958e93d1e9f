"""One page of each type on every demonstration site, as the public gets it, against axe and the Nu HTML Checker."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from content_models import DOCUMENT_TYPES
from tests.end_to_end.test_demo import SITES
from tests.parts.axe import accessibility_faults
from tests.parts.chromium import listen, watch
from tests.parts.demonstration import Demonstration
from tests.parts.nu_checker import Check

_TYPE = re.compile(r'<body class="page page--([\w-]+)"')


def largest_of_each_type(release: Path) -> dict[str, Path]:
    """Return the largest page of each type that a site has: it is the one most likely to have a fault."""
    largest: dict[str, Path] = {}
    for path in sorted(release.rglob("index.html")):
        match = _TYPE.search(path.read_text(encoding="utf-8"))
        if match and match[1] != "redirect":
            now = largest.get(match[1])
            if now is None or path.stat().st_size > now.stat().st_size:
                largest[match[1]] = path
    return largest


@pytest.mark.parametrize("name", SITES)
def test_axe_finds_nothing_and_nobody_else_is_asked(demonstration: Demonstration, browser: Browser, name: str) -> None:
    release = demonstration.release(name)
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    refused, said = watch(context), listen(context)
    page = context.new_page()
    faults: list[str] = []
    for kind, path in largest_of_each_type(release).items():
        address = path.parent.relative_to(release).as_posix()
        for width, scheme in ((1280, "light"), (360, "dark")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.goto(f"{demonstration.site(name)}/{'' if address == '.' else address + '/'}")
            faults += [f"{kind} at {width} pixels, {scheme}: {fault}" for fault in accessibility_faults(page)]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append(f"{kind} at {width} pixels scrolls sideways")
    assert faults == []
    assert refused == []
    assert said == []
    assert context.cookies() == []
    context.close()


def test_the_nu_html_checker_finds_no_error(demonstration: Demonstration, html_faults: Check) -> None:
    pages = [path for name in SITES for path in largest_of_each_type(demonstration.release(name)).values()]
    pages += [demonstration.release(name) / "404.html" for name in SITES]

    assert len({path.name for path in pages}) == 2
    assert html_faults(pages) == []


def test_every_page_type_is_used_somewhere(demonstration: Demonstration) -> None:
    used = {kind for name in SITES for kind in largest_of_each_type(demonstration.release(name))}

    assert {kind.replace("_", "-") for kind in DOCUMENT_TYPES} <= used


def test_who_helps_near_me_is_answered_by_force_and_council(demonstration: Demonstration, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    refused = watch(context)
    page = context.new_page()
    page.goto(f"{demonstration.site('ct-policing')}/")
    page.get_by_role("main").get_by_role("link", name="Find your local team by postcode").last.click()
    page.get_by_label("Postcode", exact=True).fill("c01 1aa")
    page.get_by_role("button", name="Find my team").click()
    expect(page.get_by_role("heading", name="Who helps in CO1 1AA")).to_be_focused()
    assert page.locator("[data-teams] .team__name > a").all_inner_texts() == ["Essex Police", "Colchester City Council"]
    page.locator("[data-teams]").get_by_role("link", name="Colchester City Council").click()
    assert page.url == f"{demonstration.site('colchester')}/"
    assert refused == []
    context.close()
