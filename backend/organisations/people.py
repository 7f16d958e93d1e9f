"""Who works for an organisation: inviting, joining, changing a role and leaving. Every step is in the organisation's history."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from backend.organisations.models import Invitation, Organisation, Role
from backend.organisations.models.invitation import VALID_FOR

INVITED = "organisations.people.invited"
JOINED = "organisations.people.joined"
CHANGED = "organisations.people.changed"
REMOVED = "organisations.people.removed"
WITHDRAWN = "organisations.people.withdrawn"
"""What the history calls these steps; `people_history` puts them into words."""

ORDER = {role: number for number, role in enumerate(Role)}


class PeopleRefused(Exception):
    """This cannot be done with a person; the message says why, and what can be done instead."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works for an organisation, with the strongest of their roles in it."""

    user: Any
    role: Role

    @property
    def name(self) -> str:
        """Their full name, or the name with which they sign in."""
        return self.user.get_full_name() or self.user.get_username()


def members_of(organisation: Organisation) -> list[Member]:
    """Return the people of `organisation` by name; two queries."""
    strongest: dict[int, Role] = {}
    held = organisation.roles.filter(group__user__isnull=False).values_list("group__user", "role")
    for key, role in sorted(held, key=lambda pair: ORDER[Role(pair[1])]):
        strongest[key] = Role(role)
    users = get_user_model().objects.in_bulk(strongest)
    return sorted((Member(users[key], role) for key, role in strongest.items()), key=lambda one: one.name.casefold())


def member(organisation: Organisation, key: int) -> Member | None:
    """Return the person with this key if they work for `organisation`, else None: nobody else can be looked up."""
    return next((one for one in members_of(organisation) if one.user.pk == key), None)


@transaction.atomic
def invite(organisation: Organisation, email: str, role: Role, *, by: Any) -> Invitation:
    """Return a new invitation, in place of an older one to the same address. The letter is the caller's to send.

    Raises PeopleRefused for somebody who works for `organisation` already. Whether the address has an account elsewhere
    makes no difference, so that nobody learns it from here.
    """
    email = email.strip().lower()
    if any(email in {one.user.email.lower(), one.user.get_username().lower()} for one in members_of(organisation)):
        raise PeopleRefused(f"{email} works for {organisation} already. Change their role in the list instead.")
    organisation.invitations.filter(email=email, accepted=None).delete()
    made = Invitation.objects.create(
        organisation=organisation, email=email, role=role, invited_by=by, expires=timezone.now() + VALID_FOR
    )
    _note(organisation, INVITED, by, person=email, role=role)
    return made


def write_to(invitation: Invitation, address: str) -> None:
    """Send the letter with the link at `address` once the invitation is saved."""
    inviter = invitation.invited_by
    who = (inviter.get_full_name() or inviter.get_username()) if inviter else "Somebody"
    text = (
        f"{who} invites you to work on the website of {invitation.organisation}.\n\n"
        f"To join, open this link within {VALID_FOR.days} days:\n{address}\n\n"
        "It works once, and only for you. If you did not expect it, you need not do anything.\n"
    )
    letter = EmailMessage(f"Join {invitation.organisation} on Waymark", text, to=[invitation.email])
    transaction.on_commit(letter.send)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Any) -> None:
    """Take an open invitation back: its link works no longer."""
    _note(invitation.organisation, WITHDRAWN, by, person=invitation.email, role=Role(invitation.role))
    invitation.delete()


def accounts_of(email: str) -> QuerySet[Any]:
    """Return the accounts that an address belongs to, closed ones too."""
    return get_user_model().objects.filter(Q(email__iexact=email) | Q(username__iexact=email))


@transaction.atomic
def join(invitation: Invitation, account: Callable[[], Any]) -> Any:
    """Give what `account` returns the role of `invitation`, which is used up by that; returns the account.

    Raises PeopleRefused when it was used before: then no account is made either.
    """
    used = Invitation.objects.open().filter(pk=invitation.pk).update(accepted=timezone.now())
    if not used:
        raise PeopleRefused("This invitation was used already. Ask for a new one.")
    user, organisation = account(), _locked(invitation.organisation)
    known, role = member(organisation, user.pk), Role(invitation.role)
    # An invitation never takes a power away from somebody who has joined in another way since.
    if known is None or ORDER[known.role] < ORDER[role]:
        _give(organisation, user, role)
    _note(organisation, JOINED, user, person=_name(user), role=role)
    return user


@transaction.atomic
def change_role(organisation: Organisation, person: Member, role: Role, *, by: Any) -> None:
    """Give somebody another role. Raises PeopleRefused for oneself, and where nobody would administer any more."""
    organisation = _locked(organisation)
    _refuse_oneself(person, by, "change your own role")
    if role is not Role.ADMINISTRATOR:
        _refuse_last(organisation, person)
    _give(organisation, person.user, role)
    _note(organisation, CHANGED, by, person=_name(person.user), role=role)


@transaction.atomic
def remove(organisation: Organisation, person: Member, *, by: Any) -> None:
    """Take somebody's roles in `organisation` away; their account, and their roles elsewhere, stay.

    Raises PeopleRefused for oneself, and where nobody would administer any more.
    """
    organisation = _locked(organisation)
    _refuse_oneself(person, by, "remove yourself")
    _refuse_last(organisation, person)
    _give(organisation, person.user, None)
    _note(organisation, REMOVED, by, person=_name(person.user), role=person.role)


def _locked(organisation: Organisation) -> Organisation:
    # Two administrators who remove each other at the same moment must not both succeed.
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _refuse_oneself(person: Member, by: Any, deed: str) -> None:
    if person.user.pk == by.pk:
        raise PeopleRefused(f"You cannot {deed}, so that nobody does it by mistake. Ask another administrator.")


def _refuse_last(organisation: Organisation, person: Member) -> None:
    others = organisation.roles.filter(role=Role.ADMINISTRATOR, group__user__is_active=True)
    if not others.exclude(group__user=person.user.pk).filter(group__user__isnull=False).exists():
        raise PeopleRefused(f"{person.name} is the only administrator of {organisation}. Make somebody else one first.")


def _give(organisation: Organisation, user: Any, role: Role | None) -> None:
    for held in organisation.roles.select_related("group"):
        if held.role == role:
            user.groups.add(held.group)
        else:
            user.groups.remove(held.group)


def _name(user: Any) -> str:
    return str(user.get_full_name() or user.get_username())


def _note(organisation: Organisation, action: str, by: Any, *, person: str, role: Role) -> None:
    log(organisation, action, user=by, data={"person": person, "role": role.label.lower()})
