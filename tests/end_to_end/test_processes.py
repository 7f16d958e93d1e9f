"""The parts of production as they run in the images: publish, compile, build, serve; and what happens when one dies.

The tests build on each other, in this order: what the first sets up, the others break.
"""

import re
import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.parts.admin_forms import fill_date
from tests.parts.stack import Stack

SITE = "essex-police"


def publish_news(page: Page, stack: Stack, title: str) -> None:
    page.goto(f"{stack.admin}/admin/pages/")
    page.get_by_role("link", name="Add child page").first.click()
    page.get_by_role("link", name="News").first.click()
    expect(page.locator("#id_title")).to_be_visible()
    page.fill("#id_title", title)
    page.fill("#id_summary", "Ring the support line instead.")
    fill_date(page, "#id_published_on", "2026-11-20")
    page.locator("footer .w-dropdown-button button[aria-expanded]").click()
    page.locator("button[name=action-publish]").click()
    expect(page.get_by_text("created and published")).to_be_visible()


@pytest.fixture
def editor(stack: Stack, page: Page) -> Page:
    page.goto(f"{stack.admin}/admin/login/")
    page.fill("[name=username]", "essex-editor")
    page.fill("[name=password]", "waymark-demo")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    return page


def test_an_empty_machine_brings_the_demonstration_up_in_any_order(stack: Stack) -> None:
    stack.start("web", "builder", "preview", "worker", "backend")
    stack.manage("collectstatic", "--no-input", "--verbosity", "0")
    stack.start("prepare")
    stack.wait("the sites", lambda: stack.site("/") == 200 and stack.site("/", "ct-policing") == 200)
    assert {stack.health(name) for name in ("backend", "preview", "web")} == {200}


def test_a_page_goes_from_the_admin_through_worker_and_builder_to_its_visitors(stack: Stack, editor: Page) -> None:
    refused: list[str] = []
    editor.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    publish_news(editor, stack, "The office is closed on Friday")
    stack.wait("the page", lambda: stack.site("/the-office-is-closed-on-friday/") == 200)
    assert refused == [], "the content security policy lets the admin work"


def test_a_worker_that_was_killed_between_publish_and_compile_loses_nothing(stack: Stack, editor: Page) -> None:
    stack.stop("worker", by=signal.SIGKILL)
    publish_news(editor, stack, "Published while nobody works")
    before = stack.manifest()["sequence"]
    time.sleep(3)
    assert stack.manifest()["sequence"] == before
    assert stack.site("/published-while-nobody-works/") == 404
    stack.start("worker")
    stack.wait("the page", lambda: stack.site("/published-while-nobody-works/") == 200)


def test_what_was_published_while_the_builder_stood_still_comes_with_one_build(stack: Stack, tmp_path: Path) -> None:
    stack.stop("builder")
    for number in range(1, 11):
        page = (
            f"---\ntype: news\ntitle: News {number}\nsummary: Short.\npublished_on: 2026-11-{number:02}\n---\nWords.\n"
        )
        (tmp_path / f"news-{number}.md").write_text(page)
    stack.manage("import_content", SITE, str(tmp_path))
    paths = {f"/news-{number}/" for number in range(1, 11)}
    stack.wait("the manifest", lambda: paths <= {entry["path"] for entry in stack.manifest()["entries"]})
    assert stack.site("/news-10/") == 404
    stack.log("builder").write_text("")
    stack.start("builder")
    stack.wait("the last page", lambda: stack.site("/news-10/") == 200)
    assert {stack.site(path) for path in paths} == {200}
    stack.stop("builder")
    assert len(re.findall(rf"^{SITE}: released", stack.log("builder").read_text(), re.M)) == 1


def test_the_schedule_takes_up_what_no_worker_did(stack: Stack) -> None:
    stack.stop("worker", by=signal.SIGKILL)
    folder = stack.folder / "later"
    folder.mkdir()
    (folder / "later.md").write_text(
        "---\ntype: standard\ntitle: Later\nsummary: Short.\npurpose: about\n---\nWords.\n"
    )
    stack.manage("import_content", SITE, str(folder))
    stack.environment["WAYMARK_SCHEDULE_SECONDS"] = "1"
    stack.start("schedule")
    stack.wait("the manifest", lambda: "/later/" in {entry["path"] for entry in stack.manifest()["entries"]})
