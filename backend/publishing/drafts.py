"""Drafts for their previews: compiled by the same presenters as what is published, and kept for minutes only.

Nothing of a draft becomes public: no document, manifest or intent is written. Pictures are resized once, and a file that no
published page carries is served to nobody but the preview.
"""

import json
import logging
from datetime import datetime
from typing import Any, Final

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils import timezone
from wagtail.models import Page
from wagtail_headless_preview.models import PagePreview

from backend.core.models import BasePage
from backend.pages.preview import MAX_AGE, PreviewRefused, check_token
from backend.publishing.adopted_drafts import adopted_draft, published_document
from backend.publishing.desired import DesiredEntry
from backend.publishing.errors import PageNotCompiled, SiteNotCompiled
from backend.publishing.models import CompiledDraft, StoredManifest, StoredMedia
from backend.publishing.nearest import nearest
from backend.publishing.plan import plan
from backend.publishing.presenters import present
from backend.publishing.presenters.sources import Sources
from backend.publishing.trees import STEP, HomeTree, Trees, load_trees
from backend.sharing.models import AdoptedPage
from content_models import (
    DOCUMENT_TYPES,
    Document,
    Manifest,
    canonical_bytes,
    contact_ids,
    digest,
    media_files,
    page_ids,
    to_json,
)

log = logging.getLogger(__name__)

_FILE_SALT: Final = "waymark.preview.file"
_NOWHERE: Final = "This page stands on no site yet, so there is nothing to show it on."


def keep_draft(token: str) -> None:
    """Compile the draft that wagtail-headless-preview keeps under `token`, and forget all that are too old."""
    _forget()
    kept = PagePreview.objects.filter(token=token).first()
    if kept is None:
        return
    site, body, problem = "-", b"", ""
    try:
        site, body = _compiled(kept.as_page())
    except (PageNotCompiled, SiteNotCompiled) as error:
        problem = str(error)
    except Exception:  # the outermost edge of a preview: an editor's work goes on whatever is wrong with it
        log.exception("A draft could not be compiled for its preview.")
        problem = "This draft cannot be shown because of a fault in the system. Your text is safe; save it as a draft."
    CompiledDraft.objects.update_or_create(
        token=token, defaults={"site": site, "body": body, "problem": problem, "created": timezone.now()}
    )


def read_draft(token: str, site: str) -> dict[str, Any]:
    """Return what the preview of a draft is made from; one query.

    Raises PreviewRefused when the token is forged, too old, or for another site, and PageNotCompiled with the reason when
    the draft could not be made into a page.
    """
    check_token(token, site)
    kept = CompiledDraft.objects.filter(token=token, created__gt=timezone.now() - MAX_AGE).first()
    if kept is None:
        raise PreviewRefused("This preview is not there any more. Open it again from the page editor.")
    if kept.problem:
        raise PageNotCompiled(kept.problem)
    answer: dict[str, Any] = json.loads(bytes(kept.body))
    signer = TimestampSigner(salt=_FILE_SALT)
    answer["files"] = {name: signer.sign(name) for name in answer["files"]}
    return answer


def read_file(name: str) -> StoredMedia:
    """Return the file that a signed `name` of `read_draft` stands for; raises PreviewRefused."""
    try:
        found = TimestampSigner(salt=_FILE_SALT).unsign(name, max_age=MAX_AGE)
    except SignatureExpired as error:
        raise PreviewRefused("This file of a preview is too old. Open the preview again from the editor.") from error
    except BadSignature as error:
        raise PreviewRefused("This is no address of a file of a preview.") from error
    media = StoredMedia.objects.filter(digest=found).first()
    if media is None:
        raise PreviewRefused("This file is not there any more. Open the preview again from the editor.")
    return media


def _forget() -> None:
    old = CompiledDraft.objects.filter(created__lte=timezone.now() - MAX_AGE)
    PagePreview.objects.filter(token__in=old.values("token")).delete()
    old.delete()


def _compiled(page: Page) -> tuple[str, bytes]:
    """Return the site of a draft, and the answer of the preview endpoint for it."""
    trees = load_trees()
    tree = trees.of_page(page.path)
    if tree is None or not isinstance(page, BasePage | AdoptedPage):
        raise PageNotCompiled(_NOWHERE)
    path = _path(page, tree)
    if isinstance(page, AdoptedPage):
        shown = adopted_draft(page, tree, since=timezone.now())
        return _answer(trees, tree, shown.document, shown.entry(path))
    document = draft_document(page, tree, since=timezone.now())
    return _answer(trees, tree, document, _entry(document, path))


def keep_look(token: str, organisation: int, source: Page) -> None:
    """Keep, under `token`, what the published page `source` would look like on the site of another organisation."""
    _forget()
    trees = load_trees()
    site, body, problem = "-", b"", ""
    try:
        tree = next((tree for tree in trees.of_organisation(organisation)), None)
        if tree is None:
            raise PageNotCompiled(_NOWHERE)
        document = published_document(source.pk)
        site, body = _answer(trees, tree, document, _entry(document, f"{tree.prefix}{source.slug}/"))
    except (PageNotCompiled, SiteNotCompiled) as error:
        problem = str(error)
    CompiledDraft.objects.update_or_create(
        token=token, defaults={"site": site, "body": body, "problem": problem, "created": timezone.now()}
    )


def _answer(trees: Trees, tree: HomeTree, document: Document, entry: DesiredEntry) -> tuple[str, bytes]:
    """Return the site of a page that is not on it yet, and the answer of the preview endpoint for it."""
    path, owner = entry.path, tree.organisation
    stored = StoredManifest.objects.filter(organisation=owner).first() or StoredManifest(organisation=owner)
    manifest = plan(owner, trees.of_organisation(owner.pk), stored, draft=entry).manifest
    body = {
        "site": owner.slug,
        "path": path,
        "manifest": to_json(manifest),
        "document": to_json(document),
        "files": sorted(_files(document, manifest)),
    }
    return owner.slug, json.dumps(body, ensure_ascii=False).encode()


def draft_document(page: BasePage, tree: HomeTree, *, since: datetime) -> Document:
    """Return the document nearest to what `page` holds, published or not, complete or not. Raises PageNotCompiled."""
    sources = Sources()
    facts: Any = {"organisation": tree.organisation, "since": since, "locale": tree.locale}
    present(page, sources, **facts)
    sources.load()
    document: Any = nearest(DOCUMENT_TYPES[page.document_type], present(page, sources, **facts))
    return document


def _path(page: Page, tree: HomeTree) -> str:
    if page.path == tree.path:
        return tree.prefix
    parent = Page.objects.filter(path=page.path[:-STEP]).values_list("url_path", flat=True).first()
    if parent is None:
        raise PageNotCompiled(_NOWHERE)
    return tree.public_path(f"{parent}{page.slug or 'draft'}/")


def _entry(document: Document, path: str) -> DesiredEntry:
    return DesiredEntry(
        pk=0,
        path=path,
        page_id=document.id,
        locale=document.locale,
        type=document.type,
        digest=digest(canonical_bytes(document)),
        page_refs=tuple(sorted(map(str, page_ids(document)))),
        contact_refs=tuple(sorted(map(str, contact_ids(document)))),
    )


def _files(document: Document, manifest: Manifest) -> set[str]:
    return {*media_files(document), *media_files(manifest.site)}
