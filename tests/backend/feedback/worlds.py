"""Sites with answers of visitors, at any size."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from backend.feedback.models import Comment, Tally
from backend.organisations.models import Organisation
from backend.publishing.models import LiveEntry, StoredDocument
from tests.backend.pages.factories import make_organisation

NAMESPACE = UUID("3c0c6f2e-5f0f-4f7a-9f7e-0d6a0a4b8b11")


@dataclass(frozen=True)
class Answered:
    """An organisation, and the ids of its pages about which visitors have said something."""

    organisation: Organisation
    pages: tuple[UUID, ...]


def make_answered(
    slug: str, number: int = 2, *, owner: Organisation | None = None, text: str = "Too long.", **fields: Any
) -> Answered:
    """Return an organisation with `number` pages, `owner`'s if there is one; the later the page, the fewer like it."""
    organisation = make_organisation(slug, name=f"{slug} council", kind="council")
    Organisation.objects.filter(pk=organisation.pk).update(
        feedback_url="https://admin.example/api/v1/feedback/", **fields
    )
    organisation.refresh_from_db()
    whose = owner or organisation
    pages = tuple(uuid5(NAMESPACE, f"{whose.slug} {each}") for each in range(number))
    for position, page in enumerate(pages):
        _page(organisation, whose, page, position)
        _answers(organisation, whose, page, position, text)
    return Answered(organisation, pages)


def _page(organisation: Organisation, owner: Organisation, page: UUID, position: int) -> None:
    document, _ = StoredDocument.objects.get_or_create(
        digest=digest_of(page),
        defaults={"page_id": page, "locale": "en", "type": "standard", "owner": owner, "body": b"{}",
                  "title": f"{owner.slug} page {position}", "summary": "", "words": ""},
    )  # fmt: skip
    LiveEntry.objects.create(
        organisation=organisation, position=position, path=f"/page-{position}/", page_id=page, locale="en",
        type="standard", document=document, adopted=None,
    )  # fmt: skip


def _answers(organisation: Organisation, owner: Organisation, page: UUID, position: int, text: str) -> None:
    today = timezone.localdate()
    about = {"organisation": organisation, "page_id": page, "locale": "en", "version": digest_of(page)}
    for week in range(3):
        day = today - timedelta(weeks=week)
        Tally.objects.create(**about, owner=owner, day=day, yes=10 + week, no=position * (3 + week))
    Comment.objects.create(**about, day=today, useful=False, text=f"{text} ({organisation.slug})")


def digest_of(page: UUID) -> str:
    """Return the digest of the one version of a page."""
    return page.hex * 2
