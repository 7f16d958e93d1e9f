"""A newer version of the offered page, and local parts that it would leave without a place."""

from typing import Any

from django.utils import timezone

from backend.publishing.models import CompiledPage
from backend.sharing.models import Adoption, Mode
from tests.backend.publishing.sites import drained
from tests.backend.sharing.worlds import BODY, Shared

CHANGED: list[dict[str, Any]] = [
    *BODY[:1],
    {"type": "rich_text", "id": "n-2", "value": "<p>Talk to <b>anybody</b> you trust.</p>"},
    *BODY[2:6],
    {"type": "rich_text", "id": "n-8", "value": "<p>Brand new words.</p>"},
]
"""The offered page in its next version: n-2 changed, n-7 gone, n-8 new."""

OWN: list[dict[str, Any]] = [
    {
        "type": "insertion",
        "id": "p-1",
        "value": {"after": "n-7", "blocks": [{"type": "rich_text", "id": "l-1", "value": "<p>Our own words.</p>"}]},
    },
    {"type": "hidden", "id": "p-2", "value": {"block": "n-7"}},
]


def digest(shared: Shared) -> str:
    """Return the version of the owner's page that is published now."""
    return str(CompiledPage.objects.get(page_id=shared.source.pk).document_id)


def waiting_change(shared: Shared) -> None:
    """Put the adoption under review, and publish something newer that nobody has accepted."""
    drained()
    mine = Adoption.objects.filter(pk=shared.adoption.pk)
    mine.update(mode=Mode.REVIEW, accepted_digest=digest(shared), accepted_at=timezone.now())
    shared.publish_source(body=CHANGED, change_note="The wording is clearer.")
    drained()
    mine.update(behind_since=timezone.now())
