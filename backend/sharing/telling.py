"""Letters to the teams that use shared pages."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse

from backend.organisations.models import Organisation, Role
from backend.sharing.models.adoption import Adoption
from backend.sharing.models.offer import Offer


def team(organisation: Organisation) -> list[str]:
    """Return the email addresses of those who decide about shared pages: editors and administrators."""
    people = get_user_model().objects.filter(
        is_active=True,
        groups__organisation_role__organisation=organisation,
        groups__organisation_role__role__in=[Role.EDITOR, Role.ADMINISTRATOR],
    )
    return sorted({person.email for person in people.distinct() if person.email})


def tell_adopters(offer: Offer, subject: str, text: str) -> None:
    """Write to every organisation that uses an offer, once what happened is saved."""
    users = Organisation.objects.filter(adoptions__in=Adoption.objects.in_step().filter(offer=offer)).distinct()
    tell(users, subject, text)


def tell(organisations: Iterable[Organisation], subject: str, text: str) -> None:
    """Write the same to several organisations, once the transaction is committed; a mail server that fails stops nothing."""
    letters = [letter for one in organisations if (letter := _letter(one, subject, text))]
    if letters:
        transaction.on_commit(lambda: get_connection().send_messages(letters), robust=True)


def shared_content_address() -> str:
    """Return the whole address of the page “Shared content” in the admin."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('sharing:shared_content')}"


def _letter(organisation: Organisation, subject: str, text: str) -> Any:
    people = team(organisation)
    if not people:
        return None
    body = f"{text}\n\nEverything that needs your attention: {shared_content_address()}\n"
    # Each hears of it without seeing who else does.
    return EmailMessage(f"{organisation.name}: {subject}", body, bcc=people)
