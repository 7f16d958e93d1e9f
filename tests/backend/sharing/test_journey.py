"""One page goes the whole way, as the people would take it in Chromium: offered, adopted, filled, changed, accepted, recalled.

After each step the API says what the public would read.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from backend.organisations.models import Organisation, Role
from backend.sharing.models import Action, Adoption, SharingRecord
from tests.backend.pages.factories import make_contact
from tests.backend.publishing.adoptions import make_source
from tests.backend.publishing.sites import drained, make_site
from tests.backend.sharing.worlds import make_user
from tests.parts.axe import accessibility_faults

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # As in `test_browser`: the admin's many requests need a database that answers them at once.
    pytest.mark.skipif(
        os.environ.get("WAYMARK_TEST_DATABASE") != "postgresql", reason="the browser's many requests need PostgreSQL"
    ),
]

BODY: list[dict[str, Any]] = [
    {"type": "rich_text", "id": "one", "value": "<p>Listen first.</p>"},
    {
        "type": "local_slot",
        "id": "slot",
        "value": {"name": "local-support", "accepts": "contacts", "guidance": "Your local line", "required": True},
    },
    {"type": "rich_text", "id": "two", "value": "<p>Take your time.</p>"},
]

OLD, NEW = "What to do when somebody talks.", "What to do when somebody talks to you at last."
REASON = "The number in it is wrong."


class Journey:
    """One browser in which people of two organisations take turns."""

    def __init__(self, page: Page, address: str, owner: Organisation, adopter: Organisation) -> None:
        self.page = page
        self.address = address
        self.owner = owner
        self.adopter = adopter
        self.faults: list[str] = []

    def become(self, organisation: Organisation, role: Role, path: str) -> Page:
        """Let somebody else sit down at the browser, and go to a screen."""
        client = Client()
        client.force_login(make_user(organisation, role))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address}])
        self.page.goto(f"{self.address}{path}")
        return self.page

    def look(self, name: str) -> None:
        """Note what axe finds on the screen, and keep pictures of it where somebody asked for them."""
        self.faults += [f"{name}: {fault}" for fault in accessibility_faults(self.page)]
        if folder := os.environ.get("WAYMARK_SCREENSHOTS"):
            for width in (1280, 360):
                self.page.set_viewport_size({"width": width, "height": 1600})
                self.page.screenshot(path=Path(folder) / f"journey-{name}-{width}.png")
            self.page.set_viewport_size({"width": 1280, "height": 900})

    def publish(self, done: str | re.Pattern[str]) -> None:
        """Publish what is open in the editor, and wait until that has happened."""
        self.page.locator("footer .w-dropdown-button button[aria-expanded]").click()
        self.page.locator("button[name=action-publish]").click()
        expect(self.page.locator(".messages")).to_contain_text(done)

    def public(self) -> Any:
        """Return the page as the API gives it to everybody, or None while it is not on the adopter's site."""
        drained()
        answer = Client().get(f"/api/v1/sites/{self.adopter.slug}/pages/", {"path": "/listening/"})
        found = answer.json()["pages"]
        return found[0] if found else None


@pytest.fixture
def journey(live_server: Any, page: Page) -> Iterator[Journey]:
    # Wagtail says that an editor was closed, which would meet a database that is being emptied after the test.
    page.add_init_script("navigator.sendBeacon = () => true")
    owner = make_site("national-body", name="The National Body", kind="national", may_offer=True)
    adopter = make_site("colchester", name="Colchester Council", kind="council")
    make_contact(adopter, label="Colchester support line", phone="01206 000000")
    yield Journey(page, live_server.url, owner, adopter)
    page.goto("about:blank")


def test_a_page_is_offered_adopted_filled_changed_accepted_recalled_and_left(journey: Journey) -> None:
    source = make_source(journey.owner, title="Listening", slug="listening", summary=OLD, body=BODY)
    an_owner_offers(journey, source.pk)
    a_council_adopts(journey)
    adopted = Adoption.objects.get(organisation=journey.adopter)
    assert journey.public() is None
    an_author_fills_the_place(journey, adopted.page_id)
    assert journey.public() is None
    an_editor_publishes(journey, adopted.page_id)
    shown = journey.public()
    assert "Colchester support line" in str(shown["document"])
    assert shown["document"]["summary"] == OLD
    assert shown["provenance"]["owner"]["slug"] == "national-body"
    assert (shown["provenance"]["mode"], shown["provenance"]["blocks"]["one"]) == ("review", "national")
    accepted = shown["digest"]

    the_owner_changes_it(journey, source.pk)
    assert journey.public() == shown
    an_editor_compares_and_accepts(journey)
    shown = journey.public()
    assert shown["document"]["summary"] == NEW
    assert shown["digest"] != accepted
    assert "Colchester support line" in str(shown["document"])

    the_owner_recalls_it(journey, source.pk)
    assert journey.public() is None
    the_council_sees_why_and_leaves(journey)
    assert not Adoption.objects.exists()
    assert journey.public() is None
    done = SharingRecord.objects.order_by("created", "pk").values_list("action", "actor_name")
    assert [each for each in done if each[1].startswith("colchester")] == [
        (Action.ADOPTED, "colchester-administrator"),
        (Action.ACCEPTED, "colchester-editor"),
        (Action.LEFT, "colchester-administrator"),
    ]
    assert journey.faults == []


