"""The manifest: everything that a site consists of at one sequence."""

from typing import Literal, Self
from uuid import UUID

from pydantic import NonNegativeInt, model_validator

from content_models.base import CONTRACT_VERSION, Digest, Model
from content_models.contacts import Contact
from content_models.documents import DocumentType
from content_models.links import Target
from content_models.site import Site
from content_models.values import HttpUrl, Line, LocaleCode, Owner, PageId, Path, Slug, Text


class AdoptedEntry(Model):
    """That a page is adopted from its owner, and how.

    It either follows what the owner publishes, or shows the version that the site's team accepted. `canonical` is the
    page's address on its owner's site, where the owner asks search engines to send people there.
    """

    owner: Owner
    mode: Literal["follow", "review"]
    canonical: HttpUrl | None = None


class Entry(Model):
    """One page of a site: at which path, in which language, in which version.

    An adopted page is its owner's document, byte for byte, with the digest of the overlay that the site adds, if any.
    """

    path: Path
    id: PageId
    locale: LocaleCode
    type: DocumentType
    digest: Digest
    overlay: Digest | None = None
    adopted: AdoptedEntry | None = None

    @property
    def version(self) -> str:
        """What the page consists of: equal for two entries when they show the same document with the same overlay."""
        return f"{self.digest}+{self.overlay}" if self.overlay else self.digest

    @model_validator(mode="after")
    def only_adopted_pages_have_an_overlay(self) -> Self:
        """Reject local parts on a page of the site's own."""
        if self.overlay and not self.adopted:
            raise ValueError("only an adopted page has an overlay")
        return self


class ExternalPage(Model):
    """A page that this site's documents refer to and that lives on its owner's site."""

    id: PageId
    locale: LocaleCode
    type: DocumentType
    title: Line
    summary: Text
    url: HttpUrl
    owner: Owner


class Redirect(Model):
    """An old path of the site and where it leads now."""

    path: Path
    target: Target
    permanent: bool = True


class Manifest(Model):
    """A site at one sequence. Entries stand in tree order: a parent before its children, siblings in the editors' order."""

    contract: Literal[1] = CONTRACT_VERSION
    sequence: NonNegativeInt
    site: Site
    contacts: tuple[Contact, ...] = ()
    entries: tuple[Entry, ...] = ()
    external: tuple[ExternalPage, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    gone: tuple[Path, ...] = ()

    @model_validator(mode="after")
    def nothing_stands_twice(self) -> Self:
        """Reject two entries at one path, and one page twice in one language."""
        _reject_repeats("path", [entry.path for entry in self.entries])
        _reject_repeats("page and language", [(entry.id, entry.locale) for entry in self.entries])
        _reject_repeats("contact", [contact.id for contact in self.contacts])
        return self

    @property
    def slug(self) -> Slug:
        """The name of the site, which is its organisation's."""
        return self.site.organisation.slug


def _reject_repeats(what: str, keys: list[str] | list[UUID] | list[tuple[UUID, str]]) -> None:
    if len(set(keys)) != len(keys):
        seen: set[object] = set()
        twice = next(key for key in keys if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"the manifest lists the same {what} twice: {twice}")
