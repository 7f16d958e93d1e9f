"""A communications officer adds local help to a page of the national body, in Chromium."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from backend.organisations.models import Role
from backend.sharing.editor.faults import UNFILLED
from tests.backend.pages.factories import make_contact
from tests.backend.sharing.versions import waiting_change
from tests.backend.sharing.worlds import PASSWORD, Shared, make_shared, make_user
from tests.parts.axe import accessibility_faults

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # The editor asks for several things at once; a live server answers them over one connection to SQLite, whose tables
    # are then now and again locked. `make test` runs this on PostgreSQL, and fails in CI where that is missing.
    pytest.mark.skipif(
        os.environ.get("WAYMARK_TEST_DATABASE") != "postgresql", reason="the browser's many requests need PostgreSQL"
    ),
]


@pytest.fixture
def shared() -> Shared:
    made = make_shared()
    make_contact(made.adopter, label="Colchester support line", phone="01206 000000")
    return made


@pytest.fixture
def editor(shared: Shared, live_server: Any, page: Page) -> Iterator[Page]:
    """Return a browser in which an editor of the adopter has signed in."""
    # Wagtail says that an editor was closed, which would meet a database that is being emptied after the test.
    page.add_init_script("navigator.sendBeacon = () => true")
    user = make_user(shared.adopter, Role.EDITOR)
    page.goto(f"{live_server.url}/admin/login/")
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    yield page
    page.goto("about:blank")


def open_editor(page: Page, live_server: Any, shared: Shared) -> None:
    """Open the editor of the adopted page and wait until its places are drawn."""
    page.goto(f"{live_server.url}/admin/pages/{shared.adoption.page_id}/edit/")
    expect(slot(page, "local-support").locator("[data-streamfield-stream-count]")).to_have_count(1)


def slot(page: Page, name: str) -> Locator:
    """Return the place of a slot."""
    return page.locator(f".overlay-place:has(> input[value='{name}'])")


def after(page: Page, block: str) -> Locator:
    """Return the place after a block of the owner's."""
    return page.locator(f".overlay-place:has(> input[name$='-kind'][value=insertion] ~ input[value='{block}'])")


def choose_block(page: Page, name: str) -> None:
    """Choose a kind of block from the menu that is open."""
    page.get_by_role("option", name=name, exact=True).click()


def faults_of_ours(page: Page) -> list[str]:
    """Return what axe finds, but for the rich-text field of Wagtail, which has no name in any of its forms."""
    return [fault for fault in accessibility_faults(page) if "public-DraftEditor-content" not in fault]


def picture(page: Page, name: str) -> None:
    """Keep a screenshot of the whole form where somebody asked for one."""
    if folder := os.environ.get("WAYMARK_SCREENSHOTS"):
        size = page.viewport_size or {"width": 1280, "height": 900}
        # The admin scrolls inside of the window, so a picture of all of it needs a tall one.
        page.set_viewport_size({"width": size["width"], "height": 2600})
        page.screenshot(path=Path(folder) / f"{name}.png")
        page.set_viewport_size(size)


def test_an_officer_fills_a_slot_adds_and_hides_publishes_and_finds_it_all_in_place(
    editor: Page, live_server: Any, shared: Shared
) -> None:
    open_editor(editor, live_server, shared)
    picture(editor, "overlay-empty-1280")
    assert faults_of_ours(editor) == []
    support = slot(editor, "local-support")
    support.locator("button.c-sf-add-button").click()
    choose_block(editor, "Contact")
    support.get_by_role("button", name="Choose contact").click()
    editor.get_by_role("link", name="Colchester support line").click()
    expect(support.get_by_text("Colchester support line").first).to_be_visible()

    place = after(editor, "n-2")
    place.get_by_role("button", name="Add something of your own here").click()
    choose_block(editor, "Text")
    place.locator(".public-DraftEditor-content").click()
    editor.keyboard.type("Come to the town hall on Mondays.")
    # The rich-text field hands over what was typed a moment later.
    expect(place.locator("input[name$='-blocks-0-value']")).to_have_value(re.compile(r"town hall on Mondays\."))
    editor.get_by_label("Leave this out: “You can change your mind later.”").check()
    picture(editor, "overlay-filled-1280")

    editor.get_by_role("button", name="Save draft").click()
    expect(editor.get_by_text("has been updated").first).to_be_visible()
    assert not shared.live.live
    open_editor(editor, live_server, shared)
    expect(slot(editor, "local-support").get_by_text("Colchester support line").first).to_be_visible()
    expect(after(editor, "n-2").get_by_text("Come to the town hall on Mondays.").first).to_be_visible()

    editor.locator("footer .w-dropdown-button button[aria-expanded]").click()
    editor.locator("button[name=action-publish]").click()
    editor.wait_for_url(f"**/admin/pages/{shared.adopter.root_page.pk}/")
    assert [child.block_type for child in shared.live.overlay] == ["insertion", "slot", "hidden"]
    assert shared.live.live

    open_editor(editor, live_server, shared)
    expect(slot(editor, "local-support").get_by_text("Colchester support line").first).to_be_visible()
    expect(after(editor, "n-2").get_by_text("Come to the town hall on Mondays.").first).to_be_visible()
    expect(editor.get_by_label("Leave this out: “You can change your mind later.”")).to_be_checked()
    picture(editor, "overlay-published-1280")
    assert faults_of_ours(editor) == []
    editor.set_viewport_size({"width": 360, "height": 800})
    open_editor(editor, live_server, shared)
    picture(editor, "overlay-published-360")


