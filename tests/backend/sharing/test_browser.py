"""A communications officer adds local help to a page of the national body, in Chromium."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from backend.organisations.models import Role
from tests.backend.pages.factories import make_contact
from tests.backend.sharing.worlds import PASSWORD, Shared, make_shared, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shared() -> Shared:
    made = make_shared()
    make_contact(made.adopter, label="Colchester support line", phone="01206 000000")
    return made


@pytest.fixture
def editor(shared: Shared, live_server: Any, page: Page) -> Page:
    """Return a browser in which an editor of the adopter has signed in."""
    user = make_user(shared.adopter, Role.EDITOR)
    page.goto(f"{live_server.url}/admin/login/")
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    return page


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
    editor.get_by_label("Leave this out: “You can change your mind later.”").check()
    picture(editor, "overlay-filled-1280")

    editor.get_by_role("button", name="Save draft").click()
    expect(editor.get_by_text("has been updated").first).to_be_visible()
    assert not shared.live.live
    open_editor(editor, live_server, shared)
    expect(slot(editor, "local-support").get_by_text("Colchester support line").first).to_be_visible()

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
    editor.set_viewport_size({"width": 360, "height": 800})
    picture(editor, "overlay-published-360")
