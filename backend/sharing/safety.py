"""Safety-critical changes reach everybody at once: reviewers accept them unasked, copies take over what they can."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageLogEntry
from wagtail.signals import page_published

from backend.sharing.models import Action, Adoption, Mode, Offer, SafetyChange, SharingRecord, note
from backend.sharing.models.record import who
from backend.sharing.reaching import reach_copy
from backend.sharing.shown import is_public, published_revision
from backend.sharing.signals import sources_compiled
from backend.sharing.telling import tell

CARRIED = "It also brings what changed before and your team had not accepted yet."


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
    if Offer.objects.covering(instance).exists() or Adoption.objects.filter(source_id=instance.pk).exists():
        actor = getattr(revision, "user", None)
        SafetyChange.objects.create(
            page_id=instance.pk, revision=revision, actor=actor, note=getattr(instance, "change_note", "")
        )


def spread(pages: Iterable[int]) -> None:
    """Carry out the safety-critical changes of `pages` (primary keys) whose new version has been compiled.

    Reviewers count as having accepted it; whoever publishes then moves them all at once, as it moves followers. Safe to
    repeat, and to be killed at any point.
    """
    waiting = SafetyChange.objects.filter(page_id__in=list(pages), done__isnull=True)
    for change in waiting.select_related("page__compiled", "revision", "actor"):
        _spread(change)


def _is_compiled(change: SafetyChange) -> bool:
    """Say whether the published document holds the change: somebody may just have compiled what was there before."""
    compiled = getattr(change.page, "compiled", None)
    if compiled is None or not compiled.document_id or compiled.error:
        # The change spreads when somebody has mended the page.
        return False
    if not is_public(change.page):
        # Nobody gets what its owner shows to nobody; it spreads when the page is public.
        return False
    made_from = published_revision(change.page)
    return change.revision_id is None or (made_from is not None and made_from >= change.revision_id)


def _spread(change: SafetyChange) -> None:
    if not _is_compiled(change):
        return
    source = change.page
    version: str = source.compiled.document_id
    users = Adoption.objects.filter(source_id=source.pk).select_related("offer__owner", "organisation", "page")
    for adoption in users.filter(mode=Mode.DETACHED).exclude(accepted_digest=version).order_by("pk"):
        reach_copy(adoption, source, change)
    with transaction.atomic():
        if SafetyChange.objects.select_for_update().filter(pk=change.pk, done__isnull=True).first() is None:
            return
        shows = list(users.in_step().order_by("pk").select_for_update(of=("self",)))
        reviewers = [one for one in shows if one.mode == Mode.REVIEW and one.accepted_digest != version]
        behind = _behind(reviewers, change)
        _accept_for(reviewers, behind, change)
        _record(change, shows, behind, version)
        _tell(shows, behind, change)
        SafetyChange.objects.filter(pk=change.pk).update(done=timezone.now())


def _behind(reviewers: Sequence[Adoption], change: SafetyChange) -> set[int]:
    """Return which reviewers get more than this change: their owner has published since what they accepted."""
    entries = PageLogEntry.objects.filter(page_id=change.page_id, action="wagtail.publish", revision__isnull=False)
    if change.revision_id is not None:
        entries = entries.filter(revision_id__lt=change.revision_id)
    last: int = entries.order_by("-revision_id").values_list("revision_id", flat=True).first() or 0
    return {one.pk for one in reviewers if one.behind_since or (one.accepted_revision_id or last) < last}


def _accept_for(reviewers: Sequence[Adoption], behind: set[int], change: SafetyChange) -> None:
    now, made_from = timezone.now(), published_revision(change.page)
    for one in reviewers:
        # What the team can compare with begins where it last looked.
        one.safety_before_id = one.safety_before_id or one.accepted_revision_id
        one.safety_note, one.safety_at = _words(one, one.pk in behind, change), now
        one.accepted_digest, one.accepted_revision_id = change.page.compiled.document_id, made_from
        one.accepted_at, one.behind_since, one.remind_on = now, None, None
    fields = [
        "safety_before", "safety_note", "safety_at", "accepted_digest", "accepted_revision", "accepted_at",
        "behind_since", "remind_on",
    ]  # fmt: skip
    Adoption.objects.bulk_update(reviewers, fields, batch_size=500)


def _words(adoption: Adoption, carries: bool, change: SafetyChange) -> str:
    words = [f"{adoption.offer.owner.name} sent a safety-critical change.", change.note.strip()]
    return " ".join(part for part in (*words, CARRIED if carries else "") if part)


def _record(change: SafetyChange, shows: Sequence[Adoption], behind: set[int], version: str) -> None:
    offer = Offer.objects.covering(change.page).order_by("pk").first()
    if offer is not None:
        note(Action.SAFETY_CRITICAL, offer=offer, actor=change.actor, digest=version, text=change.note)
    rows = [
        SharingRecord(
            action=Action.SAFETY_CRITICAL, offer_id=one.offer_id, adoption=one, owner_id=one.offer.owner_id,
            organisation_id=one.organisation_id, adopter_name=one.organisation.name, title=one.page.title[:255],
            locale=one.locale, digest=version, note=f"{change.note} {CARRIED if one.pk in behind else ''}".strip(),
            **who(change.actor),
        )
        for one in shows
    ]  # fmt: skip
    SharingRecord.objects.bulk_create(rows, batch_size=500)


def _tell(shows: Sequence[Adoption], behind: set[int], change: SafetyChange) -> None:
    """Write to everybody who shows the page: that it is there, what it carries along, or that theirs is not published."""
    over = set(Adoption.objects.filter(pk__in=[one.pk for one in shows]).over().values_list("pk", flat=True))
    for is_live in (True, False):
        for carries in (True, False):
            some = [
                one
                for one in shows
                if one.pk not in over and one.page.live is is_live and (one.pk in behind) is carries
            ]
            if some:
                where = "It is on your site already." if is_live else "Your page has it, and is not published."
                text = f"{_words(some[0], carries, change)} {where}"
                tell([one.organisation_id for one in some], f"“{change.page.title}” was changed", text)


@transaction.atomic
def seen(adoption: Adoption, *, actor: Any) -> None:
    """Note that the team has looked at what a safety-critical change brought."""
    Adoption.objects.filter(pk=adoption.pk).update(safety_note="", safety_before=None, safety_at=None)
    note(Action.SEEN, adoption=adoption, actor=actor)
    adoption.refresh_from_db()
