"""Adopted pages: each shows a version of its owner's document, and adds an overlay compiled from its local parts.

Which version that is, is decided here. Nothing of the owner's text is compiled again, whoever adopts it.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Final

from django.db import transaction
from django.utils import timezone
from pydantic import ValidationError
from wagtail.models import Page

from backend.publishing.compiled import BATCH, Compiled, content_type, in_tries, sentence, stamp_of
from backend.publishing.errors import PageNotCompiled
from backend.publishing.fit import refit
from backend.publishing.identity import IN_STEP
from backend.publishing.models import CompiledPage, OverlayMedia, StoredDocument, StoredOverlay
from backend.publishing.presenters.overlay import present_overlay
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.privacy import public_among
from backend.publishing.trees import HomeTree, Trees
from backend.publishing.words import words_of
from backend.sharing.models import AdoptedPage, Adoption, Mode
from backend.sharing.shown import published_revision
from content_models import ContractError, Overlay, canonical_bytes, contact_ids, digest, media_files, page_ids

log = logging.getLogger(__name__)

_LOOKED_AT: Final = 5000


@dataclass(frozen=True, slots=True)
class _Work:
    """One adopted page of a batch, the version that it shows, and what was there before it was read."""

    page: AdoptedPage
    adoption: Adoption | None
    tree: HomeTree
    before: CompiledPage
    stamp: str
    version: str


def among(pages: Iterable[int]) -> set[int]:
    """Return the adopted pages among `pages`."""
    found: set[int] = set()
    for some in batched(sorted(pages), _LOOKED_AT):
        rows = Page.objects.filter(pk__in=some, content_type=content_type(AdoptedPage))
        found.update(rows.values_list("pk", flat=True))
    return found


def versions(adoptions: Iterable[Adoption]) -> dict[int, str]:
    """Return the digest that each adoption shows, by page: the accepted one, or for a follower the newest public one.

    A follower of a page that its owner took down or made private keeps what it has. "" is for a page of which nothing was
    published yet. `source__compiled` of each must have been selected.
    """
    rows = list(adoptions)
    public = public_among(row.source_id for row in rows if row.source_id)
    found = {}
    for row in rows:
        compiled = getattr(row.source, "compiled", None) if row.source_id in public else None
        newest = compiled.document_id if compiled else None
        pinned = row.accepted_digest if row.mode == Mode.REVIEW or not newest else ""
        found[row.page_id] = pinned or newest or row.accepted_digest
    return found


def out_of_step(pages: Iterable[int]) -> set[int]:
    """Return the live adopted pages among `pages` that do not have the version that they should show."""
    found: set[int] = set()
    for some in batched(sorted(pages), _LOOKED_AT):
        rows = Adoption.objects.filter(page_id__in=some, page__live=True, mode__in=IN_STEP)
        adoptions = {row.page_id: row for row in rows.select_related("source__compiled", "page__compiled").order_by()}
        for page, version in versions(adoptions.values()).items():
            compiled = getattr(adoptions[page].page, "compiled", None)
            if version and (compiled is None or compiled.document_id != version):
                found.add(page)
    return found


def compile_adopted(pages: Iterable[int], trees: Trees, outcome: Compiled) -> None:
    """Compile the live adopted pages among `pages`, and find out how their local parts fit."""
    wanted = sorted(set(pages))
    for batch in batched(wanted, BATCH):
        in_tries(batch, outcome, lambda left: _compile_batch(left, trees, outcome))
    refit(wanted)


def _compile_batch(pages: Sequence[int], trees: Trees, outcome: Compiled) -> list[int]:
    """Compile a batch; returns the pages that somebody else compiled meanwhile, or that began to show another version."""
    work = list(_work(pages, trees))
    sources = Sources()
    for part in work:
        _guarded(part, sources, outcome)
    sources.load()
    ready: dict[int, Overlay] = {}
    for part in work:
        if part.page.pk not in outcome.failures and part.page.pk not in outcome.problems:
            overlay = _guarded(part, sources, outcome, validated=True)
            if overlay is not None:
                ready[part.page.pk] = overlay
    return _write(work, ready, outcome)


def _work(pages: Sequence[int], trees: Trees) -> Iterator[_Work]:
    live = AdoptedPage.objects.filter(pk__in=pages, live=True)
    # As everywhere: generations are read before what is compiled.
    CompiledPage.objects.bulk_create(
        [CompiledPage(page_id=pk) for pk in live.values_list("pk", flat=True)], ignore_conflicts=True
    )
    before = CompiledPage.objects.in_bulk(pages)
    in_step = Adoption.objects.filter(page_id__in=pages, mode__in=IN_STEP).select_related("source__compiled")
    adoptions = {row.page_id: row for row in in_step}
    shown = versions(adoptions.values())
    known = set(StoredDocument.objects.filter(digest__in=shown.values()).values_list("digest", flat=True))
    for page in live.order_by("pk"):
        tree = trees.of_page(page.path)
        if tree is not None and page.pk in before:
            stamp = stamp_of(tree, page.live_revision_id, page.last_published_at)
            version = shown.get(page.pk, "")
            yield _Work(page, adoptions.get(page.pk), tree, before[page.pk], stamp, version if version in known else "")


def _guarded(part: _Work, sources: Sources, outcome: Compiled, *, validated: bool = False) -> Overlay | None:
    """Present the local parts of one page; what goes wrong with them is noted and does not stop the others."""
    pk = part.page.pk
    try:
        overlay = _presented(part, sources)
        return Overlay.model_validate(overlay) if validated else None
    except PageNotCompiled as error:
        outcome.problems[pk] = sentence(part.page, str(error))
    except ValidationError as error:
        reason = ContractError.from_validation("the local content", error)
        outcome.problems[pk] = sentence(part.page, f"{reason}.")
    except Exception as error:
        log.exception("Adopted page %s could not be compiled.", pk)
        outcome.failures[pk] = sentence(part.page, f"{type(error).__name__}, see the log.")
    return None


def _presented(part: _Work, sources: Sources) -> Json:
    if part.adoption is None:
        raise PageNotCompiled("it stands for no page of the library any more; delete it.")
    if not part.version:
        raise PageNotCompiled("its owner has published nothing that could be shown here in this language.")
    return present_overlay(
        part.page,
        part.adoption.source_key,
        sources,
        organisation=part.tree.organisation,
        since=part.before.created,
        locale=part.tree.locale,
    )


def _write(work: list[_Work], ready: dict[int, Overlay], outcome: Compiled) -> list[int]:
    overlays = {part.page.pk: _row(part, ready[part.page.pk]) for part in work if not _adds_nothing(part, ready)}
    overtaken: list[int] = []
    rows: list[CompiledPage] = []
    with transaction.atomic():
        pages = [part.page.pk for part in work]
        locked = {
            row.page_id: row
            for row in CompiledPage.objects.select_for_update().filter(page_id__in=pages).order_by("pk")
        }
        for part in work:
            row = locked.get(part.page.pk)
            if row is not None and row.generation != part.before.generation:
                overtaken.append(part.page.pk)
            elif row is not None:
                _update(row, part, overlays.get(part.page.pk), outcome)
                rows.append(row)
        _store([(overlays[row.page_id], ready[row.page_id]) for row in rows if row.page_id in overlays])
        fields = ["document", "overlay", "stamp", "error", "generation", "compiled_at"]
        CompiledPage.objects.bulk_update(rows, fields, batch_size=BATCH)
        written = {row.page_id for row in rows}
        _note_received([part for part in work if part.page.pk in ready and part.page.pk in written])
    for pk in overtaken:
        outcome.problems.pop(pk, None)
        outcome.failures.pop(pk, None)
    return overtaken


def _adds_nothing(part: _Work, ready: dict[int, Overlay]) -> bool:
    return part.page.pk not in ready or ready[part.page.pk].is_empty


def _update(row: CompiledPage, part: _Work, overlay: StoredOverlay | None, outcome: Compiled) -> None:
    pk = part.page.pk
    row.generation += 1
    row.compiled_at = timezone.now()
    row.error = outcome.problems.get(pk) or outcome.failures.get(pk) or ""
    # After a failure that may pass, the page stays stale, so that `reconcile` tries it again.
    row.stamp = "" if pk in outcome.failures else part.stamp
    if not row.error:
        wanted = (part.version, overlay.digest if overlay else None)
        (outcome.unchanged if (row.document_id, row.overlay_id) == wanted else outcome.done).add(pk)
        row.document_id, row.overlay_id = wanted


def _row(part: _Work, overlay: Overlay) -> StoredOverlay:
    body = canonical_bytes(overlay)
    return StoredOverlay(
        digest=digest(body),
        page_id=overlay.id,
        locale=overlay.locale,
        organisation_id=part.tree.organisation.pk,
        body=body,
        summary=overlay.summary or "",
        words=words_of(overlay),
        page_refs=sorted(map(str, page_ids(overlay))),
        contact_refs=sorted(map(str, contact_ids(overlay))),
    )


def _store(fresh: list[tuple[StoredOverlay, Overlay]]) -> None:
    """Append overlays and what they carry; those that are there already stay as they are."""
    StoredOverlay.objects.bulk_create([row for row, _ in fresh], ignore_conflicts=True)
    carried = [
        OverlayMedia(overlay_id=row.digest, media_id=file) for row, overlay in fresh for file in media_files(overlay)
    ]
    OverlayMedia.objects.bulk_create(carried, ignore_conflicts=True)


def _note_received(work: list[_Work]) -> None:
    """Keep what a follower shows as its accepted version, so that it has one when its owner takes the page down."""
    changed = []
    for part in work:
        adoption = part.adoption
        if adoption is not None and adoption.accepted_digest != part.version:
            adoption.accepted_digest = part.version
            adoption.accepted_revision_id = published_revision(adoption.source)
            adoption.accepted_at = timezone.now()
            changed.append(adoption)
    Adoption.objects.bulk_update(changed, ["accepted_digest", "accepted_revision", "accepted_at"])
