"""What templates see of a site: one language of it, with every reference resolved. Pure, and lazy where sites are big."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Self
from uuid import UUID

from content_models import Document, Entry, Manifest, Overlay
from content_models.contacts import Contact, ContactLink
from content_models.links import PageLink, Target
from content_models.media import MediaFile
from content_models.rich_text import RichText, resolve_html
from content_models.site import Site
from frontend.plan.cards import Card, card_of_external
from frontend.plan.documents import DocumentsInMemory, DocumentSource
from frontend.plan.facts import Facts
from frontend.plan.index import IndexTerm, build_index, sort_key
from frontend.plan.page_view import PagesById, PageView
from frontend.plan.passing import has_passed
from frontend.plan.posters import PostersByPath
from frontend.plan.site_lists import SiteLists
from frontend.plan.stand_ins import root_of
from frontend.plan.tree import SiteTree


def media_path(file_digest: str, filename: str) -> str:
    """Return the path of a media file on every site."""
    return f"/media/{file_digest[:16]}/{filename}"


class SiteView:
    """One site in one language, with references resolved from its manifest.

    `locales` are the languages that the site really has: the first, and each in which there is a page. `now` is the moment
    for which the site is made; without one no event is over but those whose editors say so.

    A page's output may depend on: its own document, its breadcrumbs and children (cards), the pages and contacts that
    its document refers to, its alternates, the site's settings. The plan's keys cover exactly these, so templates of
    pages must not walk `pages` or `index()`, which are for the A–Z and the chrome's home link.
    """

    def __init__(
        self,
        manifest: Manifest,
        locale: str,
        source: DocumentSource,
        *,
        tree: SiteTree | None = None,
        now: datetime | None = None,
    ) -> None:
        self.manifest = manifest
        self.site: Site = manifest.site
        self.locale = locale
        self.source = source
        self.now = now
        self.lists = SiteLists(self)
        self.tree = tree or SiteTree(manifest)
        self.locales: tuple[str, ...] = self.tree.locales
        entries = {entry.id: entry for entry in manifest.entries if entry.locale == locale}
        self.pages: Mapping[UUID, PageView] = PagesById(self, entries)
        self._contacts: dict[UUID, Contact] | None = None
        self._cards: dict[str, Card] = {}
        self._documents: dict[str, Document] = {}
        self._base = manifest.site.base_url.rstrip("/")
        self.finder: str | None = None
        """The path of "Find your local team" in this language, where the site has one."""
        self.posters: PostersByPath = {}
        """The posters of each toolkit, by its path."""
        self.search: str | None = None
        """The path of the page to search with in this language, where the site has one."""

    @classmethod
    def of(
        cls,
        manifest: Manifest,
        documents: Iterable[Document],
        locale: str | None = None,
        overlays: Iterable[Overlay] = (),
        now: datetime | None = None,
    ) -> Self:
        """Return a view built from documents and overlays in memory, by default in the site's first language."""
        return cls(manifest, locale or manifest.site.default_locale, DocumentsInMemory(documents, overlays), now=now)

    @cached_property
    def past(self) -> frozenset[str]:
        """The paths of events that are over, in every language."""
        events = (entry for entry in self.manifest.entries if entry.type == "event")
        return frozenset(entry.path for entry in events if has_passed(self.source.facts(entry.version), self.now))

    @property
    def root(self) -> str:
        """The path of this language's home: `/`, or `/cy/` for another than the first."""
        return root_of(self.locale, self.site.default_locale)

    @property
    def home(self) -> PageView | None:
        """The first page in this language."""
        entry = self.tree.by_path.get(self.root)
        return self.pages[entry.id] if entry and entry.locale == self.locale else None

    def link(self, target: Target) -> Card | str | None:
        """Return the card of a page, the address of an outside target, or None when the link is dead."""
        return self.page(target) if isinstance(target, PageLink) else target.url

    def page(self, link: PageLink) -> Card | None:
        """Return the card of the page that `link` names: in this language, else in another, else at its owner's."""
        return self.card_by_id(link.page)

    def card_by_id(self, page: UUID) -> Card | None:
        """Return the card of the page with this id, or None when it is nowhere."""
        if entry := self.entry_of(page):
            return self.card(entry)
        external = self.tree.external.get(page)
        if not external:
            return None
        return card_of_external(_in_language(external, self.locale, self.locales))

    def entry_of(self, page: UUID) -> Entry | None:
        """Return the entry of a page in this language, else in the site's first that has it."""
        translations = self.tree.by_id.get(page)
        return _in_language(translations, self.locale, self.locales) if translations else None

    def card(self, entry: Entry) -> Card:
        """Return the card of one of this site's pages."""
        if entry.path not in self._cards:
            card = self.source.facts(entry.version).card(entry.path)
            over = card.status == "scheduled" and entry.path in self.past
            self._cards[entry.path] = replace(card, status="ended") if over else card
        return self._cards[entry.path]

    def read(self, entry: Entry) -> Document:
        """Return a page's document for a list that reads it whole (see frontend.plan.listing); kept for the next list."""
        if entry.version not in self._documents:
            self._documents[entry.version] = self.source.merged(entry.version).document
        return self._documents[entry.version]

    def card_key(self, entry: Entry) -> bytes:
        """Return what is equal for two pages when their cards are the same."""
        over = b" past" if entry.type == "event" and entry.path in self.past else b""
        return self.source.facts(entry.version).card_key + entry.path.encode() + over

    def contact(self, link: ContactLink) -> Contact | None:
        """Return the contact that `link` names, or None when the manifest does not carry it."""
        return self.contact_by_id(link.contact)

    def contact_by_id(self, contact: UUID) -> Contact | None:
        """Return the contact with this id, or None when the manifest does not carry it."""
        if self._contacts is None:
            self._contacts = {each.id: each for each in self.manifest.contacts}
        return self._contacts.get(contact)

    def media(self, file: MediaFile) -> str:
        """Return the path of a file: `/media/<first 16 of its digest>/<filename>`."""
        return media_path(file.digest, file.filename)

    def html(self, text: RichText) -> str:
        """Return rich text with its page links resolved; of a dead link the words stay."""
        return resolve_html(text.html, self._address)

    def _address(self, page: UUID) -> str | None:
        card = self.card_by_id(page)
        return card.url if card else None

    def index(self) -> tuple[tuple[str, tuple[IndexTerm, ...]], ...]:
        """Return the A–Z of this language: letter → terms with cards without pictures; the home page is not in it."""
        entries = (each for each in self.manifest.entries if each.locale == self.locale and each.type != "home")
        facts = ((each.path, self.source.facts(each.version)) for each in entries)
        return build_index(((each.card(path, picture=False), each.index_terms) for path, each in facts), self.locale)

    def absolute(self, path: str) -> str:
        """Return the absolute address of a path on this site."""
        return f"{self._base}{path}"

    def ancestors(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the pages above `entry`, home first."""
        found: list[Entry] = []
        parent = self.tree.parents[entry.path]
        while parent:
            found.append(parent)
            parent = self.tree.parents[parent.path]
        return tuple(reversed(found))

    def children_of(self, entry: Entry) -> list[Entry]:
        """Return the pages directly below `entry` in the order that it asks for; events that are over stand elsewhere.

        Of what has been, the newest is first; of what is to come, what comes soonest.
        """
        children = [child for child in self.tree.children.get(entry.path, ()) if child.path not in self.past]
        order = self.source.facts(entry.version).order
        key = _ORDERS.get(order)
        if key is None or not children:
            return children
        newest_first = order == "newest" and any(child.type != "event" for child in children)
        return sorted(children, key=lambda child: key(self.source.facts(child.version)), reverse=newest_first)

    def translations(self, entry: Entry) -> list[Entry]:
        """Return the same page in every language that has it, in the site's order of languages."""
        found = self.tree.by_id[entry.id]
        known = [found[locale] for locale in self.locales if locale in found]
        return known + [found[locale] for locale in sorted(found.keys() - set(self.locales))]

    def places(self, entry: Entry) -> list[tuple[str, str, bool]]:
        """Return (language, path, whether it is translated) of a page in every language of the site, for its switch.

        Where a page has no translation, the path is that of a stand-in which says so. Empty on a site with one language.
        """
        found: list[tuple[str, str, bool]] = []
        for locale in self.locales if len(self.locales) > 1 else ():
            if there := self.tree.by_id[entry.id].get(locale):
                found.append((locale, there.path, True))
            elif stand_in := self.tree.stand_ins.get((entry.id, locale)):
                found.append((locale, stand_in.path, False))
        return found


_ORDERS: dict[str, Callable[[Facts], str]] = {
    "newest": lambda facts: facts.newest,
    "title": lambda facts: sort_key(facts.locale)(facts.title),
}


def _in_language[T](translations: Mapping[str, T], locale: str, locales: tuple[str, ...]) -> T:
    for wanted in (locale, *locales):
        if found := translations.get(wanted):
            return found
    return translations[min(translations)]
