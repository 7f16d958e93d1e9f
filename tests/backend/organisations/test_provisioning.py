"""One step makes an organisation able to work, and repeating it changes nothing."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from wagtail.models import Collection, GroupPagePermission, Page, Site, Workflow, WorkflowPage

from backend.organisations.models import Organisation, OrganisationRole, Role
from backend.organisations.provisioning import GUIDANCE, provision, set_up

pytestmark = pytest.mark.django_db

ESSEX: dict[str, Any] = {
    "slug": "essex-police",
    "name": "Essex Police",
    "kind": "force",
    "nations": ["england"],
    "languages": ["en", "cy"],
    "public_address": "http://essex-police.localhost:8080/",
}


def test_an_organisation_gets_all_it_needs() -> None:
    organisation = provision(**ESSEX)
    assert organisation.public_address == "http://essex-police.localhost:8080"
    assert (organisation.site.hostname, organisation.site.port) == ("essex-police.localhost", 8080)
    assert not organisation.site.is_default_site
    assert organisation.collection.name == "Essex Police"
    assert {role.role for role in organisation.roles.all()} == set(Role)
    assert WorkflowPage.objects.get(page_id=organisation.site.root_page_id).workflow.name == "Essex Police: approval"


def test_the_home_page_is_a_draft_with_guidance() -> None:
    home = provision(**ESSEX).root_page
    assert (type(home).__name__, home.title, home.live, home.locale.language_code) == (
        "HomePage", "Essex Police", False, "en",
    )  # fmt: skip
    assert home.summary.startswith(GUIDANCE)
    assert home.get_latest_revision_as_object().summary == home.summary


def test_every_other_language_gets_a_home_page_with_the_same_identity() -> None:
    organisation = provision(**ESSEX)
    homes = Page.objects.filter(translation_key=organisation.site.root_page.translation_key)
    assert {page.locale.language_code: page.live for page in homes} == {"en": False, "cy": False}
    assert {Organisation.objects.for_page(page) for page in homes} == {organisation}


def test_repeating_changes_nothing_that_people_made() -> None:
    first = provision(**ESSEX)
    first.root_page.__class__.objects.filter(pk=first.root_page.pk).update(title="Ours", draft_title="Ours")
    counts = [
        model.objects.count() for model in (Page, Site, Collection, OrganisationRole, Workflow, GroupPagePermission)
    ]
    second = provision(**(ESSEX | {"name": "Essex Police Prevent", "public_address": "https://prevent.essex.example"}))
    assert second.pk == first.pk
    assert second.root_page.title == "Ours"
    assert (second.site.hostname, second.site.port, second.site.site_name) == (
        "prevent.essex.example", 443, "Essex Police Prevent",
    )  # fmt: skip
    assert counts == [
        model.objects.count() for model in (Page, Site, Collection, OrganisationRole, Workflow, GroupPagePermission)
    ]
    assert second.roles.get(role=Role.EDITOR).group.name == "Essex Police Prevent: editors"


def test_a_language_added_later_gets_its_home_page_and_permissions() -> None:
    organisation = provision(**(ESSEX | {"languages": ["en"]}))
    organisation.languages = ["en", "ur"]
    organisation.save()
    set_up(organisation)
    urdu = Page.objects.get(translation_key=organisation.site.root_page.translation_key, locale__language_code="ur")
    editors = organisation.roles.get(role=Role.EDITOR).group
    assert GroupPagePermission.objects.filter(group=editors, page=urdu, permission__codename="publish_page").exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"slug": "Essex Police"}, "slug"),
        ({"public_address": "essex-police.localhost"}, "public_address"),
        ({"public_address": "https://example.org/prevent"}, "public_address"),
        ({"languages": []}, "languages"),
        ({"languages": ["en", "tlh"]}, "languages"),
        ({"nations": ["france"]}, "nations"),
        ({"brand": "#ffffff"}, "brand"),
    ],
)
def test_a_wrong_setting_makes_nothing(wrong: dict[str, Any], field: str) -> None:
    pages = Page.objects.count()
    with pytest.raises(ValidationError) as refused:
        provision(**(ESSEX | wrong))
    assert field in str(refused.value.message_dict)
    assert not Organisation.objects.exists()
    assert Page.objects.count() == pages


def test_two_organisations_cannot_have_one_address() -> None:
    provision(**ESSEX)
    with pytest.raises(ValidationError, match="already exists"):
        provision(**(ESSEX | {"slug": "another", "name": "Another"}))


def page_powers(group: Group) -> set[str]:
    found = GroupPagePermission.objects.filter(group=group)
    return set(found.values_list("permission__codename", flat=True))


def test_authors_cannot_publish_and_editors_can() -> None:
    organisation = provision(**ESSEX)
    granted = {role.role: page_powers(role.group) for role in organisation.roles.all()}
    assert granted["author"] == {"add_page"}
    assert "publish_page" in granted["editor"]
    assert granted["editor"] < granted["administrator"]
