"""The link of an invitation, from the side of the invited and of those who should not have it."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import signing
from django.test import Client
from django.utils import timezone

from backend.organisations import people
from backend.organisations.models import Invitation, Organisation, Role
from tests.backend.organisations.people_at_work import PASSWORD, browser, person
from tests.backend.pages.factories import make_organisation

pytestmark = pytest.mark.django_db

NEW = "new@council.example"
ACCOUNT = {"first_name": "Nia", "last_name": "Wynn", "password": PASSWORD, "repeated": PASSWORD}


@pytest.fixture
def ours() -> Organisation:
    return make_organisation("colchester")


@pytest.fixture
def invitation(ours: Organisation) -> Invitation:
    return people.invite(ours, NEW, Role.EDITOR, by=person(ours, Role.ADMINISTRATOR))


@pytest.fixture
def link(invitation: Invitation) -> str:
    return f"/admin/join/{invitation.token}/"


def roles(user: Any) -> set[str]:
    return set(user.groups.values_list("organisation_role__role", flat=True))


def test_somebody_new_chooses_a_password_and_is_at_work(link: str) -> None:
    client = Client()
    shown = client.get(link)
    assert "Join Colchester" in shown.content.decode()
    # The address is a secret, which no other site learns.
    assert shown.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in shown.headers["Cache-Control"]
    assert client.post(link, ACCOUNT).headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    made = get_user_model().objects.get(username=NEW)
    assert (made.get_full_name(), made.email, roles(made)) == ("Nia Wynn", NEW, {"editor"})
    assert Client().login(username=NEW, password=PASSWORD)
    assert not made.is_superuser


def test_the_link_works_once(link: str) -> None:
    Client().post(link, ACCOUNT)
    for answer in (Client().get(link), Client().post(link, ACCOUNT | {"first_name": "Mal"})):
        assert answer.status_code == 410
        assert "works no longer" in answer.content.decode()
    assert get_user_model().objects.filter(email=NEW).count() == 1


def test_a_link_that_was_used_meanwhile_makes_no_account(invitation: Invitation) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(accepted=timezone.now())
    with pytest.raises(people.PeopleRefused, match="used already"):
        people.join(invitation, lambda: pytest.fail("no account may be made"))


def test_the_link_expires(invitation: Invitation, link: str) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(expires=timezone.now() - timedelta(minutes=1))
    assert Client().get(link).status_code == 410


def test_a_forged_or_foreign_signature_opens_nothing(invitation: Invitation) -> None:
    secret = str(invitation.secret)
    for token in (secret, signing.dumps(secret, salt="other"), "x:y:z"):
        assert Client().get(f"/admin/join/{token}/").status_code == 410


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "short", "repeated": "short"},
        {"password": "1234567890123", "repeated": "1234567890123"},
        {"repeated": "three cold melons"},
        {"first_name": ""},
        {"password": "", "repeated": ""},
    ],
)
def test_a_weak_or_mistyped_password_makes_no_account_and_spends_no_link(link: str, wrong: dict[str, str]) -> None:
    answer = Client().post(link, ACCOUNT | wrong)
    assert answer.status_code == 200
    assert PASSWORD not in answer.content.decode()
    assert not get_user_model().objects.filter(username=NEW).exists()
    assert Client().post(link, ACCOUNT).status_code == 302


def test_a_form_cannot_ask_for_more_than_was_offered(link: str) -> None:
    forged = {
        "username": "root",
        "email": "x@y.example",
        "is_superuser": "on",
        "is_staff": "on",
        "role": "administrator",
    }
    Client().post(link, ACCOUNT | forged)
    made = get_user_model().objects.get(username=NEW)
    assert (made.email, made.is_superuser, made.is_staff, roles(made)) == (NEW, False, False, {"editor"})


def test_an_account_of_another_organisation_signs_in_and_joins(link: str, ours: Organisation) -> None:
    known = person(make_organisation("essex-police"), Role.AUTHOR, NEW)
    client = Client()
    answer = client.get(link)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/admin/login/?next=/admin/join/")
    assert client.post(link, ACCOUNT).status_code == 302
    assert roles(known) == {"author"}
    client.force_login(known)
    assert "with the account that you are signed in" in client.get(link).content.decode()
    client.post(link)
    assert roles(known) == {"author", "editor"}
    assert known.check_password(PASSWORD)
    # One works for the organisation that one has just joined.
    assert "For: Colchester" in client.get("/admin/").content.decode()


def test_a_forwarded_link_is_no_use_to_somebody_else(link: str) -> None:
    other = person(make_organisation("essex-police"), Role.AUTHOR, "otto@police.example")
    client = browser(other)
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 403
        assert NEW not in answer.content.decode()
    assert roles(other) == {"author"}


def test_an_account_that_only_claims_the_address_gets_nothing_without_its_own_sign_in(link: str) -> None:
    claims = person(make_organisation("essex-police"), Role.AUTHOR, "otto@police.example")
    claims.email = NEW
    claims.save()
    assert Client().post(link, ACCOUNT).status_code == 302
    assert roles(claims) == {"author"}


def test_a_closed_account_stays_closed(link: str) -> None:
    closed = person(make_organisation("essex-police"), Role.AUTHOR, NEW)
    closed.is_active = False
    closed.save()
    assert Client().post(link, ACCOUNT).headers["Location"].startswith("/admin/login/")
    assert roles(closed) == {"author"}


def test_an_invitation_takes_no_power_away(ours: Organisation, invitation: Invitation) -> None:
    strong = person(ours, Role.ADMINISTRATOR, "strong@council.example")
    people.join(invitation, lambda: strong)
    assert roles(strong) == {"administrator"}
