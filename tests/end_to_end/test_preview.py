"""Somebody types in the editor and sees it in the panel beside it, as the public would see it."""

import re

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.parts.axe import accessibility_faults
from tests.parts.demonstration import Demonstration

PASSWORD = "waymark-demo"


def sign_in(page: Page, demonstration: Demonstration, name: str) -> None:
    page.goto(f"{demonstration.backend}/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


def open_editor(page: Page, demonstration: Demonstration, title: str) -> None:
    page.goto(f"{demonstration.backend}/admin/pages/search/?q={title}")
    page.locator("#listing-results").get_by_role("link", name=title, exact=True).first.click()
    expect(page.locator("#id_title")).to_be_visible()


def panel(page: Page, demonstration: Demonstration, text: str) -> Frame:
    """Return the frame of the preview once it shows `text`."""
    begin = f"http://localhost:{demonstration.preview_port}/"
    frame = page.frame_locator("#w-preview-iframe")
    expect(frame.locator("h1")).to_have_text(text)
    return next(each for each in page.frames if each.url.startswith(begin))


@pytest.mark.parametrize(
    ("name", "site", "title"),
    [
        ("ct-editor", "ct-policing", "Tell someone you are worried"),
        ("colchester-editor", "colchester", "Prevent strategy and action plan"),
    ],
)
def test_what_is_typed_appears_in_the_panel_in_the_look_of_the_site(
    demonstration: Demonstration, page: Page, name: str, site: str, title: str
) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type in {"error", "warning"} else None)
    sign_in(page, demonstration, name)
    open_editor(page, demonstration, title)
    page.get_by_role("button", name="Toggle preview").first.click()
    frame = panel(page, demonstration, title)
    # The editor compares the form with what it held two seconds after it was loaded; what comes sooner is not noticed.
    page.wait_for_timeout(3000)
    page.fill("#id_title", "What I am typing now")
    frame = panel(page, demonstration, "What I am typing now")
    assert frame.url.startswith(f"http://localhost:{demonstration.preview_port}/{site}/?token=")
    brand = frame.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--brand').trim()")
    public = page.context.new_page()
    public.goto(demonstration.site(site))
    assert brand == public.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--brand').trim()")
    link = frame.locator("header.site a.logo").get_attribute("href")
    assert link == f"{demonstration.site(site)}/"
    for width in ("Preview in mobile size", "Preview in desktop size"):
        page.get_by_label(width).check(force=True)
        expect(page.frame_locator("#w-preview-iframe").locator("h1")).to_be_visible()
    assert told == []


def test_the_editors_checks_read_the_preview(demonstration: Demonstration, page: Page) -> None:
    sign_in(page, demonstration, "essex-editor")
    open_editor(page, demonstration, "Make a referral")
    page.get_by_role("button", name="Toggle checks").first.click()
    checks = page.locator("[data-side-panel=checks]")
    expect(checks.locator("[data-content-word-count]")).to_have_text(re.compile(r"[1-9]\d\d"))


def test_a_new_page_shows_what_is_missing_and_nothing_is_published(demonstration: Demonstration, page: Page) -> None:
    sign_in(page, demonstration, "essex-editor")
    page.goto(f"{demonstration.backend}/admin/pages/")
    page.get_by_role("link", name="Add child page").first.click()
    page.get_by_role("link", name="Guide").first.click()
    page.fill("#id_title", "A page that is not finished")
    page.get_by_role("button", name="Toggle preview").first.click()
    url = panel(page, demonstration, "A page that is not finished").url
    expect(page.frame_locator("#w-preview-iframe").locator("mark.gap").first).to_have_text("Not written yet: summary")
    alone = page.context.new_page()
    alone.goto(url)
    assert accessibility_faults(alone) == []


def test_a_token_shows_nothing_on_another_site_and_only_the_admin_may_frame_it(
    demonstration: Demonstration, page: Page
) -> None:
    sign_in(page, demonstration, "essex-editor")
    open_editor(page, demonstration, "Make a referral")
    page.get_by_role("button", name="Toggle preview").first.click()
    expect(page.frame_locator("#w-preview-iframe").locator("h1")).to_be_visible()
    url = next(frame.url for frame in page.frames if str(demonstration.preview_port) in frame.url)
    other = page.context.new_page()
    answer = other.goto(url.replace("/essex-police/", "/colchester/"))
    assert answer is not None
    assert answer.status == 403
    expect(other.locator("h1")).to_have_text("There is no preview")
    other.goto(f"{demonstration.site('essex-police')}/")
    other.evaluate("url => { const f = document.createElement('iframe'); f.src = url; document.body.append(f) }", url)
    other.wait_for_timeout(1500)
    assert not [frame for frame in other.frames if "token=" in frame.url and "chrome-error" not in frame.url]