def an_owner_offers(journey: Journey, pk: int) -> None:
    page = journey.become(journey.owner, Role.ADMINISTRATOR, f"/admin/sharing/offer/{pk}/")
    expect(page.get_by_role("radio", name="Everybody")).to_be_checked()
    page.get_by_role("checkbox", name="Listen first.").check()
    page.get_by_role("checkbox", name="Families and friends").check()
    journey.look("offer")
    page.get_by_role("button", name="Put it into the library").click()
    expect(page.locator(".messages")).to_contain_text("1 organisation can find it there")


def a_council_adopts(journey: Journey) -> None:
    page = journey.become(journey.adopter, Role.ADMINISTRATOR, "/admin/sharing/library/")
    journey.look("library")
    page.get_by_role("link", name=re.compile("Use this page.*Listening")).click()
    expect(page.get_by_role("heading", name="Listening", level=1)).to_be_visible()
    page.get_by_role("radio", name="Review first").check()
    expect(page.locator("#address")).to_contain_text("https://colchester.example/listening/")
    journey.look("library-page")
    page.get_by_role("button", name="Add it and fill it in").click()
    expect(page.locator(".messages")).to_contain_text("Its owner asks for local content")


def an_author_fills_the_place(journey: Journey, pk: int) -> None:
    page = journey.become(journey.adopter, Role.AUTHOR, f"/admin/pages/{pk}/edit/")
    slot = page.locator(".overlay-place:has(> input[value='local-support'])")
    slot.locator("button.c-sf-add-button").click()
    page.get_by_role("option", name="Contact", exact=True).click()
    slot.get_by_role("button", name="Choose contact").click()
    page.get_by_role("link", name="Colchester support line").click()
    expect(slot.get_by_text("Colchester support line").first).to_be_visible()
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text("has been updated")


def an_editor_publishes(journey: Journey, pk: int) -> None:
    page = journey.become(journey.adopter, Role.EDITOR, f"/admin/pages/{pk}/edit/")
    expect(page.get_by_text("Colchester support line").first).to_be_visible()
    journey.publish("has been published")


def the_owner_changes_it(journey: Journey, pk: int) -> None:
    page = journey.become(journey.owner, Role.EDITOR, f"/admin/pages/{pk}/edit/")
    page.locator("[name=summary]").fill(NEW)
    expect(page.locator("[name=summary]")).to_have_value(NEW)
    journey.publish("has been published")


def an_editor_compares_and_accepts(journey: Journey) -> None:
    page = journey.become(journey.adopter, Role.EDITOR, "/admin/")
    expect(page.get_by_role("heading", name="Shared content: 1 thing needs your attention")).to_be_visible()
    page.get_by_role("link", name=re.compile("Compare and decide.*Listening")).click()
    expect(page.locator("ins", has_text="to you at last.")).to_be_visible()
    journey.look("compare")
    page.get_by_role("button", name="Accept the new version").click()
    expect(page.locator(".messages")).to_contain_text("the new version is on its way to your site")
    expect(page.get_by_role("heading", name="Nothing needs your attention")).to_be_visible()
    # Without the message, which is pale while it fades in.
    page.reload()
    journey.look("shared-content")


def the_owner_recalls_it(journey: Journey, pk: int) -> None:
    page = journey.become(journey.owner, Role.ADMINISTRATOR, "/admin/sharing/usage/")
    expect(page.get_by_role("row", name=re.compile("Listening.*Colchester Council.*Reviews first"))).to_be_visible()
    journey.look("usage")
    page.goto(f"{journey.address}/admin/sharing/offer/{pk}/")
    page.locator("a[href$='/recall/']").click()
    expect(page.get_by_text("One site loses it within minutes")).to_be_visible()
    page.get_by_label("Why").fill(REASON)
    expect(page.get_by_label("Why")).to_have_value(REASON)
    journey.look("recall")
    page.get_by_role("button", name="Recall it now").click()
    expect(page.locator(".messages")).to_contain_text("was recalled. One organisation loses it now")


def the_council_sees_why_and_leaves(journey: Journey) -> None:
    page = journey.become(journey.adopter, Role.ADMINISTRATOR, "/admin/sharing/content/")
    expect(page.get_by_text(REASON)).to_be_visible()
    page.get_by_role("link", name=re.compile("Take it off.*Listening")).click()
    expect(page.get_by_role("heading", name="What happens then")).to_be_visible()
    journey.look("leave")
    page.get_by_role("button", name="Take it off our site").click()
    expect(page.locator(".messages")).to_contain_text("has been taken off your site")
    page.get_by_role("navigation", name="Sharing").get_by_role("link", name="What happened").click()
    expect(page.get_by_role("row", name=re.compile("Recalled.*The National Body"))).to_be_visible()
    journey.look("records")
