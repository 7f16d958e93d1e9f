"""Wagtail's reports and privacy with one's own pages and groups; `walk/` sees to it that others' are not there."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from backend.organisations.models import Organisation, Role
from tests.backend.pages.factories import make_organisation, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation("colchester")


@pytest.fixture
def client(organisation: Organisation) -> Client:
    user = get_user_model().objects.create(username="editor")
    user.groups.add(organisation.roles.get(role=Role.EDITOR).group)
    browser = Client()
    browser.force_login(user)
    return browser


def test_the_report_of_page_types_counts_own_pages(client: Client, organisation: Organisation) -> None:
    for _ in range(2):
        make_page("news", organisation)
    make_page("news", make_organisation("essex-police"), title="Of others")
    answer = client.get("/admin/reports/page-types-usage/results/")
    counted = {kind.model: kind.count for kind in answer.context["object_list"]}
    assert (counted["newspage"], counted["homepage"], counted["guidepage"]) == (2, 1, 0)
    assert "Of others" not in answer.content.decode()
    assert client.get("/admin/reports/page-types-usage/results/?page_locale=en").status_code == 200


def test_the_privacy_of_a_page_offers_groups_of_ones_own(client: Client, organisation: Organisation) -> None:
    make_organisation("essex-police")
    shown = client.get(f"/admin/pages/{make_page('news', organisation).pk}/privacy/").json()["html"]
    assert "Colchester: editors" in shown
    assert "Essex" not in shown


def test_the_chooser_of_workflow_tasks_is_for_those_who_make_workflows(
    client: Client, organisation: Organisation
) -> None:
    assert client.get("/admin/workflows/task_chooser/").status_code in {302, 403}
    root = Client()
    root.force_login(get_user_model().objects.create_superuser("root", password="not guessed"))
    assert "an editor approves" in root.get("/admin/workflows/task_chooser/").json()["html"]


def test_all_pages_of_a_search_are_those_that_were_found(client: Client, organisation: Organisation) -> None:
    make_page("news", organisation, title="Found harbour")
    make_page("news", organisation, title="Left alone")
    home = organisation.site.root_page_id
    shown = client.get(f"/admin/bulk/wagtailcore/page/unpublish/?id=all&q=harbour&childOf={home}").content.decode()
    assert "Found harbour" in shown
    assert "Left alone" not in shown
