"""A page written and published in the real admin is on its own site within seconds, and nothing else changes."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.test_demo import SITES, get
from tests.parts.admin_forms import fill_date
from tests.parts.demonstration import Demonstration

PASSWORD = "waymark-demo"
SITE = "ct-policing"
WITHIN_SECONDS = 30
"""Far more than it takes (two seconds or so), because test machines are busy."""


@pytest.fixture
def editor(demonstration: Demonstration, page: Page) -> Page:
    """Return a browser in which an editor of the organisation has signed in."""
    page.goto(f"{demonstration.backend}/admin/login/")
    page.fill("[name=username]", "ct-editor")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    return page


def wait_for(demonstration: Demonstration, path: str, status: int) -> str:
    """Return the page of the site at `path` once it answers with `status`."""
    deadline = time.monotonic() + WITHIN_SECONDS
    while True:
        found, text = get(f"{demonstration.site(SITE)}{path}")
        if found == status:
            return text
        assert time.monotonic() < deadline, f"{path} still answers {found} after {WITHIN_SECONDS} seconds"
        time.sleep(0.2)


def files(demonstration: Demonstration, name: str) -> dict[str, bytes]:
    """Return every file of a site as it is now."""
    root = demonstration.release(name)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in _below(root)}


def _below(root: Path) -> Iterator[Path]:
    """Yield the files below a folder, but for the compressed ones: they change with those beside which they stand."""
    return (path for path in sorted(root.rglob("*")) if path.is_file() and path.suffix not in {".br", ".gz"})


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """Return the names of files that were added, changed or removed."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_a_published_page_is_on_its_own_site_only_and_only_what_shows_it_changes(
    demonstration: Demonstration, editor: Page
) -> None:
    before = {name: files(demonstration, name) for name in SITES}

    # Its home pages stand side by side, one a language: what is below the English one is added there.
    title = "Worried about someone close to you?"
    editor.goto(f"{demonstration.backend}/admin/pages/search/?q=Worried+about+someone")
    editor.locator("#listing-results").get_by_role("link", name=title, exact=True).first.click()
    editor.wait_for_url("**/edit/")
    editor.goto(editor.url.removesuffix("edit/"))
    editor.get_by_role("link", name="Add child page").first.click()
    editor.get_by_role("link", name="News").first.click()
    expect(editor.locator("#id_title")).to_be_visible()
    editor.fill("#id_title", "The office is closed on Friday")
    editor.fill("#id_summary", "Ring the support line instead.")
    fill_date(editor, "#id_published_on", "2026-11-20")
    editor.locator("footer .w-dropdown-button button[aria-expanded]").click()
    editor.locator("button[name=action-publish]").click()

    text = wait_for(demonstration, "/the-office-is-closed-on-friday/", 200)
    assert "Ring the support line instead." in text
    changed = {name: differing(before[name], files(demonstration, name)) for name in SITES}
    own = changed.pop(SITE)
    indexed = {name for name in own if name.startswith("search/index/")}
    # Of what can be found of single pages, just this one's is new.
    assert len([name for name in indexed if "/fragment/" in name]) == 1
    assert own - indexed == {
        "search/index.html",
        "the-office-is-closed-on-friday/index.html",
        # In the site's other languages a page says that it is not translated yet.
        *(f"{locale}/the-office-is-closed-on-friday/index.html" for locale in ("cy", "ur", "ar")),
        "a-z/index.html",
        "browse/index.html",
        "browse/news/index.html",
        "news.atom",
        "changes/index.html",
        "changes.atom",
        "sitemap.xml",
    }
    assert set().union(*changed.values()) == set()
