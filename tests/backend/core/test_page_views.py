"""Wagtail's reports and privacy with one's own pages and groups; `walk/` sees to it that others' are not there."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from backend.organisations.models import Organisation, Role
from backend.pages.models import NewsPage
from tests.backend.pages.factories import make_organisation, make_page
from tests.backend.pages.form_data import form_data

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


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    os.environ.get("WAYMARK_TEST_DATABASE") != "postgresql", reason="two savings at a time need PostgreSQL"
)
def test_a_slow_saving_in_the_background_does_not_undo_what_was_saved_by_hand_meanwhile(
    client: Client, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_page("news", organisation, title="First")
    under_way, go_on = Event(), Event()
    clean = NewsPage.clean

    def slow(self: NewsPage) -> None:
        if self.title == "In the background":
            under_way.set()
            assert go_on.wait(20)
        clean(self)

    monkeypatch.setattr(NewsPage, "clean", slow)

    def post(title: str, accept: str) -> int:
        page.title = title
        try:
            sent = form_data(page).urlencode()
            kind = "application/x-www-form-urlencoded"
            address = f"/admin/pages/{page.pk}/edit/"
            return client.post(address, sent, content_type=kind, headers={"accept": accept}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        background = threads.submit(post, "In the background", "application/json")
        assert under_way.wait(20)
        by_hand = threads.submit(post, "By hand", "text/html")
        while not by_hand.done() and not somebody_waits_for_a_lock():
            time.sleep(0.02)
        go_on.set()
        assert background.result(20) == 200
        assert by_hand.result(20) == 302
    assert NewsPage.objects.get(pk=page.pk).get_latest_revision().content["title"] == "By hand"
