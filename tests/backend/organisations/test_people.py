"""The people of an organisation: who sees them, who changes their roles, and what nobody can do by mistake."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from backend.organisations import people
from backend.organisations.models import Invitation, Organisation, RecordLogEntry, Role
from backend.organisations.people import PeopleRefused
from tests.backend.organisations.people_at_work import browser, link_in_letter, person
from tests.backend.pages.factories import make_organisation

pytestmark = pytest.mark.django_db

LIST = "/admin/people/"
INVITE = "/admin/people/invite/"


@pytest.fixture
def ours() -> Organisation:
    return make_organisation("colchester")


@pytest.fixture
def theirs() -> Organisation:
    return make_organisation("essex-police")


@pytest.fixture
def chief(ours: Organisation) -> Any:
    return person(ours, Role.ADMINISTRATOR)


@pytest.fixture
def as_chief(chief: Any) -> Client:
    return browser(chief)


def role_in(organisation: Organisation, user: Any) -> Role | None:
    found = people.member(organisation, user.pk)
    return found.role if found else None


def history(organisation: Organisation) -> list[str]:
    entries = RecordLogEntry.objects.filter(organisation=organisation, action__startswith="organisations.people")
    return [entry.message for entry in entries]


def test_an_administrator_sees_the_people_of_their_organisation_with_their_roles(
    as_chief: Client, ours: Organisation, theirs: Organisation
) -> None:
    person(ours, Role.EDITOR, "eve@council.example")
    person(theirs, Role.EDITOR, "otto@police.example")
    shown = as_chief.get(LIST).content.decode()
    assert "<strong>eve@council.example</strong>, editor" in shown
    assert "This is you." in shown
    assert "otto" not in shown


def test_somebody_with_two_roles_is_listed_once_with_the_stronger(ours: Organisation, chief: Any) -> None:
    chief.groups.add(ours.roles.get(role=Role.AUTHOR).group)
    assert [(one.user, one.role) for one in people.members_of(ours)] == [(chief, Role.ADMINISTRATOR)]


def test_the_list_takes_as_many_queries_for_many_people_as_for_few(as_chief: Client, ours: Organisation) -> None:
    counts = []
    for number in range(2):
        for name in range(number * 12):
            person(ours, Role.AUTHOR, f"author-{name}@council.example")
        as_chief.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            as_chief.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.EDITOR])
def test_others_reach_none_of_the_screens(ours: Organisation, chief: Any, role: Role) -> None:
    client = browser(person(ours, role))
    made = people.invite(ours, "new@council.example", Role.AUTHOR, by=chief)
    shown = client.get("/admin/").content.decode()
    assert "/admin/people/" not in shown
    for address in (LIST, INVITE, f"{LIST}{chief.pk}/role/", f"{LIST}{chief.pk}/remove/"):
        assert client.get(address).status_code in {302, 403}
        assert client.post(address, {"email": "x@council.example", "role": "author"}).status_code in {302, 403}
    assert client.post(f"{LIST}invitations/{made.pk}/withdraw/").status_code in {302, 403}
    assert role_in(ours, chief) is Role.ADMINISTRATOR
    assert list(Invitation.objects.all()) == [made]


def test_administrators_find_it_in_the_menu(as_chief: Client) -> None:
    assert "/admin/people/" in as_chief.get("/admin/").content.decode()


def test_a_role_is_changed_and_the_history_tells_it(as_chief: Client, ours: Organisation) -> None:
    eve = person(ours, Role.AUTHOR, "eve@council.example")
    response = as_chief.post(f"{LIST}{eve.pk}/role/", {"role": "editor"}, follow=True)
    assert "eve@council.example is editor now." in response.content.decode()
    assert role_in(ours, eve) is Role.EDITOR
    assert eve.groups.count() == 1
    assert history(ours) == ["Made eve@council.example editor"]
    assert "Made eve@council.example editor" in as_chief.get("/admin/reports/site-history/").content.decode()


def test_removing_takes_the_role_and_leaves_account_and_other_organisations(
    as_chief: Client, ours: Organisation, theirs: Organisation
) -> None:
    eve = person(ours, Role.AUTHOR, "eve@council.example")
    eve.groups.add(theirs.roles.get(role=Role.EDITOR).group)
    assert "Their account stays" in as_chief.get(f"{LIST}{eve.pk}/remove/").content.decode()
    as_chief.post(f"{LIST}{eve.pk}/remove/")
    eve.refresh_from_db()
    assert eve.is_active
    assert (role_in(ours, eve), role_in(theirs, eve)) == (None, Role.EDITOR)
    assert history(ours) == ["Removed eve@council.example, who was author"]
    assert history(theirs) == []


def test_nobody_changes_or_removes_themselves(as_chief: Client, ours: Organisation, chief: Any) -> None:
    person(ours, Role.ADMINISTRATOR, "second@council.example")
    for deed, form in (("role", {"role": "author"}), ("remove", {})):
        response = as_chief.post(f"{LIST}{chief.pk}/{deed}/", form)
        assert "Ask another administrator." in response.content.decode()
    assert role_in(ours, chief) is Role.ADMINISTRATOR


def test_the_last_administrator_stays(ours: Organisation, chief: Any) -> None:
    root = person(make_organisation("elsewhere"), Role.ADMINISTRATOR)
    left = person(ours, Role.ADMINISTRATOR, "left@council.example")
    left.is_active = False
    left.save()
    last = people.member(ours, chief.pk)
    assert last is not None
    with pytest.raises(PeopleRefused, match="is the only administrator"):
        people.remove(ours, last, by=root)
    with pytest.raises(PeopleRefused, match="Make somebody else one first"):
        people.change_role(ours, last, Role.EDITOR, by=root)
    assert role_in(ours, chief) is Role.ADMINISTRATOR


def test_people_of_another_organisation_are_not_there(as_chief: Client, theirs: Organisation) -> None:
    otto = person(theirs, Role.AUTHOR, "otto@police.example")
    root = person(theirs, Role.ADMINISTRATOR)
    made = people.invite(theirs, "new@police.example", Role.AUTHOR, by=root)
    for address in (f"{LIST}{otto.pk}/role/", f"{LIST}{otto.pk}/remove/", f"{LIST}999999/role/"):
        for response in (as_chief.get(address), as_chief.post(address, {"role": "administrator"})):
            assert response.status_code == 404
            assert b"otto" not in response.content
    assert as_chief.post(f"{LIST}invitations/{made.pk}/withdraw/").status_code == 404
    assert role_in(theirs, otto) is Role.AUTHOR
    assert Invitation.objects.filter(pk=made.pk).exists()


def test_the_organisation_is_the_one_that_somebody_works_for_now(
    as_chief: Client, ours: Organisation, theirs: Organisation, chief: Any
) -> None:
    chief.groups.add(theirs.roles.get(role=Role.EDITOR).group)
    assert as_chief.get(LIST).status_code == 200
    as_chief.post("/admin/organisation/", {"organisation": theirs.pk})
    assert as_chief.get(LIST).status_code in {302, 403}


def test_an_unknown_role_is_refused(as_chief: Client, ours: Organisation) -> None:
    eve = person(ours, Role.AUTHOR, "eve@council.example")
    assert as_chief.post(f"{LIST}{eve.pk}/role/", {"role": "owner"}).status_code == 200
    assert role_in(ours, eve) is Role.AUTHOR


def test_an_invitation_is_told_the_same_for_every_address(
    as_chief: Client, theirs: Organisation, django_capture_on_commit_callbacks: Any
) -> None:
    person(theirs, Role.EDITOR, "otto@police.example")
    told = []
    for address in ("otto@police.example", "nobody@police.example"):
        with django_capture_on_commit_callbacks(execute=True):
            response = as_chief.post(INVITE, {"email": address, "role": "author"}, follow=True)
        assert link_in_letter()
        told.append(
            response.content.decode().replace(address, "…").partition("<main")[2].partition("The link works")[0]
        )
    # The second list names the first address too, so the first's is compared with what is left without it.
    assert "An invitation is on its way to …." in told[0]
    assert "An invitation is on its way to …." in told[1]
    assert history(Organisation.objects.get(slug="colchester"))[0] == "Invited nobody@police.example as author"


def test_a_colleague_is_not_invited_again(as_chief: Client, ours: Organisation) -> None:
    person(ours, Role.AUTHOR, "eve@council.example")
    response = as_chief.post(INVITE, {"email": "Eve@Council.example", "role": "editor"})
    assert "works for Colchester already" in response.content.decode()
    assert not Invitation.objects.exists()


def test_a_second_invitation_takes_the_place_of_the_first(ours: Organisation, chief: Any) -> None:
    first = people.invite(ours, "new@council.example", Role.AUTHOR, by=chief)
    second = people.invite(ours, "NEW@council.example", Role.EDITOR, by=chief)
    assert list(ours.invitations.open()) == [second]
    assert Invitation.objects.for_token(first.token) is None


def test_an_invitation_is_taken_back(as_chief: Client, ours: Organisation, chief: Any) -> None:
    made = people.invite(ours, "new@council.example", Role.AUTHOR, by=chief)
    assert "new@council.example" in as_chief.get(LIST).content.decode()
    as_chief.post(f"{LIST}invitations/{made.pk}/withdraw/")
    assert Invitation.objects.for_token(made.token) is None
    assert history(ours)[0] == "Took the invitation of new@council.example back"


@pytest.mark.parametrize("email", ["", "no address", f"{'a' * 150}@council.example"])
def test_an_address_that_cannot_be_written_to_is_refused(as_chief: Client, email: str) -> None:
    assert as_chief.post(INVITE, {"email": email, "role": "author"}).status_code == 200
    assert not Invitation.objects.exists()
