"""What the API answers with beside documents and manifests; the OpenAPI document is generated from these types."""

from pydantic import NonNegativeInt, RootModel

from content_models import Digest, Document, DocumentType, Model
from content_models.values import HttpUrl, Line, LocaleCode, OrganisationKind, PageId, Path, Slug


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


class Page(Model):
    """A page of a site, ready to use: its links, contacts and files have addresses.

    `digest` is that of the stored document, before anything was filled in.
    """

    id: PageId
    locale: LocaleCode
    type: DocumentType
    path: Path
    url: HttpUrl
    digest: Digest
    document: Document


class PageList(Model):
    """Some of the pages that fit, in the order of the site; `next` and `previous` lead to the others."""

    total: NonNegativeInt
    limit: NonNegativeInt
    offset: NonNegativeInt
    next: HttpUrl | None = None
    previous: HttpUrl | None = None
    pages: tuple[Page, ...]


class StoredDocument(RootModel[Document]):
    """A document as it was published: links are `page:<id>`, contacts and files have no address yet."""


class Problem(Model):
    """What went wrong (RFC 9457). `type` is stable and can be compared; `detail` is for people."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
