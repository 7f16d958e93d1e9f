"""Who may sign in to the demonstration: an administrator of everything, and three people for each organisation."""

import os

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from backend.core.models import User
from backend.organisations.models import Organisation, Role

ADMINISTRATOR = "admin"
PASSWORD_VARIABLE, PASSWORD = "WAYMARK_DEMO_PASSWORD", "waymark-demo"


def load_people(organisations: list[Organisation]) -> dict[str, User]:
    """Make the accounts that are missing, e.g. `essex-editor`, and return all by name; no password is ever reset."""
    # Hashed once: the same password for all is what a demonstration is about, and each hash takes a third of a second.
    password = make_password(os.environ.get(PASSWORD_VARIABLE) or PASSWORD)
    people = {ADMINISTRATOR: _person(ADMINISTRATOR, password, is_staff=True, is_superuser=True)}
    for organisation in organisations:
        for membership in organisation.roles.select_related("group"):
            name = account(organisation.slug, Role(membership.role))
            people[name] = _person(name, password)
            people[name].groups.add(membership.group)
    return people


def account(slug: str, role: Role) -> str:
    """Return the name of the account that has `role` in an organisation: `essex-police` → `essex-editor`."""
    return f"{slug.removesuffix('-police').removesuffix('-policing')}-{role}"


def _person(name: str, password: str, **flags: bool) -> User:
    values = {"email": f"{name}@demonstration.example", "password": password, **flags}
    return get_user_model().objects.get_or_create(username=name, defaults=values)[0]
