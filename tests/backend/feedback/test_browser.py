"""A visitor answers on a page of another origin, with and without scripts; a team reads it, in Chromium."""

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from backend.feedback.models import Comment, Tally, VisitCount, VisitCounting
from backend.organisations.models import Organisation, Role
from content_models import canonical_bytes, digest
from content_models.examples import example_documents
from tests.backend.api.store_rows import record_example
from tests.backend.feedback.worlds import Answered, make_answered
from tests.backend.sharing.worlds import PASSWORD, make_user
from tests.frontend.render.gallery import chrome, on_a_site, renderer, site_view
from tests.parts.axe import accessibility_faults

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # As for the other editors in a browser: many requests at once over one connection to SQLite lock its tables.
    pytest.mark.skipif(
        os.environ.get("WAYMARK_TEST_DATABASE") != "postgresql", reason="the browser's many requests need PostgreSQL"
    ),
]

SHOWN = "guide/tell-someone.json"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the name that the base class gives it
        """Say nothing."""


@pytest.fixture
def public_page(live_server: Any, tmp_path: Path) -> Iterator[str]:
    """The address of a page of the national site on an origin of its own, which asks the live server's API."""
    caches["feedback"].clear()
    record_example("national")
    handler = functools.partial(_Quiet, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    address = f"http://127.0.0.1:{server.server_port}"
    receiver = f"{live_server.url}/api/v1/feedback/"
    Organisation.objects.update(feedback_url=receiver, public_address=address)
    view = site_view("national")
    thanks = renderer().feedback_answer(view, chrome("national"), stored=True)
    for path, data in renderer().assets(view.site).items():
        _write(tmp_path / path, data)
    _write(tmp_path / "shown" / "index.html", on_a_site(example_documents()[SHOWN], feedback_url=receiver).encode())
    _write(tmp_path / "feedback" / "thanks" / "index.html", thanks.encode())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"{address}/shown/"
    server.shutdown()
    server.server_close()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_visitor_answers_on_a_phone(browser: Browser, public_page: str, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(public_page)
    form = page.locator("#feedback")
    expect(form.get_by_role("button", name="Send")).to_be_hidden()
    form.get_by_label("No").check()
    expect(form.get_by_label("Leave this empty")).to_be_hidden()
    form.get_by_label("What would make it better?").fill("Where do I ring at night? I am on 07700 900123.")
    if scripts:
        assert not accessibility_faults(page)
    form.get_by_role("button", name="Send").click()
    if scripts:
        expect(form.get_by_role("status")).to_be_focused()
        expect(form.get_by_role("status")).to_contain_text("Thank you.")
        assert page.url == public_page
        assert not accessibility_faults(page)
    else:
        page.wait_for_url("**/feedback/thanks/")
        expect(page.get_by_role("heading", level=1)).to_have_text("We have your answer")
    assert not context.cookies()
    context.close()
    assert Comment.objects.get().text == "Where do I ring at night? I am on [number removed]."
    assert Tally.objects.get().version == digest(canonical_bytes(example_documents()[SHOWN]))


def test_a_visitor_with_scripts_is_told_when_nothing_was_stored(browser: Browser, public_page: str) -> None:
    Organisation.objects.update(feedback_url="")
    page = browser.new_page()
    page.goto(public_page)
    page.get_by_label("Yes").check()
    page.locator("#why").fill("These words stay.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#feedback").get_by_role("status")).to_contain_text("nothing was stored")
    expect(page.locator("#why")).to_have_value("These words stay.")
    page.close()


@pytest.fixture
def team() -> Answered:
    """A site with answers, comments and counted visits, whose pages another site shows too."""
    made = make_answered("colchester", 6, text="I could not find out whom to ring at night.")
    make_answered("essex", 6, owner=made.organisation)
    VisitCounting.objects.create(organisation=made.organisation)
    for number in (3, 1_240):
        VisitCount.objects.create(
            organisation=made.organisation, path=f"/page-{number}/", day=timezone.localdate(), visits=number
        )
    return made


def test_a_team_reads_what_visitors_said_on_a_phone_and_a_desk(team: Answered, live_server: Any, page: Page) -> None:
    user = make_user(team.organisation, Role.ADMINISTRATOR)
    page.goto(f"{live_server.url}/admin/login/")
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    for path in ("", f"page/{team.pages[3]}/en/", "comments/", "other-sites/", "visits/"):
        page.goto(f"{live_server.url}/admin/feedback/{path}")
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            if folder := os.environ.get("WAYMARK_SCREENSHOTS"):
                page.screenshot(path=f"{folder}/feedback-{path.split('/')[0] or 'pages'}-{width}.png", full_page=True)
            # Narrow shows all that wide does, but for what the first two lay out anew.
            if width == 360 or path in {"", "comments/"}:
                assert not accessibility_faults(page), (path, width)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (path, width)
    page.goto(f"{live_server.url}/admin/feedback/comments/")
    page.get_by_role("button", name="Dealt with").first.click()
    expect(page.get_by_text("The comment is dealt with.")).to_be_visible()
    page.goto("about:blank")
