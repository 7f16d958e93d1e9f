"""A national change reaches the built sites of those who follow; those who review keep every byte until they accept."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.end_to_end.test_demo import SITES, get
from tests.end_to_end.test_publishing import PASSWORD, WITHIN_SECONDS, differing, files
from tests.parts.demonstration import Demonstration

FOLLOWER, REVIEWER, OWNER = "essex-police", "colchester", "ct-policing"
PATH = "/what-to-look-for/"
CHANGED = "Changes that people noticed, and what to do when you see one."
QUIET_SECONDS = 3
"""The demonstration's builder asks for changes every second: what it builds, it has begun by then."""


@pytest.fixture
def owner(demonstration: Demonstration, page: Page) -> Page:
    """Return a browser in which an editor of the national body has signed in."""
    return signed_in(demonstration, page, "ct-editor")


@pytest.fixture
def reviewer(demonstration: Demonstration, browser: Browser) -> Iterator[Page]:
    """Return another browser, of an editor of the council that reviews changes first."""
    context = browser.new_context()
    yield signed_in(demonstration, context.new_page(), "colchester-editor")
    context.close()


def signed_in(demonstration: Demonstration, page: Page, account: str) -> Page:
    page.goto(f"{demonstration.backend}/admin/login/")
    page.fill("[name=username]", account)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    return page


def publish_nationally(demonstration: Demonstration, owner: Page) -> None:
    """Change the summary of the page as its owner does, and publish it."""
    owner.goto(f"{demonstration.backend}/admin/pages/search/?q=What+to+look+for")
    owner.locator("#listing-results").get_by_role("link", name="What to look for", exact=True).first.click()
    expect(owner.locator("#id_summary")).to_be_visible()
    owner.fill("#id_summary", CHANGED)
    owner.locator("footer .w-dropdown-button button[aria-expanded]").click()
    owner.locator("button[name=action-publish]").click()
    expect(owner.get_by_text("has been published").first).to_be_visible()


def wait_for_words(demonstration: Demonstration, site: str) -> None:
    """Return when the page of the site says what was changed."""
    deadline = time.monotonic() + WITHIN_SECONDS
    while CHANGED not in get(f"{demonstration.site(site)}{PATH}")[1]:
        assert time.monotonic() < deadline, f"{site}{PATH} is still the old one after {WITHIN_SECONDS} seconds"
        time.sleep(0.2)


def test_followers_sites_change_by_themselves_and_reviewers_sites_only_when_they_accept(
    demonstration: Demonstration, owner: Page, reviewer: Page
) -> None:
    before = {name: files(demonstration, name) for name in SITES}
    publish_nationally(demonstration, owner)
    wait_for_words(demonstration, OWNER)
    wait_for_words(demonstration, FOLLOWER)
    time.sleep(QUIET_SECONDS)
    assert differing(before[REVIEWER], files(demonstration, REVIEWER)) == set()
    assert f"{PATH.strip('/')}/index.html" in differing(before[FOLLOWER], files(demonstration, FOLLOWER))

    reviewer.goto(f"{demonstration.backend}/admin/sharing/content/")
    row = reviewer.locator("tr, li, article").filter(has_text="What to look for").first
    row.get_by_role("link", name=re.compile("compare", re.IGNORECASE)).first.click()
    expect(reviewer.get_by_text("what to do when you see one").first).to_be_visible()
    reviewer.get_by_role("button", name="Accept the new version").click()
    wait_for_words(demonstration, REVIEWER)
    changed = differing(before[REVIEWER], files(demonstration, REVIEWER))
    assert f"{PATH.strip('/')}/index.html" in changed
    assert {name for name in changed if name.endswith(".html")} <= {
        "index.html",
        "a-z/index.html",
        "browse/signs/index.html",
        "changes/index.html",
        f"{PATH.strip('/')}/index.html",
    }
