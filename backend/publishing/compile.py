"""Pages become documents: compiled in batches, each batch in a number of queries that does not depend on its pages."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any, Final

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from pydantic import ValidationError
from wagtail.models import Page

from backend.core.models import BasePage
from backend.publishing import adopted
from backend.publishing.compiled import BATCH, Compiled, content_type, in_tries, sentence, stamp_of
from backend.publishing.errors import PageNotCompiled
from backend.publishing.locks import Locks, load_locks
from backend.publishing.models import CompiledPage, DocumentMedia, StoredDocument
from backend.publishing.presenters import PRESENTERS, Shared, present
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.trees import HomeTree, Trees
from backend.publishing.words import words_of
from backend.sharing.models import AdoptedPage, Adoption, Mode
from content_models import (
    DOCUMENT_TYPES,
    ContractError,
    DocumentBase,
    canonical_bytes,
    contact_ids,
    digest,
    media_files,
    page_ids,
)
from content_models.media import MediaFile

log = logging.getLogger(__name__)

_LOOKED_AT: Final = 5000
"""Pages whose stamps are compared in one query."""


@dataclass(frozen=True, slots=True)
class _Work:
    """One page of a batch: where it is, and what was there before it was read."""

    page: BasePage
    tree: HomeTree
    before: CompiledPage
    stamp: str
    shared: Shared


def page_models() -> dict[str, type[BasePage]]:
    """Return the model of every page type that becomes a document, by document type."""
    models = [model for model in apps.get_models() if issubclass(model, BasePage)]
    return {model.document_type: model for model in models}


def compile_pages(pages: Iterable[int], trees: Trees, *, only_stale: bool = False) -> Compiled:
    """Compile the live pages among `pages` (primary keys); those that are not live or on no site are passed over.

    With `only_stale`, pages whose stamp is that of their document are left alone. A page that cannot be compiled keeps its
    last good document and does not keep others from being compiled.
    """
    outcome = Compiled()
    asked = set(pages)
    if not asked:
        return outcome
    locks = load_locks()
    wanted = _stale(asked, trees, locks) if only_stale else asked
    shared = adopted.among(wanted)
    for batch in batched(sorted(wanted - shared), BATCH):
        in_tries(batch, outcome, lambda left: _compile_batch(left, trees, locks, outcome))
    adopted.compile_adopted(shared, trees, outcome)
    return outcome


def _stale(pages: Iterable[int], trees: Trees, locks: Locks) -> set[int]:
    """Return the pages whose document was made from something older than what is live."""
    found: set[int] = set()
    is_adopted = content_type(AdoptedPage)
    for some in batched(sorted(set(pages)), _LOOKED_AT):
        rows = Page.objects.filter(pk__in=some, live=True)
        for pk, path, key, revision, moment, stamp, kind in rows.values_list(
            "pk",
            "path",
            "translation_key",
            "live_revision_id",
            "last_published_at",
            "compiled__stamp",
            "content_type_id",
        ):
            tree = trees.of_page(path)
            locked = frozenset() if kind == is_adopted else locks.of_page(path, key)
            if tree is not None and stamp != stamp_of(tree, revision, moment, locked):
                found.add(pk)
    return found | adopted.out_of_step(pages)


def _compile_batch(pages: Sequence[int], trees: Trees, locks: Locks, outcome: Compiled) -> list[int]:
    """Compile a batch; returns the pages that somebody else compiled meanwhile, from a newer or older reading."""
    work = list(_work(pages, trees, locks))
    sources = Sources()
    ready: list[tuple[_Work, DocumentBase]] = []
    for part in work:
        _guarded(part, sources, outcome)
    sources.load()
    for part in work:
        if part.page.pk in outcome.failures or part.page.pk in outcome.problems:
            continue
        if (document := _guarded(part, sources, outcome, validated=True)) is not None:
            ready.append((part, document))
    return _write(work, ready, outcome)


def _work(pages: Sequence[int], trees: Trees, locks: Locks) -> Iterator[_Work]:
    # Generations are read before the pages: a write in between makes ours fail, never the other way round.
    CompiledPage.objects.bulk_create(
        [CompiledPage(page_id=pk) for pk in Page.objects.filter(pk__in=pages, live=True).values_list("pk", flat=True)],
        ignore_conflicts=True,
    )
    before = CompiledPage.objects.in_bulk(pages)
    wanted: dict[int, list[int]] = defaultdict(list)
    places: dict[int, HomeTree] = {}
    rows = Page.objects.filter(pk__in=list(before), live=True)
    for pk, path, kind in rows.values_list("pk", "path", "content_type_id"):
        if tree := trees.of_page(path):
            wanted[kind].append(pk)
            places[pk] = tree
    copies = _copied_from(places)
    for model in _models_of(wanted):
        for page in model.objects.filter(pk__in=wanted[content_type(model)], live=True).order_by("pk"):
            tree = places[page.pk]
            locked = locks.of_page(page.path, page.translation_key)
            stamp = stamp_of(tree, page.live_revision_id, page.last_published_at, locked)
            yield _Work(page, tree, before[page.pk], stamp, Shared(locked, copies.get(page.pk)))


def _copied_from(pages: Iterable[int]) -> Mapping[int, Json]:
    """Return, for each page that was adopted once and detached, which version of whose page it was copied from."""
    rows = Adoption.objects.filter(page_id__in=list(pages), mode=Mode.DETACHED).exclude(accepted_digest="")
    return {
        page: {"id": str(key), "owner": {"slug": slug, "name": name}, "version": version}
        for page, key, slug, name, version in rows.order_by().values_list(
            "page_id", "source_key", "offer__owner__slug", "offer__owner__name", "accepted_digest"
        )
    }


def _models_of(wanted: dict[int, list[int]]) -> list[type[BasePage]]:
    return [model for name, model in page_models().items() if name in PRESENTERS and content_type(model) in wanted]


def _guarded(part: _Work, sources: Sources, outcome: Compiled, *, validated: bool = False) -> DocumentBase | None:
    """Present one page; what goes wrong with it is noted and does not stop the others."""
    try:
        data = present(
            part.page,
            sources,
            organisation=part.tree.organisation,
            since=part.before.created,
            locale=part.tree.locale,
            shared=part.shared,
        )
        return _document(part.page.document_type, data) if validated else None
    except PageNotCompiled as error:
        outcome.problems[part.page.pk] = sentence(part.page, str(error))
    except ContractError as error:
        outcome.problems[part.page.pk] = sentence(part.page, f"{error}.")
    except Exception as error:
        log.exception("Page %s could not be compiled.", part.page.pk)
        outcome.failures[part.page.pk] = sentence(part.page, f"{type(error).__name__}, see the log.")
    return None


def _document(name: str, data: dict[str, Any]) -> DocumentBase:
    try:
        return DOCUMENT_TYPES[name].model_validate(data)
    except ValidationError as error:
        raise ContractError.from_validation(name, error) from error


def _write(work: list[_Work], ready: list[tuple[_Work, DocumentBase]], outcome: Compiled) -> list[int]:
    documents = {part.page.pk: _row(part, document) for part, document in ready}
    media = {documents[part.page.pk].digest: media_files(document) for part, document in ready}
    now, overtaken, rows = timezone.now(), [], []
    with transaction.atomic():
        pages = [part.page.pk for part in work]
        locked = {
            row.page_id: row
            for row in CompiledPage.objects.select_for_update().filter(page_id__in=pages).order_by("pk")
        }
        for part in work:
            row = locked.get(part.page.pk)
            if row is None:
                continue
            if row.generation != part.before.generation:
                # Somebody else was quicker; that is as good when they made the same of it.
                if _is_same(row, part, documents.get(part.page.pk)):
                    outcome.unchanged.add(part.page.pk)
                else:
                    overtaken.append(part.page.pk)
                continue
            _update(row, part, documents.get(part.page.pk), outcome, now)
            rows.append(row)
        fresh = [documents[row.page_id] for row in rows if row.page_id in documents]
        _store(fresh, media)
        CompiledPage.objects.bulk_update(
            rows,
            ["document", "overlay", "revision", "stamp", "error", "generation", "compiled_at"],
            batch_size=BATCH,
        )
    for pk in overtaken:
        outcome.problems.pop(pk, None)
        outcome.failures.pop(pk, None)
    return overtaken


def _is_same(row: CompiledPage, part: _Work, document: StoredDocument | None) -> bool:
    return document is not None and (row.document_id, row.stamp) == (document.digest, part.stamp)


def _update(row: CompiledPage, part: _Work, document: StoredDocument | None, outcome: Compiled, now: Any) -> None:
    pk = part.page.pk
    row.generation += 1
    row.compiled_at = now
    row.error = outcome.problems.get(pk) or outcome.failures.get(pk) or ""
    # After a failure that may pass, the page stays stale, so that `reconcile` tries it again.
    row.stamp = "" if pk in outcome.failures else part.stamp
    if document is not None:
        (outcome.unchanged if row.document_id == document.digest else outcome.done).add(pk)
        row.document_id, row.overlay_id, row.revision_id = document.digest, None, part.page.live_revision_id


def _row(part: _Work, document: DocumentBase) -> StoredDocument:
    body = canonical_bytes(document)
    return StoredDocument(
        digest=digest(body),
        page_id=document.id,
        locale=document.locale,
        type=part.page.document_type,
        owner_id=part.tree.organisation.pk,
        body=body,
        title=document.title,
        summary=document.summary,
        words=words_of(document),
        page_refs=sorted(map(str, page_ids(document))),
        contact_refs=sorted(map(str, contact_ids(document))),
    )


def _store(fresh: list[StoredDocument], media: dict[str, dict[str, MediaFile]]) -> None:
    """Append documents and what they carry; those that are there already stay as they are."""
    StoredDocument.objects.bulk_create(fresh, ignore_conflicts=True)
    carried = [DocumentMedia(document_id=row.digest, media_id=file) for row in fresh for file in media[row.digest]]
    DocumentMedia.objects.bulk_create(carried, ignore_conflicts=True)
