"""Pages become documents: compiled in batches, each batch in a number of queries that does not depend on its pages."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from pydantic import BaseModel, ValidationError
from wagtail.models import Page

from backend.core.models import BasePage
from backend.publishing.errors import PageNotCompiled
from backend.publishing.models import CompiledPage, DocumentMedia, StoredDocument
from backend.publishing.presenters import PRESENTERS, code_version, present
from backend.publishing.presenters.sources import Sources
from backend.publishing.trees import HomeTree, Trees
from content_models import (
    DOCUMENT_TYPES,
    ContractError,
    DocumentBase,
    canonical_bytes,
    contact_ids,
    digest,
    media_files,
    page_ids,
    walk,
)
from content_models.media import MediaFile
from content_models.rich_text import RichText
from content_models.values import Licence, Owner

log = logging.getLogger(__name__)

BATCH: Final = 50
"""Pages compiled at a time, so that memory does not grow with a site."""

_LOOKED_AT: Final = 5000
"""Pages whose stamps are compared in one query."""

_TRIES: Final = 3


@dataclass(slots=True)
class Compiled:
    """What came of compiling pages, by their primary keys."""

    done: set[int] = field(default_factory=set)
    unchanged: set[int] = field(default_factory=set)
    problems: dict[int, str] = field(default_factory=dict)
    """Pages that cannot become documents as they stand: a sentence each. Somebody has to mend the page."""
    failures: dict[int, str] = field(default_factory=dict)
    """Pages that failed for another reason; trying again may help."""


@dataclass(frozen=True, slots=True)
class _Work:
    """One page of a batch: where it is, and what was there before it was read."""

    page: BasePage
    tree: HomeTree
    before: CompiledPage
    stamp: str


def page_models() -> dict[str, type[BasePage]]:
    """Return the model of every page type that becomes a document, by document type."""
    models = [model for model in apps.get_models() if issubclass(model, BasePage)]
    return {model.document_type: model for model in models}


def stamp_of(tree: HomeTree, live_revision: int | None, last_published: Any) -> str:
    """Return what changes when a page must be compiled again, apart from the objects that it refers to."""
    owner = tree.organisation
    facts = (owner.slug, owner.name, owner.licence_name, owner.licence_url, owner.nations, tree.locale)
    moment = last_published.isoformat() if last_published else "-"
    return f"{code_version()}:{digest(repr(facts).encode())[:12]}:{live_revision or '-'}:{moment}"


def compile_pages(pages: Iterable[int], trees: Trees, *, only_stale: bool = False) -> Compiled:
    """Compile the live pages among `pages` (primary keys); those that are not live or on no site are passed over.

    With `only_stale`, pages whose stamp is that of their document are left alone. A page that cannot be compiled keeps its
    last good document and does not keep others from being compiled.
    """
    outcome = Compiled()
    wanted = _stale(pages, trees) if only_stale else set(pages)
    for batch in batched(sorted(wanted), BATCH):
        left: Sequence[int] = batch
        for _ in range(_TRIES):
            left = _compile_batch(left, trees, outcome)
            if not left:
                break
        for page in left:
            outcome.failures[page] = "The page kept changing while it was compiled."
    return outcome


def _stale(pages: Iterable[int], trees: Trees) -> set[int]:
    """Return the pages whose document was made from something older than what is live."""
    found: set[int] = set()
    for some in batched(sorted(set(pages)), _LOOKED_AT):
        rows = Page.objects.filter(pk__in=some, live=True)
        for pk, path, revision, moment, stamp in rows.values_list(
            "pk", "path", "live_revision_id", "last_published_at", "compiled__stamp"
        ):
            tree = trees.of_page(path)
            if tree is not None and stamp != stamp_of(tree, revision, moment):
                found.add(pk)
    return found


def _compile_batch(pages: Sequence[int], trees: Trees, outcome: Compiled) -> list[int]:
    """Compile a batch; returns the pages that somebody else compiled meanwhile, from a newer or older reading."""
    work = list(_work(pages, trees))
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


def _work(pages: Sequence[int], trees: Trees) -> Iterator[_Work]:
    # Generations are read before the pages: a write in between makes ours fail, never the other way round.
    CompiledPage.objects.bulk_create(
        [CompiledPage(page_id=pk) for pk in Page.objects.filter(pk__in=pages, live=True).values_list("pk", flat=True)],
        ignore_conflicts=True,
    )
    before = CompiledPage.objects.in_bulk(pages)
    wanted: dict[int, list[int]] = defaultdict(list)
    places: dict[int, HomeTree] = {}
    rows = Page.objects.filter(pk__in=list(before), live=True)
    for pk, path, content_type in rows.values_list("pk", "path", "content_type_id"):
        if tree := trees.of_page(path):
            wanted[content_type].append(pk)
            places[pk] = tree
    for model in _models_of(wanted):
        for page in model.objects.filter(pk__in=wanted[_content_type(model)], live=True).order_by("pk"):
            tree = places[page.pk]
            yield _Work(page, tree, before[page.pk], stamp_of(tree, page.live_revision_id, page.last_published_at))


def _models_of(wanted: dict[int, list[int]]) -> list[type[BasePage]]:
    return [model for name, model in page_models().items() if name in PRESENTERS and _content_type(model) in wanted]


def _content_type(model: type[BasePage]) -> int:
    return ContentType.objects.get_for_model(model).pk


def _guarded(part: _Work, sources: Sources, outcome: Compiled, *, validated: bool = False) -> DocumentBase | None:
    """Present one page; what goes wrong with it is noted and does not stop the others."""
    try:
        data = present(
            part.page,
            sources,
            organisation=part.tree.organisation,
            since=part.before.created,
            locale=part.tree.locale,
        )
        return _document(part.page.document_type, data) if validated else None
    except PageNotCompiled as error:
        outcome.problems[part.page.pk] = _sentence(part.page, str(error))
    except ContractError as error:
        outcome.problems[part.page.pk] = _sentence(part.page, f"{error}.")
    except Exception as error:
        log.exception("Page %s could not be compiled.", part.page.pk)
        outcome.failures[part.page.pk] = _sentence(part.page, f"{type(error).__name__}, see the log.")
    return None


def _document(name: str, data: dict[str, Any]) -> DocumentBase:
    try:
        return DOCUMENT_TYPES[name].model_validate(data)
    except ValidationError as error:
        raise ContractError.from_validation(name, error) from error


def _sentence(page: BasePage, reason: str) -> str:
    return f"The page “{page.title}” (number {page.pk}) cannot be published as it stands: {reason}"


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
            rows, ["document", "stamp", "error", "generation", "compiled_at"], batch_size=BATCH
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
        row.document_id = document.digest


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


def words_of(document: DocumentBase) -> str:
    """Return all words of a document in lower case, for a plain search."""
    words: list[str] = []
    for part in walk(document):
        if isinstance(part, RichText):
            words.append(part.plain)
        elif not isinstance(part, Owner | Licence | MediaFile):
            words += _texts(part)
    return " ".join(" ".join(words).lower().split())


_NO_WORDS: Final = frozenset(
    {"type", "kind", "style", "id", "locale", "digest", "media_type", "filename", "url", "accepts", "html"}
)


def _texts(part: BaseModel) -> Iterator[str]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        if name in _NO_WORDS or isinstance(value, UUID):
            continue
        if type(value) is str:
            yield value
        elif isinstance(value, tuple):
            for item in value:
                if type(item) is str:
                    yield item
                elif isinstance(item, tuple):
                    yield from (cell for cell in item if type(cell) is str)
