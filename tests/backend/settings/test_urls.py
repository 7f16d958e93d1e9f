"""The backend has an admin and an API, and no public pages."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_root_leads_to_the_admin() -> None:
    response = Client().get("/")
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")


def test_the_admin_asks_who_is_there_in_waymarks_name() -> None:
    page = Client().get("/admin/", follow=True).content.decode()
    assert "Sign in to Waymark" in page
    assert "Sign in to Wagtail" not in page


@pytest.mark.parametrize("path", ["/strategy/", "/api/v2/pages/", "/django-admin/", "/media/nothing.png"])
def test_nothing_else_answers(path: str) -> None:
    assert Client().get(path).status_code == 404
