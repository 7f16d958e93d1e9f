"""Installations that were set up earlier: their roles gain and lose what the code says now."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from backend.organisations.granting import grant_to_all
from backend.organisations.models import Organisation, Role
from backend.organisations.roles import POWERS, record_permissions
from tests.backend.pages.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation("colchester", languages=["en", "cy"])


def migrated() -> None:
    """Send the signal as `migrate` does for the last app."""
    last = [*apps.get_app_configs()][-1]
    post_migrate.send(last, app_config=last, verbosity=0, interactive=False, using="default", plan=[], apps=apps)


def test_a_migration_gives_roles_what_they_lack(organisation: Organisation) -> None:
    editors = organisation.roles.get(role=Role.EDITOR).group
    editors.permissions.clear()
    GroupPagePermission.objects.filter(group=editors).delete()
    GroupCollectionPermission.objects.filter(group=editors).delete()
    migrated()
    assert set(editors.permissions.all()) == set(record_permissions(Role.EDITOR))
    for home in organisation.site.root_page.get_translations(inclusive=True):
        held = GroupPagePermission.objects.filter(group=editors, page=home)
        granted = held.values_list("permission__codename", flat=True)
        assert set(granted) == {f"{action}_page" for action in POWERS[Role.EDITOR].pages}
    assert GroupCollectionPermission.objects.filter(
        group=editors, collection=organisation.collection, permission__codename="change_film"
    ).exists()


def test_a_migration_takes_from_roles_what_they_may_not_do(organisation: Organisation) -> None:
    authors = organisation.roles.get(role=Role.AUTHOR).group
    for permission in record_permissions(Role.ADMINISTRATOR):
        authors.permissions.add(permission)
    editors = organisation.roles.get(role=Role.EDITOR).group
    GroupPagePermission.objects.filter(group=editors, permission__codename="publish_page").update(group=authors)
    migrated()
    assert set(authors.permissions.all()) == set(record_permissions(Role.AUTHOR))
    assert {f"{action}_page" for action in POWERS[Role.AUTHOR].pages} == set(
        GroupPagePermission.objects.filter(group=authors).values_list("permission__codename", flat=True)
    )


def test_groups_that_are_no_roles_are_left_alone(organisation: Organisation) -> None:
    from django.contrib.auth.models import Group

    helpers = Group.objects.create(name="Helpers of the installation")
    helpers.permissions.set(record_permissions(Role.ADMINISTRATOR))
    migrated()
    assert helpers.permissions.count() == len(record_permissions(Role.ADMINISTRATOR))


def test_what_is_right_already_is_not_written_again_however_many_organisations(organisation: Organisation) -> None:
    grant_to_all()
    counts = []
    for slugs in ((), ("essex", "kent", "surrey", "devon")):
        for slug in slugs:
            make_organisation(slug)
        with CaptureQueriesContext(connection) as queries:
            grant_to_all()
        assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
        counts.append(len(queries))
    assert counts[0] == counts[1]
