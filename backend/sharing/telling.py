"""Letters to the teams that use shared pages: written where something happens, sent once that is saved."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from smtplib import SMTPException
from typing import Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from backend.organisations.models import Organisation, Role
from backend.sharing.models.adoption import Adoption
from backend.sharing.models.letter import Letter
from backend.sharing.models.offer import Offer

log = logging.getLogger(__name__)

WAIT: Final = timedelta(minutes=1)
"""How long a letter waits after the mail server refused it; doubled with each attempt, up to some hours."""

_DOUBLINGS: Final = 8


def team(organisation: Organisation) -> list[str]:
    """Return the email addresses of those who decide about shared pages: editors and administrators."""
    people = get_user_model().objects.filter(
        is_active=True,
        groups__organisation_role__organisation=organisation,
        groups__organisation_role__role__in=[Role.EDITOR, Role.ADMINISTRATOR],
    )
    return sorted({person.email for person in people.distinct() if person.email})


def tell_adopters(offer: Offer, subject: str, text: str) -> None:
    """Write to every organisation that shows the page of an offer."""
    tell(set(Adoption.objects.in_step().of_offer(offer).values_list("organisation_id", flat=True)), subject, text)


def tell(organisations: Iterable[int], subject: str, text: str) -> None:
    """Write the same once to each of these organisations (primary keys); two queries, however many they are.

    The letters are rows in the transaction of what they tell. They are sent once that is committed; by whoever publishes if
    this process dies before.
    """
    letters = [Letter(organisation_id=pk, subject=subject, text=text) for pk in sorted(set(organisations))]
    if letters:
        Letter.objects.bulk_create(letters, batch_size=500)
        transaction.on_commit(_send_soon, robust=True)


def send_letters() -> int:
    """Send every letter that is due; returns how many went. One that is refused waits, and holds up no other."""
    sent = 0
    for key in list(Letter.objects.filter(due__lte=timezone.now()).values_list("pk", flat=True)):
        with transaction.atomic():
            letter = _claimed(key)
            if letter is not None and _is_sent(letter):
                sent += 1
                letter.delete()
    return sent


def shared_content_address() -> str:
    """Return the whole address of the page “Shared content” in the admin."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('sharing:shared_content')}"


def _send_soon() -> None:
    from backend.sharing.tasks import send_waiting_letters

    send_waiting_letters.enqueue()


def _claimed(key: int) -> Letter | None:
    rows = Letter.objects.select_for_update(skip_locked=True, of=("self",)).select_related("organisation")
    return rows.filter(pk=key, due__lte=timezone.now()).first()


def _is_sent(letter: Letter) -> bool:
    """Say whether a letter needs no second attempt; nobody to write to is no reason for one."""
    people = team(letter.organisation)
    body = f"{letter.text}\n\nEverything that needs your attention: {shared_content_address()}\n"
    # Each hears of it without seeing who else does.
    message = EmailMessage(f"{letter.organisation.name}: {letter.subject}", body, bcc=people)
    try:
        if people:
            message.send()
    except (OSError, SMTPException) as error:
        # The error's own words may name people, so only its kind is written down.
        log.warning("Letter %s was refused by the mail server (%s).", letter.pk, type(error).__name__)
        wait = WAIT * 2 ** min(letter.attempts, _DOUBLINGS)
        Letter.objects.filter(pk=letter.pk).update(attempts=F("attempts") + 1, due=timezone.now() + wait)
        return False
    return True
