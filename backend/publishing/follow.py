"""Following: when a page of the library was compiled, everybody who follows it shows the new version.

However many they are, the versions move in one UPDATE, in the transaction that writes the intents for their manifests. So
whoever dies here either moved nothing, or left behind exactly what is still to do.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from backend.publishing import intents
from backend.publishing.fit import refit
from backend.publishing.identity import IN_STEP
from backend.publishing.models import CompiledPage, StoredDocument
from backend.publishing.privacy import public_among
from backend.sharing.models import Action, Adoption, Mode, SharingRecord


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of bringing adopters in step."""

    moved: frozenset[int] = field(default_factory=frozenset)
    """Adopted pages that show another version now."""
    unready: frozenset[int] = field(default_factory=frozenset)
    """Live adopted pages that have to be compiled themselves: they showed nothing yet, or another page."""


def follow(pages: Iterable[int]) -> Followed:
    """Bring everybody in step who adopted one of `pages` (primary keys of sources); those that nobody adopted cost a query.

    Followers move to what is published now, reviewers learn that something waits. A source that is not public moves nobody.
    """
    adopted = Adoption.objects.filter(source_id__in=list(pages), mode__in=IN_STEP)
    sources = public_among(adopted.order_by().values_list("source_id", flat=True).distinct())
    if not sources:
        return Followed()
    with transaction.atomic():
        # Two processes that compiled two versions of one page move its followers one after the other.
        list(CompiledPage.objects.select_for_update().filter(page_id__in=sources).order_by("pk").values_list("pk"))
        moved = _move(sources)
        _tell_reviewers(sources)
    shown = adopted.filter(source_id__in=sources, page__compiled__document__isnull=False)
    refit(shown.order_by().values_list("page_id", flat=True))
    return Followed(moved, _unready(sources))


def _others(sources: set[int], mode: Mode) -> Any:
    """Return the adoptions of one mode that show a version of these pages."""
    found = Adoption.objects.filter(source_id__in=sources, mode=mode)
    return found.filter(page__compiled__document__page_id=F("source_key")).order_by("page_id")


def _move(sources: set[int]) -> frozenset[int]:
    """Move followers to what is published, and reviewers to what was accepted meanwhile for all of them at once."""
    is_new = Q(source__compiled__document__page_id=F("source_key"))
    followers = _others(sources, Mode.FOLLOW).filter(is_new)
    followers = followers.exclude(source__compiled__document_id=F("page__compiled__document_id"))
    moved = list(followers.select_related("offer", "organisation", "page", "source__compiled"))
    known = StoredDocument.objects.filter(digest=OuterRef("accepted_digest"), page_id=OuterRef("source_key"))
    reviewers = _others(sources, Mode.REVIEW).exclude(accepted_digest=F("page__compiled__document_id"))
    jumped = list(reviewers.filter(Exists(known)))
    if not (moved or jumped):
        return frozenset()
    pages, others = [row.page_id for row in moved], [row.page_id for row in jumped]
    locked = CompiledPage.objects.select_for_update().filter(page_id__in=[*pages, *others])
    list(locked.order_by("pk").values_list("pk"))
    newest = CompiledPage.objects.filter(page__adoptions__page_id=OuterRef("page_id")).values("document_id")
    accepted = Adoption.objects.filter(page_id=OuterRef("page_id")).values("accepted_digest")
    for some, version in ((pages, newest), (others, accepted)):
        CompiledPage.objects.filter(page_id__in=some).update(
            document_id=Subquery(version[:1]), generation=F("generation") + 1, compiled_at=timezone.now()
        )
    _receive(moved)
    intents.for_manifests("a page that it shows changed", {row.organisation_id for row in (*moved, *jumped)})
    return frozenset([*pages, *others])


def _receive(moved: list[Adoption]) -> None:
    """Note which version followers have now, and in the audit trail that they received it."""
    version = CompiledPage.objects.filter(page_id=OuterRef("source_id")).values("document_id")
    made_from = Coalesce("revision_id", "page__live_revision_id")
    revision = CompiledPage.objects.filter(page_id=OuterRef("source_id")).values(made=made_from)
    Adoption.objects.filter(pk__in=[row.pk for row in moved]).update(
        accepted_digest=Subquery(version[:1]),
        accepted_revision_id=Subquery(revision[:1]),
        accepted_at=timezone.now(),
        behind_since=None,
    )
    SharingRecord.objects.bulk_create([_received(row) for row in moved], batch_size=500)


def _received(row: Adoption) -> SharingRecord:
    source: Any = row.source
    return SharingRecord(
        action=Action.FOLLOWED,
        offer_id=row.offer_id,
        adoption_id=row.pk,
        owner_id=row.offer.owner_id,
        organisation_id=row.organisation_id,
        adopter_name=row.organisation.name,
        title=row.page.title[:255],
        locale=row.locale,
        digest=source.compiled.document_id,
    )


def _tell_reviewers(sources: set[int]) -> None:
    """Note since when something waits for those who accept each version themselves; for nobody else does it wait."""
    reviewers = Adoption.objects.filter(source_id__in=sources, mode=Mode.REVIEW)
    differs = ~Q(accepted_digest=F("source__compiled__document_id"))
    waiting = reviewers.filter(source__compiled__document_id__isnull=False).exclude(accepted_digest="").filter(differs)
    _update(waiting.filter(behind_since__isnull=True), timezone.now())
    _update(reviewers.filter(~differs, behind_since__isnull=False), None)


def _update(rows: Any, behind_since: Any) -> None:
    Adoption.objects.filter(pk__in=rows.order_by().values("pk")).update(behind_since=behind_since)


def _unready(sources: set[int]) -> frozenset[int]:
    rows = Adoption.objects.filter(source_id__in=sources, mode__in=IN_STEP, page__live=True)
    other = ~Q(page__compiled__document__page_id=F("source_key"))
    without = Q(page__compiled__isnull=True) | Q(page__compiled__document__isnull=True)
    return frozenset(rows.filter(without | other).order_by().values_list("page_id", flat=True))
