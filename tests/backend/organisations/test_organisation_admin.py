"""Administrators change their organisation's settings; what they newly ask for is made, what cannot be read is refused."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from backend.organisations.models import Area, Organisation
from backend.organisations.models.safety import PAGE_TYPES
from content_models import DOCUMENT_TYPES
from content_models.site import Site
from tests.backend.organisations.conftest import World
from tests.backend.organisations.test_isolation import organisation_form


def address(world: World) -> str:
    return f"/admin/snippets/organisations/organisation/edit/{world.organisation.pk}/"


def test_the_settings_open(as_administrator: Client, ours: World) -> None:
    page = as_administrator.get(address(ours))
    assert page.status_code == 200
    assert "Whom to tell" in page.content.decode()


def test_another_language_gets_its_home_page(as_administrator: Client, ours: World) -> None:
    as_administrator.post(address(ours), organisation_form(ours, other_languages=["ur", "cy"]))
    organisation = Organisation.objects.get(pk=ours.organisation.pk)
    assert set(organisation.languages) == {"en", "cy", "ur"}
    assert organisation.default_locale == "en"
    homes = Page.objects.filter(translation_key=organisation.site.root_page.translation_key)
    assert {home.locale.language_code for home in homes} == {"en", "cy", "ur"}


def test_areas_are_written_as_code_and_name(as_administrator: Client, ours: World) -> None:
    Area.objects.create(code="E10000012", name="Essex")
    lines = "E07000071 Colchester\nE10000012"
    as_administrator.post(address(ours), organisation_form(ours, areas_covered=lines))
    found = Organisation.objects.get(pk=ours.organisation.pk).areas.values_list("code", "name")
    assert set(found) == {("E07000071", "Colchester"), ("E10000012", "Essex")}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"areas_covered": "Colchester"}, "does not begin with an ONS code"),
        ({"areas_covered": "E07000071"}, "Write the name of the area"),
        ({"brand": "#ffffff"}, "Text on the brand colour has a contrast of 1.0, needs 4.5"),
        ({"brand": "red"}, "six digits"),
        ({"public_address": "https://example.org/prevent"}, "without a path"),
        ({"nations": []}, "required"),
        ({"exit_url": "javascript:x"}, "Enter a valid URL"),
        ({"exit_url": "https://[x"}, "Enter a valid URL"),
        ({"exit_url": "http://colchester.localhost:8080/news/"}, "This leads to your own site"),
        ({"exit_off": ["pop_up"]}, "pop_up is not one of the available choices"),
        ({"security_contact": "ring us"}, "Give an email address"),
        ({"security_contact": "http://report.example/"}, "begins with https://"),
        ({"security_contact": "https://report .example/"}, "without spaces"),
        ({"security_policy": "our policy"}, "Enter a valid URL"),
    ],
)
def test_what_is_wrong_is_said(as_administrator: Client, ours: World, wrong: dict[str, Any], sentence: str) -> None:
    response = as_administrator.post(address(ours), organisation_form(ours, **wrong))
    assert response.status_code == 200
    assert sentence in response.content.decode()


def test_what_keeps_visitors_safe_is_set_here(as_administrator: Client, ours: World) -> None:
    assert "ages without “Exit this page”" in as_administrator.get(address(ours)).content.decode()
    chosen = {
        "exit_url": "https://weather.example/",
        "exit_off": ["news", "event"],
        "neutral_titles": "on",
        "neutral_title": "Notes",
        "security_contact": "security@colchester.example",
        "security_policy": "https://colchester.example/security",
    }
    as_administrator.post(address(ours), organisation_form(ours, **chosen))
    organisation = Organisation.objects.get(pk=ours.organisation.pk)
    found = {name: getattr(organisation, name) for name in chosen}
    assert found == {**chosen, "neutral_titles": True}


def test_the_page_types_are_those_of_the_contract() -> None:
    assert {name for name, _ in PAGE_TYPES} == set(DOCUMENT_TYPES)
    assert Organisation().exit_url == Site.model_fields["exit_url"].default


def test_the_short_name_stays(as_administrator: Client, ours: World) -> None:
    as_administrator.post(address(ours), organisation_form(ours, slug="another", strapline="Changed"))
    organisation = Organisation.objects.get(pk=ours.organisation.pk)
    assert (organisation.slug, organisation.strapline) == ("colchester", "Changed")


def test_only_superusers_add_organisations_and_nobody_deletes_one(
    as_administrator: Client, superuser: Client, ours: World
) -> None:
    add = "/admin/snippets/organisations/organisation/add/"
    assert as_administrator.get(add).status_code in {302, 403}
    assert superuser.get(add).status_code == 200
    for client in (as_administrator, superuser):
        client.post(f"/admin/snippets/organisations/organisation/delete/{ours.organisation.pk}/")
        client.post(f"/admin/bulk/organisations/organisation/delete/?id={ours.organisation.pk}&next=/admin/")
    assert Organisation.objects.filter(pk=ours.organisation.pk).exists()


def test_a_new_organisation_is_set_up_at_once(superuser: Client, ours: World) -> None:
    fields = organisation_form(
        ours,
        slug="bedfordshire-police",
        name="Bedfordshire Police",
        public_address="http://bedfordshire.localhost:8080",
    )
    response = superuser.post("/admin/snippets/organisations/organisation/add/", fields)
    assert response.status_code == 302
    made = Organisation.objects.get(slug="bedfordshire-police")
    assert made.site.root_page.title == "Bedfordshire Police"
    assert made.roles.count() == 3