def test_what_is_written_is_kept_by_the_saving_in_the_background(
    editor: Page, live_server: Any, shared: Shared
) -> None:
    # Wagtail compares with what the form holds two seconds after it was opened.
    editor.add_init_script("addEventListener('w-unsaved:watch-edits', () => { window.isWatched = true; })")
    open_editor(editor, live_server, shared)
    editor.wait_for_function("window.isWatched")
    place = after(editor, "n-1")
    with editor.expect_response(lambda answer: "Near you" in (answer.request.post_data or "")):
        place.get_by_role("button", name="Add something of your own here").click()
        choose_block(editor, "Heading")
        place.locator("[name$='-text']").fill("Near you")
    expect(editor.get_by_text("Saved", exact=True)).to_be_visible()
    editor.reload()
    expect(after(editor, "n-1").locator("[name$='-text']")).to_have_value("Near you")


def test_a_place_that_must_be_filled_says_so_when_somebody_publishes(
    editor: Page, live_server: Any, shared: Shared
) -> None:
    open_editor(editor, live_server, shared)
    editor.locator("footer .w-dropdown-button button[aria-expanded]").click()
    editor.locator("button[name=action-publish]").click()
    place = slot(editor, "local-support")
    expect(place.get_by_role("alert")).to_have_text(UNFILLED)
    picture(editor, "overlay-refused-1280")
    place.locator("button.c-sf-add-button").click()
    menu = editor.get_by_role("option")
    expect(menu.first).to_be_visible()
    assert sorted(menu.all_inner_texts()) == ["Contact", "Heading", "Text"]


def test_a_part_without_a_place_is_edited_and_moved(editor: Page, live_server: Any, shared: Shared) -> None:
    lost = {"after": "gone", "blocks": [{"type": "heading", "id": "l-1", "value": {"text": "Near you", "level": "2"}}]}
    page = shared.page
    page.overlay = [{"type": "insertion", "id": "p-1", "value": lost}]
    page.save_revision(clean=False)
    open_editor(editor, live_server, shared)
    region = editor.get_by_role("region", name="Local parts that have lost their place")
    region.locator("[name$='-text']").fill("Nearer to you")
    region.get_by_label("What should happen with it?").select_option(label="After “Talk to somebody you trust.”")
    picture(editor, "overlay-lost-1280")
    assert faults_of_ours(editor) == []
    editor.get_by_role("button", name="Save draft").click()
    expect(after(editor, "n-2").locator("[name$='-text']")).to_have_value("Nearer to you")
    expect(region).to_have_count(0)


def test_a_team_reads_what_changed_and_is_told_what_each_decision_means(
    editor: Page, live_server: Any, shared: Shared
) -> None:
    waiting_change(shared)
    open_editor(editor, live_server, shared)
    editor.get_by_role("link", name="See what changed and decide").click()
    expect(editor.get_by_role("heading", name="What is different")).to_be_visible()
    for name in ("Accept the new version", "Keep what we have"):
        expect(editor.get_by_role("button", name=name)).to_be_visible()
    expect(editor.get_by_text("An administrator of Colchester Council can do this.")).to_be_visible()
    expect(editor.get_by_text("If you are worried")).to_be_hidden()
    editor.get_by_text("1 part as before").first.click()
    expect(editor.get_by_text("If you are worried")).to_be_visible()
    assert accessibility_faults(editor) == []
    picture(editor, "compare-1280")
    editor.set_viewport_size({"width": 360, "height": 800})
    editor.reload()
    picture(editor, "compare-360")
