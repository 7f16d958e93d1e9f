"""Tags are suggested from one's own files; `walk/` sees to it that others' are not."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from backend.organisations.models import Organisation, Role
from tests.backend.pages.factories import make_document, make_image, make_organisation

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


def tagged(make: Any, organisation: Organisation, *tags: str) -> None:
    make(organisation).tags.add(*tags)


def test_own_tags_are_suggested_by_their_beginning_the_most_frequent_first(
    client: Client, organisation: Organisation
) -> None:
    tagged(make_image, organisation, "young people", "youth centre")
    tagged(make_document, organisation, "youth centre", "families")
    tagged(make_image, make_organisation("essex-police"), "youth court")
    found = client.get("/admin/tag-autocomplete/", {"term": "you"}).json()
    assert found == ["youth centre", "young people"]
    assert client.get("/admin/tag-autocomplete/taggit/tag/", {"term": "FAM"}).json() == ["families"]
    assert client.get("/admin/tag-autocomplete/").json() == []


@pytest.mark.parametrize("address", ["/admin/images/", "/admin/images/chooser/"])
def test_lists_and_choosers_offer_own_tags(client: Client, organisation: Organisation, address: str) -> None:
    tagged(make_image, organisation, "riverside")
    tagged(make_image, make_organisation("essex-police"), "seaside")
    shown = client.get(address).content.decode()
    assert "riverside" in shown
    assert "seaside" not in shown
