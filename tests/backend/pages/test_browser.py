"""Somebody who has never seen the editor writes a page with keyboard and mouse, in Chromium."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from backend.organisations.models import Organisation, Role
from backend.pages.models import EventPage, StrategyPage
from tests.backend.pages.factories import make_organisation, make_partner
from tests.parts.admin_forms import fill_date

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "correct horse battery"


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation("marlshire")


@pytest.fixture
def editor(organisation: Organisation, live_server: Any, page: Page) -> Page:
    """Return a browser in which an editor of the organisation has signed in."""
    user = get_user_model().objects.create_user("editor", password=PASSWORD)
    user.groups.add(organisation.roles.get(role=Role.EDITOR).group)
    page.goto(f"{live_server.url}/admin/login/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    return page


def begin(page: Page, live_server: Any, organisation: Organisation, kind: str) -> None:
    """Open the list of page types below the home page and follow the link of one."""
    page.goto(f"{live_server.url}/admin/pages/{organisation.root_page.pk}/add_subpage/")
    page.get_by_role("link", name=kind).first.click()
    expect(page.locator("#id_title")).to_be_visible()


def publish(page: Page) -> None:
    """Open the menu of the page's actions and publish."""
    page.locator("footer .w-dropdown-button button[aria-expanded]").click()
    page.locator("button[name=action-publish]").click()


def test_a_page_is_published_with_nothing_but_what_the_form_asks_for(
    editor: Page, live_server: Any, organisation: Organisation
) -> None:
    make_partner(organisation, name="Heather Youth")
    begin(editor, live_server, organisation, "Strategy page")
    editor.fill("#id_title", "What Prevent is")
    editor.fill("#id_summary", "It helps people early.")
    editor.locator("[data-contentpath=what_it_is] .public-DraftEditor-content").click()
    editor.keyboard.type("It helps people before harm is done.")
    partners = editor.locator("[data-contentpath=partners]")
    partners.locator("button.c-sf-add-button").first.click()
    partners.get_by_role("button", name="Choose partner").click()
    editor.get_by_role("link", name="Heather Youth").click()
    expect(partners.get_by_text("Heather Youth")).to_be_visible()
    publish(editor)
    expect(editor.get_by_text("What Prevent is").first).to_be_visible()
    editor.wait_for_url(f"**/admin/pages/{organisation.root_page.pk}/")
    saved = StrategyPage.objects.get(title="What Prevent is")
    assert saved.live
    assert saved.slug == "what-prevent-is"
    assert saved.partners[0].value["partner"].name == "Heather Youth"


def test_a_rule_is_told_where_it_applies_and_mended_there(
    editor: Page, live_server: Any, organisation: Organisation
) -> None:
    begin(editor, live_server, organisation, "Event")
    editor.fill("#id_title", "Roundtable")
    editor.fill("#id_summary", "Come and talk.")
    fill_date(editor, "#id_starts", "2027-05-14 18:00")
    fill_date(editor, "#id_ends", "2027-05-14 17:00")
    editor.fill("#id_audience", "Everybody")
    publish(editor)
    expect(editor.get_by_text("The event must end after it starts.")).to_be_visible()
    expect(editor.get_by_text("Add a venue, or a way to join online.")).to_be_visible()
    fill_date(editor, "#id_ends", "2027-05-14 20:00")
    venue = editor.locator("[data-contentpath=venue]")
    venue.locator("button.c-sf-add-button").first.click()
    venue.locator("[name$='-value-name']").fill("Town Hall")
    publish(editor)
    editor.wait_for_url(f"**/admin/pages/{organisation.root_page.pk}/")
    assert EventPage.objects.get(title="Roundtable").live
