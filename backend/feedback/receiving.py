"""Taking a visitor's answer to “Was this page useful?”."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from backend.feedback import limits
from backend.feedback.errors import UnknownVersion
from backend.feedback.models import COMMENT_LENGTH, Comment, Tally
from backend.feedback.scrubbing import is_spam, scrubbed
from backend.organisations.models import Organisation
from backend.publishing.models import LiveEntry, ManifestChange, StoredDocument

GRACE: Final = timedelta(days=30)
"""For so long after a new version was published, answers about the one before are taken: pages stay open in browsers."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a form sent: the digest of the page's version, yes or no, and perhaps a comment."""

    version: str
    useful: bool
    comment: str = ""


def asking(slug: str) -> Organisation | None:
    """Return the organisation whose site `slug` asks for feedback, or None."""
    found = Organisation.objects.filter(slug=slug, manifest__sequence__gt=0).exclude(feedback_url="")
    return found.first()


def document_of(version: str) -> StoredDocument | None:
    """Return what is known of a version without its words."""
    return StoredDocument.objects.only("digest", "page_id", "locale", "owner_id").filter(digest=version).first()


def receive(organisation: Organisation, answer: Answer, document: StoredDocument | None, source: str) -> None:
    """Count an answer, and keep its comment without what tells who somebody is.

    The digest stands for a token: whoever knows it has seen this version of the page, and it ends with the version.
    Raises UnknownVersion, TooManyAnswers.
    """
    limits.count(limits.OF_SOURCE, source)
    if document is None or not _shows(organisation, document):
        raise UnknownVersion("This site does not show this version of a page.")
    if limits.is_repeated(source, organisation.slug, answer.version, str(answer.useful), answer.comment):
        return
    page = f"{organisation.pk}:{document.page_id}:{document.locale}"
    limits.count(limits.OF_SOURCE_AND_PAGE, source, page)
    limits.count(limits.OF_PAGE, page)
    limits.count(limits.OF_SITE, str(organisation.pk))
    if not is_spam(answer.comment):
        _store(organisation, answer, document)


def _shows(organisation: Organisation, document: StoredDocument) -> bool:
    """Say whether a site shows this version, or did until lately and still has its page."""
    about = {"organisation": organisation, "page_id": document.page_id, "locale": document.locale}
    live = LiveEntry.objects.filter(**about).values_list("document_id", flat=True).first()
    if live is None or live == document.digest:
        return live is not None
    changes = ManifestChange.objects.filter(**about).order_by("-sequence").values_list("digest", "created")
    replaced = None
    for digest, created in changes[:50]:
        if digest == document.digest:
            return replaced is not None and replaced >= timezone.now() - GRACE
        replaced = created
    return False


@transaction.atomic
def _store(organisation: Organisation, answer: Answer, document: StoredDocument) -> None:
    about = {
        "organisation": organisation,
        "page_id": document.page_id,
        "locale": document.locale,
        "version": document.digest,
        "day": timezone.localdate(),
    }
    Tally.objects.get_or_create(**about, defaults={"owner_id": document.owner_id})
    counted = "yes" if answer.useful else "no"
    Tally.objects.filter(**about).update(**{counted: F(counted) + 1})
    if text := scrubbed(answer.comment)[:COMMENT_LENGTH]:
        Comment.objects.create(**about, useful=answer.useful, text=text)
