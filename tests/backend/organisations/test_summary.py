"""The admin's first screen counts what is one's own."""

import re

import pytest
from django.test import Client

from backend.organisations.provisioning import provision
from tests.backend.organisations.conftest import World

pytestmark = pytest.mark.django_db


def counted(client: Client) -> tuple[str, str]:
    """Return how many pages the first screen names, and whose."""
    [found] = re.findall(r"(\d+) Pages <span[^>]*>created in ([^<]+)<", client.get("/admin/").getvalue().decode())
    return found


def test_the_first_screen_counts_no_pages_of_others(ours: World, theirs: World) -> None:
    provision(
        slug=ours.organisation.slug,
        name=ours.organisation.name,
        kind="force",
        nations=["wales"],
        languages=["en", "cy"],
        public_address="http://colchester.localhost:8080",
    )
    assert counted(ours.logins["editor"]) == ("3", ours.organisation.name)
