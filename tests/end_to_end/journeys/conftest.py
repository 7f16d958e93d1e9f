"""A visitor with a phone, with scripts and without: each journey is made twice."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.parts.chromium import PATIENCE, listen, watch
from tests.parts.demonstration import Demonstration

SCREEN = {"width": 360, "height": 740}


@dataclass
class Visitor:
    """Somebody who taps; `taps` counts how often, `scripts` says whether their browser runs scripts."""

    page: Page
    demonstration: Demonstration
    scripts: bool
    taps: int = 0

    def open(self, site: str, path: str = "/") -> None:
        """Begin at an address, as from a search engine or a poster."""
        self.page.goto(f"{self.demonstration.site(site)}{path}")
        self.taps = 0

    def tap(self, where: Locator) -> None:
        """Tap something that is shown; the page scrolls there as a thumb would."""
        where.tap()
        self.taps += 1

    def follow(self, link: Locator) -> None:
        """Tap a link, and wait until what it leads to is there."""
        with self.page.expect_navigation():
            self.tap(link)

    def sees(self, what: Locator) -> bool:
        """Say whether something lies wholly on the screen now, so that nobody has to look for it."""
        box = what.bounding_box()
        return bool(box) and box["y"] >= 0 and box["y"] + box["height"] <= SCREEN["height"]  # type: ignore[index]

    @property
    def main(self) -> Locator:
        """What the page is about."""
        return self.page.get_by_role("main")

    @property
    def help(self) -> Locator:
        """“Get help now”, in the bar that stays in view."""
        return self.page.get_by_label("Safety", exact=True).get_by_role("link", name="Get help now")

    def number(self, number: str) -> Locator:
        """A telephone number in the panel of help, as a link that dials it."""
        return self.page.locator(f'#help .help__do a[href="tel:{number}"]')

    def line(self, number: str) -> str:
        """Return what the panel of help says about a number: when to ring it, who answers, and at what hours."""
        return self.number(number).locator("xpath=ancestor::li[1]").inner_text()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def visitor(request: pytest.FixtureRequest, browser: Browser, demonstration: Demonstration) -> Iterator[Visitor]:
    """A visitor with a phone; at the end no page may have asked somebody else, set a cookie or said an error."""
    context = browser.new_context(
        locale="en-GB", viewport=SCREEN, is_mobile=True, has_touch=True, reduced_motion="reduce",  # type: ignore[arg-type]
        java_script_enabled=request.param, accept_downloads=True,
    )  # fmt: skip
    context.set_default_timeout(PATIENCE)
    refused, said = watch(context), listen(context)
    yield Visitor(context.new_page(), demonstration, request.param)
    cookies = context.cookies()
    context.close()
    assert (refused, said, cookies) == ([], [], [])
