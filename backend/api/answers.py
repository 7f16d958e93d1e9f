"""What the API answers with beside documents and manifests; the OpenAPI document is generated from these types."""

from typing import Literal

from pydantic import AwareDatetime, NonNegativeInt, RootModel

from content_models import Digest, Document, DocumentType, Model
from content_models.values import (
    HttpUrl,
    ItemId,
    Line,
    LocaleCode,
    Nation,
    OrganisationKind,
    Owner,
    PageId,
    Path,
    Slug,
    Text,
)


class Index(Model):
    """What this API is: `version` of the API, `contract` of the documents that it serves."""

    name: Line
    version: Line
    contract: int
    links: dict[str, HttpUrl]


class SiteSummary(Model):
    """A public site: how far it is (`sequence`, `digest` of its manifest) and where to read it."""

    slug: Slug
    name: Line
    kind: OrganisationKind
    base_url: HttpUrl
    sequence: NonNegativeInt
    digest: Digest
    manifest: HttpUrl
    export: HttpUrl
    pages: HttpUrl


class SiteList(Model):
    """All public sites, in the order of their names."""

    sites: tuple[SiteSummary, ...]


class Provenance(Model):
    """Where a page comes from: whose it is, in which version, and how the site uses it.

    `own`: the site's own page. `follow`, `review`: the page `id` of `owner` in the version `digest`, which the site follows
    or has accepted, with its `overlay` if it adds something; `blocks` tells by block id what is the owner's (`national`) and
    what the site's (`local`). `detached`: the site's own page by now, made from that version of the owner's.
    """

    owner: Owner
    id: PageId
    digest: Digest
    mode: Literal["own", "follow", "review", "detached"]
    overlay: Digest | None = None
    canonical: HttpUrl | None = None
    blocks: dict[ItemId, Literal["national", "local"]] = {}


class Page(Model):
    """A page of a site, ready to use: local parts are in their places; links, contacts and files have addresses.

    `digest` is that of the stored document, before anything was filled in.
    """

    id: PageId
    locale: LocaleCode
    type: DocumentType
    path: Path
    url: HttpUrl
    digest: Digest
    provenance: Provenance
    document: Document


class PageList(Model):
    """Some of the pages that fit, in the order of the site; `next` and `previous` lead to the others."""

    total: NonNegativeInt
    limit: NonNegativeInt
    offset: NonNegativeInt
    next: HttpUrl | None = None
    previous: HttpUrl | None = None
    pages: tuple[Page, ...]


class LibraryPage(Model):
    """A page that its owner offers to every organisation, in the language `locale`; `locales` are all that it has.

    `digest` is that of the document that is published now. With `whole_section`, all pages below it are offered too.
    """

    id: PageId
    owner: Owner
    type: DocumentType
    locale: LocaleCode
    locales: tuple[LocaleCode, ...]
    title: Line
    summary: Text
    topics: tuple[Line, ...] = ()
    nations: tuple[Nation, ...]
    whole_section: bool
    url: HttpUrl
    digest: Digest
    document: HttpUrl
    last_updated: AwareDatetime


class LibraryList(Model):
    """Some of the pages on offer that fit; `next` and `previous` lead to the others."""

    total: NonNegativeInt
    limit: NonNegativeInt
    offset: NonNegativeInt
    next: HttpUrl | None = None
    previous: HttpUrl | None = None
    pages: tuple[LibraryPage, ...]


class StoredDocument(RootModel[Document]):
    """A document as it was published: links are `page:<id>`, contacts and files have no address yet."""


class Problem(Model):
    """What went wrong (RFC 9457). `type` is stable and can be compared; `detail` is for people."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
