"""Safety-critical changes reach everybody at once: reviewers accept them unasked, copies take over what they can."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published

from backend.sharing.models import Action, Adoption, Mode, Offer, SafetyChange, SharingRecord, note
from backend.sharing.patching import patch
from backend.sharing.shown import as_page
from backend.sharing.signals import sources_compiled
from backend.sharing.telling import tell


def connect() -> None:
    """Notice publications that are marked as safety-critical, and carry them out once they are compiled."""
    page_published.connect(_published, dispatch_uid="sharing_safety")
    sources_compiled.connect(_compiled, dispatch_uid="sharing_safety_spread")


def _compiled(pages: Iterable[int], **_: Any) -> None:
    spread(pages)


def _published(instance: Page, revision: Any = None, **_: Any) -> None:
    if not getattr(instance, "safety_critical", False):
        return
    # The mark was for this publication; the next one is an ordinary one again.
    type(instance)._default_manager.filter(pk=instance.pk).update(safety_critical=False)
    if Offer.objects.covering(instance).exists():
        actor = getattr(revision, "user", None)
        SafetyChange.objects.create(
            page_id=instance.pk, revision=revision, actor=actor, note=getattr(instance, "change_note", "")
        )


def spread(pages: Iterable[int]) -> None:
    """Carry out the safety-critical changes of `pages` (primary keys) whose new version has been compiled.

    Reviewers count as having accepted it; whoever publishes then moves them all at once, as it moves followers. Safe to
    repeat, and to be killed at any point.
    """
    for change in SafetyChange.objects.filter(page_id__in=list(pages), done__isnull=True).select_related("page"):
        _spread(change)


def _spread(change: SafetyChange) -> None:
    source = change.page
    compiled = getattr(source, "compiled", None)
    if compiled is None or not compiled.document_id or compiled.error:
        # What is stored is still the version before; the change spreads when somebody has mended the page.
        return
    users = Adoption.objects.filter(source_id=source.pk).select_related(
        "offer", "organisation", "page", "accepted_revision"
    )
    for adoption in users.filter(mode=Mode.DETACHED).exclude(accepted_digest=compiled.document_id):
        _reach_copy(adoption, source, compiled.document_id, change)
    with transaction.atomic():
        reviewers = list(users.filter(mode=Mode.REVIEW).filter(~Q(accepted_digest=compiled.document_id)))
        Adoption.objects.filter(pk__in=[one.pk for one in reviewers]).update(
            accepted_digest=compiled.document_id, accepted_revision_id=source.live_revision_id,
            accepted_at=timezone.now(), behind_since=None, remind_on=None,
        )  # fmt: skip
        _record(change, reviewers, compiled.document_id)
        change.done = timezone.now()
        change.save(update_fields=["done"])
    owner = reviewers[0].offer.owner.name if reviewers else ""
    if reviewers:
        text = f"{owner} sent a safety-critical change. It is on your site already. {change.note}".strip()
        tell([one.organisation for one in reviewers], f"“{source.title}” was changed", text)


def _record(change: SafetyChange, reviewers: list[Adoption], digest: str) -> None:
    offer = Offer.objects.covering(change.page).first()
    if offer is not None:
        note(Action.SAFETY_CRITICAL, offer=offer, actor=change.actor, digest=digest, text=change.note)
    rows = [
        SharingRecord(
            action=Action.SAFETY_CRITICAL, offer_id=one.offer_id, adoption=one, owner_id=one.offer.owner_id,
            organisation_id=one.organisation_id, title=one.page.title[:255], locale=one.locale, digest=digest,
            note=change.note,
        )
        for one in reviewers
    ]  # fmt: skip
    SharingRecord.objects.bulk_create(rows, batch_size=500)


@transaction.atomic
def _reach_copy(adoption: Adoption, source: Page, digest: str, change: SafetyChange) -> None:
    """Carry the change into an organisation's own copy, publish that, and tell the team what it could not take over."""
    page: Any = Page.objects.get(pk=adoption.page_id).specific
    after: Any = as_page(source.live_revision) if source.live_revision else source.specific
    copy = page.get_latest_revision_as_object()
    if adoption.accepted_revision is None or type(copy) is not type(after):
        adoption.unapplied = ["the whole page"]
    else:
        result = patch(copy, as_page(adoption.accepted_revision), after)
        adoption.unapplied = result.unapplied
        if result.changed:
            revision = copy.save_revision(clean=False, log_action=True)
            if page.live:
                revision.publish(skip_permission_checks=True)
    adoption.accepted_digest, adoption.accepted_revision_id = digest, source.live_revision_id
    adoption.accepted_at = timezone.now()
    adoption.save()
    note(Action.SAFETY_CRITICAL, adoption=adoption, actor=change.actor, digest=digest, text=change.note)
    left = (
        f" It could not take over: {'; '.join(adoption.unapplied)}. Please do that by hand."
        if adoption.unapplied
        else ""
    )
    text = f"{adoption.offer.owner.name} sent a safety-critical change for your copy.{left} {change.note}".strip()
    tell([adoption.organisation], f"“{page.title}” was changed", text)
