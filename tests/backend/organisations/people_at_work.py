"""People and browsers for the tests of who works for an organisation."""

import re
from typing import Any

from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client

from backend.organisations.models import Organisation, Role

PASSWORD = "three cold lemons"


def person(organisation: Organisation, role: Role, name: str = "") -> Any:
    """Return somebody new with a role, whose address is their name for signing in."""
    name = name or f"{organisation.slug}-{role}@council.example"
    user = get_user_model().objects.create_user(name, email=name, password=PASSWORD)
    user.groups.add(organisation.roles.get(role=role).group)
    return user


def browser(user: Any) -> Client:
    """Return a browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def link_in_letter() -> str:
    """Return the path of the link in the one letter that was sent, and empty the box."""
    (letter,) = mail.outbox
    mail.outbox.clear()
    found = re.search(r"http://testserver(/admin/join/\S+)", str(letter.body))
    assert found
    return found[1]
