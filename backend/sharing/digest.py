"""The letter about shared content: once a day, to those who decide, when there is something to decide."""

from collections.abc import Iterator

from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from backend.organisations.models import Organisation
from backend.sharing.attention import attention_of
from backend.sharing.models import DigestSent
from backend.sharing.telling import shared_content_address, team


def send_digests() -> int:
    """Write to every team that has something to look at and was not written to today; returns how many letters went."""
    today = timezone.localdate()
    count = 0
    for organisation in _due():
        letter = digest_for(organisation)
        # The record comes first: two letters would annoy, and tomorrow's says the same again if this one is lost.
        if letter is not None and DigestSent.objects.get_or_create(organisation=organisation, day=today)[1]:
            count += get_connection().send_messages([letter]) or 0
    return count


def digest_for(organisation: Organisation) -> EmailMessage | None:
    """Return the letter to a team, or None when there is nothing to say or nobody to say it to."""
    items = [item for item in attention_of(organisation) if item.later is None]
    people = team(organisation)
    if not items or not people:
        return None
    lines = [f"- {item.adoption.page.title}: {item.sentence}" for item in items]
    what = "One shared page needs" if len(items) == 1 else f"{len(items)} things about shared pages need"
    body = "\n".join(["Good morning,", "", f"{what} your attention:", "", *lines, "", shared_content_address(), ""])
    return EmailMessage(f"{organisation.name}: shared content", body, bcc=people)


def _due() -> Iterator[Organisation]:
    sent = DigestSent.objects.filter(day=timezone.localdate()).values("organisation_id")
    yield from Organisation.objects.filter(adoptions__isnull=False).exclude(pk__in=sent).distinct().order_by("slug")
