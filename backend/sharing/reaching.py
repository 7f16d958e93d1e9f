"""How a safety-critical change reaches an organisation's own copy: what is live, what is scheduled, and what is a draft."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState

from backend.sharing.models import Action, Adoption, SafetyChange, note
from backend.sharing.own_media import OwnMedia
from backend.sharing.patching import Patch, patch
from backend.sharing.shown import as_page, live_version, published_revision
from backend.sharing.telling import tell


@transaction.atomic
def reach_copy(adoption: Adoption, source: Page, change: SafetyChange) -> None:
    """Carry the change into an organisation's own copy, publish that, and tell the team what it could not take over."""
    adoption = Adoption.objects.select_for_update(of=("self",)).select_related("offer__owner").get(pk=adoption.pk)
    page: Any = Page.objects.get(pk=adoption.page_id).specific
    media = OwnMedia(adoption.organisation, adoption.own_media)
    before, after = _before(adoption, media), live_version(adoption)
    if before is None or after is None or type(page) is not type(after):
        adoption.unapplied = ["the whole page"]
    else:
        media.take_over(after)
        adoption.unapplied = _carry(page, before, after)
    version = source.compiled.document_id
    adoption.accepted_digest, adoption.accepted_revision_id = version, published_revision(source)
    adoption.accepted_at, adoption.own_media = timezone.now(), media.copies
    adoption.save()
    note(Action.SAFETY_CRITICAL, adoption=adoption, actor=change.actor, digest=version, text=change.note)
    left = f" It could not take over: {'; '.join(adoption.unapplied)}. Please do that by hand."
    owner = adoption.offer.owner.name
    text = f"{owner} sent a safety-critical change for your copy.{left if adoption.unapplied else ''} {change.note}"
    tell([adoption.organisation_id], f"“{page.title}” was changed", text.strip())


def _before(adoption: Adoption, media: OwnMedia) -> Any:
    """Return the version that the copy was made from, as it refers to the copy's own media."""
    if adoption.accepted_revision is not None:
        found = as_page(adoption.accepted_revision)
    elif adoption.kept_version is not None:
        found = adoption.kept_version.as_page()
    else:
        return None
    media.take_over(found)
    return found


def _carry(page: Any, before: Any, after: Any) -> list[str]:
    """Patch the copy wherever somebody might publish it from; returns what the public version could not take over.

    A draft that nobody has published stays a draft: only what is live goes live.
    """
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes or not page.live else None
    left: list[str] = []
    if page.live:
        result = patch(page, before, after)
        left = result.unapplied
        if result.changed:
            left = left + _published(page)
    for scheduled in page.revisions.filter(approved_go_live_at__isnull=False):
        _patch_revision(scheduled, before, after)
    if draft is not None:
        result = patch(draft, before, after)
        left = left or result.unapplied
        _save_draft(page, draft, result)
    return left


def _published(page: Any) -> list[str]:
    try:
        with transaction.atomic():
            page.save_revision(clean=False, log_action=True).publish(skip_permission_checks=True)
    except ValidationError as error:
        return [f"what is published, because {' '.join(error.messages)}"]
    return []


def _save_draft(page: Any, draft: Any, result: Patch) -> None:
    """Make the patched draft the newest again, also for those who are asked to approve it."""
    revision = draft.save_revision(clean=False, log_action=bool(result.changed))
    waiting = TaskState.objects.filter(
        workflow_state__object_id=str(page.pk), workflow_state__base_content_type=revision.base_content_type,
        status=TaskState.STATUS_IN_PROGRESS,
    )  # fmt: skip
    waiting.update(revision=revision)


def _patch_revision(revision: Revision, before: Any, after: Any) -> None:
    planned = as_page(revision)
    if patch(planned, before, after).changed:
        revision.content = planned.serializable_data()
        revision.save()
