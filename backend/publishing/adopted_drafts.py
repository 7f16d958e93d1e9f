"""Drafts of adopted pages for their previews: the owner's document that is shown, and the local parts as they are typed."""

from dataclasses import dataclass
from datetime import datetime

from backend.publishing.adopted import versions
from backend.publishing.desired import DesiredEntry
from backend.publishing.errors import PageNotCompiled
from backend.publishing.identity import IN_STEP
from backend.publishing.models import CompiledPage, StoredDocument
from backend.publishing.nearest import nearest
from backend.publishing.presenters.overlay import present_overlay
from backend.publishing.presenters.sources import Sources
from backend.publishing.trees import HomeTree
from backend.sharing.models import AdoptedPage, Adoption
from content_models import (
    Document,
    Overlay,
    canonical_bytes,
    contact_ids,
    digest,
    merge,
    page_ids,
    parse_document,
)

_NOTHING = "Its owner has published nothing that could be shown here in this language."


@dataclass(frozen=True, slots=True)
class AdoptedDraft:
    """A merged document on its way to a preview, and what it was merged from."""

    document: Document
    source: Document
    overlay: Overlay
    adoption: Adoption

    def entry(self, path: str) -> DesiredEntry:
        """Return its place in the manifest. The document is merged already, so no overlay is named."""
        owner = self.adoption.offer.owner
        return DesiredEntry(
            pk=0,
            path=path,
            page_id=self.document.id,
            locale=self.document.locale,
            type=self.document.type,
            digest=digest(canonical_bytes(self.document)),
            page_refs=tuple(sorted(map(str, page_ids(self.document)))),
            contact_refs=tuple(sorted(map(str, contact_ids(self.overlay)))),
            adopted={"owner": {"slug": owner.slug, "name": owner.name}, "mode": str(self.adoption.mode)},
            owner=owner.pk,
            owner_contacts=tuple(sorted(map(str, contact_ids(self.source)))),
            is_canonical_there=self.adoption.offer.canonical_here,
        )


def adopted_draft(page: AdoptedPage, tree: HomeTree, *, since: datetime) -> AdoptedDraft:
    """Return the document nearest to what the draft `page` would show. Raises PageNotCompiled."""
    found = Adoption.objects.filter(page_id=page.pk, mode__in=IN_STEP).select_related(
        "source__compiled", "offer__owner"
    )
    adoption = found.first()
    if adoption is None:
        raise PageNotCompiled("This page stands for no page of the library any more.")
    source = _stored(versions([adoption])[page.pk])
    overlay = nearest(Overlay, _local(page, adoption, tree, since))
    return AdoptedDraft(merge(source, overlay).document, source, overlay, adoption)


def published_document(page: int) -> Document:
    """Return the document of a page as it is published now. Raises PageNotCompiled."""
    compiled = CompiledPage.objects.filter(page_id=page).first()
    return _stored((compiled and compiled.document_id) or "")


def _stored(version: str) -> Document:
    row = StoredDocument.objects.filter(digest=version).first()
    if row is None:
        raise PageNotCompiled(_NOTHING)
    return parse_document(bytes(row.body))


def _local(page: AdoptedPage, adoption: Adoption, tree: HomeTree, since: datetime) -> dict[str, object]:
    sources = Sources()

    def presented() -> dict[str, object]:
        return present_overlay(
            page, adoption.source_key, sources, organisation=tree.organisation, since=since, locale=tree.locale
        )

    # The first time tells the sources what is needed, the second finds it.
    presented()
    sources.load()
    return presented()
