"""Which version of its owner's page an adopted page shows."""

from typing import Any

from django.db.models.signals import pre_delete
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision

from backend.sharing.models.adoption import Adoption
from backend.sharing.models.version import KeptVersion


def connect() -> None:
    """Notice revisions that are deleted, with their page or in a clear-out."""
    pre_delete.connect(_revision_goes, sender=Revision, dispatch_uid="sharing_revision_goes")


def _revision_goes(instance: Revision, **_: Any) -> None:
    keep_version(instance)


def adoption_of(page: Page) -> Adoption | None:
    """Return the adoption that `page` stands for, or None for a page that is nobody else's."""
    found: Adoption | None = getattr(page, "adoption", None)
    return found


def shown_version(adoption: Adoption | None) -> Any:
    """Return the owner's page as the adopter's site shows it; None while there is nothing to show.

    That is the accepted version, or the published one where none was recorded yet.
    """
    if adoption is None:
        return None
    if adoption.accepted_revision is not None:
        return as_page(adoption.accepted_revision)
    if adoption.kept_version is not None:
        return adoption.kept_version.as_page()
    return live_version(adoption)


def live_version(adoption: Adoption) -> Any:
    """Return the owner's page as everybody may read it now; None while it is taken down or private.

    Until something newer is compiled that is the version which was: what a team compares is what it can accept.
    """
    source = adoption.source
    if source is None or not is_public(source):
        return None
    compiled = adoption.current_version
    revision = compiled.revision if compiled is not None and compiled.document_id else None
    revision = revision or source.live_revision
    return as_page(revision) if revision is not None else source.specific


def is_public(page: Page) -> bool:
    """Say whether everybody may read `page` now: it is live, its time is not up, and nothing keeps it private."""
    if not page.live or (page.expire_at is not None and page.expire_at <= timezone.now()):
        return False
    steps = range(page.steplen, len(page.path) + 1, page.steplen)
    return not PageViewRestriction.objects.filter(page__path__in=[page.path[:end] for end in steps]).exists()


def published_revision(source: Page | None) -> int | None:
    """Return the revision from which the published document of `source` was made."""
    compiled = getattr(source, "compiled", None)
    if source is None or compiled is None or not compiled.document_id:
        return source.live_revision_id if source else None
    found: int | None = compiled.revision_id or source.live_revision_id
    return found


def as_page(revision: Revision) -> Any:
    """Return the page as it was in `revision`."""
    return revision.as_object()


def locked_blocks(adoption: Adoption | None) -> frozenset[str]:
    """Return the ids of the blocks that the owner has locked."""
    return frozenset(adoption.offer.locked_blocks) if adoption else frozenset()


def keep_version(revision: Revision) -> None:
    """Keep what `revision` says for those who accepted it, before it is deleted: with its page, or in a clear-out."""
    users = Adoption.objects.filter(accepted_revision=revision)
    if not users.exists():
        return
    kept, _ = KeptVersion.objects.get_or_create(
        revision_number=revision.pk,
        defaults={
            "content_type_id": revision.content_type_id,
            "content": revision.content,
            "created": revision.created_at,
        },
    )
    users.update(kept_version=kept)
