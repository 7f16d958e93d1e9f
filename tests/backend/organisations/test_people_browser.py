"""An administrator invites somebody on a telephone, and the invited joins, in Chromium."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from backend.organisations import people
from backend.organisations.models import Organisation, Role
from tests.backend.organisations.people_at_work import PASSWORD, link_in_letter, person
from tests.backend.pages.factories import make_organisation
from tests.parts.axe import accessibility_faults

pytestmark = pytest.mark.django_db(transaction=True)

TELEPHONE = {"width": 360, "height": 740}


@pytest.fixture
def organisation() -> Organisation:
    made = make_organisation("colchester", name="Colchester City Council")
    person(made, Role.EDITOR, "a.rather.long.name.for.an.address@communicationsofficers.colchester.example")
    return made


def check(page: Page) -> None:
    """Fail when the screen has faults of accessibility, or must be moved sideways."""
    # Wagtail's messages fade in, and are pale until then.
    page.wait_for_function("document.getAnimations().every((one) => one.playState === 'finished')")
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]


def test_an_invitation_on_a_telephone_from_the_list_to_the_first_day(
    organisation: Organisation, live_server: Any, page: Page
) -> None:
    chief = person(organisation, Role.ADMINISTRATOR)
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
    page.goto(f"{live_server.url}/admin/login/?next=/admin/people/")
    page.fill("[name=username]", chief.username)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Working for Colchester City Council")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Invite somebody").click()
    expect(page.get_by_label("Email address")).to_be_visible()
    check(page)
    page.get_by_label("Email address").fill("nia@council.example")
    expect(page.get_by_label("Author: writes")).to_be_checked()
    page.get_by_label("Editor: also publishes").check()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("An invitation is on its way to nia@council.example.")).to_be_visible()
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Remove a.rather.long").click()
    expect(page.get_by_text("Their account stays")).to_be_visible()
    check(page)
    page.context.clear_cookies()
    page.goto(live_server.url + link_in_letter())
    check(page)
    page.get_by_label("First name").fill("Nia")
    page.get_by_label("Last name").fill("Wynn")
    for field in ("password", "repeated"):
        page.fill(f"[name={field}]", PASSWORD)
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/admin/")
    assert "Nia Wynn" in {one.name for one in people.members_of(organisation)}
    page.goto("about:blank")
