"""Somebody can sign in for each role of each organisation, and nobody's password is ever reset."""

import pytest

from backend.core.models import User
from backend.demo.people import PASSWORD, account, load_people
from backend.demo.source import ORDER
from backend.organisations.access import organisations_of
from backend.organisations.models import Organisation, Role

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("essex-police", "essex-editor"),
        ("bedfordshire-police", "bedfordshire-editor"),
        ("ct-policing", "ct-editor"),
        ("colchester", "colchester-editor"),
    ],
)
def test_accounts_are_named_after_place_and_role(slug: str, name: str) -> None:
    assert account(slug, Role.EDITOR) == name


def test_everybody_works_for_their_own_organisation_only() -> None:
    for slug in ORDER:
        for role in Role:
            person = User.objects.get(username=account(slug, role))
            assert [organisation.slug for organisation in organisations_of(person)] == [slug]
            assert not person.is_superuser


def test_the_administrator_can_do_everything_with_the_password_of_the_readme() -> None:
    admin = User.objects.get(username="admin")

    assert admin.is_superuser
    assert admin.check_password(PASSWORD)


def test_a_changed_password_is_kept() -> None:
    editor = User.objects.get(username="essex-editor")
    editor.set_password("changed by hand")
    editor.save()

    load_people(list(Organisation.objects.all()))

    assert User.objects.get(username="essex-editor").check_password("changed by hand")
