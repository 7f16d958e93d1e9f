"""The letter about shared content: once a day, to those who decide, when there is something to decide."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from backend.organisations.models import Organisation
from backend.sharing.attention import attention_of
from backend.sharing.models import DigestSent
from backend.sharing.telling import team, tell

SUBJECT = "shared content"


def send_digests() -> int:
    """Write to every team that has something to look at and was not written to today; returns how many letters that are."""
    today = timezone.localdate()
    count = 0
    for organisation in _due():
        text = digest_for(organisation)
        if text is None:
            continue
        # Both or neither: whoever dies in between neither writes twice nor forgets a team until tomorrow.
        with transaction.atomic():
            if DigestSent.objects.get_or_create(organisation=organisation, day=today)[1]:
                tell([organisation.pk], SUBJECT, text)
                count += 1
    return count


def digest_for(organisation: Organisation) -> str | None:
    """Return the words of the letter to a team, or None when there is nothing to say or nobody to say it to."""
    items = [item for item in attention_of(organisation) if item.later is None]
    if not items or not team(organisation):
        return None
    lines = [f"- {item.adoption.page.title}: {item.sentence}" for item in items]
    what = "One shared page needs" if len(items) == 1 else f"{len(items)} things about shared pages need"
    return "\n".join(["Good morning,", "", f"{what} your attention:", "", *lines])


def _due() -> Iterator[Organisation]:
    sent = DigestSent.objects.filter(day=timezone.localdate()).values("organisation_id")
    yield from Organisation.objects.filter(adoptions__isnull=False).exclude(pk__in=sent).distinct().order_by("slug")
