"""Keys: digests over all that an output depends on. Equal keys mean an equal file, so it need not be rendered again.

What an output depends on is written down here and nowhere else. The joined bytes are digests, paths, JSON and Python
representations, none of which holds the separators, so no two inputs run together.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from content_models import Entry, Manifest, canonical_bytes
from content_models.contacts import Contact
from content_models.site import LinkGroup, Site
from content_models.translations import in_language
from frontend.plan.facts import Facts, references_in
from frontend.plan.stand_ins import StandIn
from frontend.plan.tree import SiteTree
from frontend.plan.view import SiteView

KEY_SIZE: Final = 16
_UNIT: Final = b"\x1f"
_RECORD: Final = b"\x1e"
_DEAD: Final = b"\x00"


def key_of(*parts: bytes) -> bytes:
    """Return the key of `parts`."""
    return hashlib.blake2b(_RECORD.join(parts), digest_size=KEY_SIZE).digest()


def spoken[T: (Site, Contact, LinkGroup)](words: T, locale: str) -> T:
    """Return settings or a contact with no other translations than those that pages in `locale` show."""
    found = in_language(words.translations, locale)
    own: dict[str, object] = {"translations": (found,) if found else ()}
    if isinstance(words, Site):
        own["footer"] = tuple(spoken(group, locale) for group in words.footer)
    return words.model_copy(update=own)


class _Found(dict[str, bytes]):
    """What stands for each id; found once, when it is first asked for."""

    def __init__(self, find: Callable[[str], bytes]) -> None:
        self._find = find

    def __missing__(self, name: str) -> bytes:
        found = self[name] = self._find(name)
        return found


class PageKeys:
    """The keys of one language's pages; everything that pages share is put together once."""

    def __init__(self, view: SiteView, known: Mapping[str, Facts], renderer: str) -> None:
        self._view = view
        self._tree: SiteTree = view.tree
        self._known = known
        self._cards = {
            entry.path: known[entry.version].card_key + entry.path.encode() for entry in view.manifest.entries
        }
        for path in view.past:
            self._cards[path] += b" past"
        self._here = {known[entry.version].id: entry for entry in view.manifest.entries if entry.locale == view.locale}
        self._crumbs = _Found(self._crumb)
        self._translated = len(view.locales) > 1
        self._links = _Found(self._link)
        self._contacts = _Found(lambda _: _DEAD)
        self._contacts.update({str(each.id): self._contact(each) for each in view.manifest.contacts})
        self.renderer = renderer.encode()
        self.plain = key_of(view.locale.encode(), view.site.base_url.encode(), view.site.organisation.name.encode())
        """The key of what files for machines show of a site."""
        self.chrome = self._chrome(view.manifest)
        self._shared = _RECORD.join((self.renderer, b"page", self.chrome))

    def page(self, entry: Entry) -> bytes:
        """Return the key of a page: renderer, chrome, its document and place, and the cards and contacts it shows."""
        path, document = entry.path, entry.version
        parts = [self._shared, document.encode(), path.encode(), self._above(path)]
        parts += self._refers_to(self._known[document])
        if entry.adopted:
            parts += (b"adopted", canonical_bytes(entry.adopted))
        if path in self._tree.children:
            parts.append(b"children")
            parts.extend(map(self.card, self._view.children_of(entry)))
            parts.extend(map(self.whole, self._view.lists.services_of(entry)))
        if around := self._view.lists.around(entry):
            parts.append(repr(around).encode())
        if posters := self._view.posters.get(path):
            parts.append(repr(posters).encode())
        if self._translated:
            parts += (b"places", repr(self._view.places(entry)).encode())
        return hashlib.blake2b(_RECORD.join(parts), digest_size=KEY_SIZE).digest()

    def content(self, entry: Entry) -> bytes | None:
        """Return the key of a document's own HTML, equal on all sites where that is equal; None if it is this site's only.

        A home page shows the site's help panel and a section its children, so theirs are never shared.
        """
        if entry.type in {"home", "section"} or entry.path in self._tree.children:
            return None
        facts = self._known[entry.version]
        # Contacts are written in the site's first language, and marked as such where the page is in another.
        languages = (self._view.locale.encode(), self._view.site.default_locale.encode())
        # Local parts are marked with the name of the organisation that added them.
        whose = (self._view.site.organisation.name.encode(),) if entry.overlay else ()
        return key_of(self.renderer, *languages, entry.version.encode(), *whose, *self._refers_to(facts))

    def whole(self, entry: Entry) -> bytes:
        """Return the key of all that another page can show of an entry at any time: document, place, what it refers to."""
        return key_of(entry.path.encode(), entry.version.encode(), *self._refers_to(self._known[entry.version]))

    def index(self) -> bytes:
        """Return the key of the A–Z: chrome, and every card with its index terms."""
        parts = [self.renderer, b"a-z", self.chrome]
        for page in self._here.values():
            facts = self._known[page.version]
            parts += (facts.card_key, page.path.encode(), facts.terms_key)
        return key_of(*parts)

    def dead_pages(self) -> set[str]:
        """Return the pages that are nowhere, of all that the keys made so far refer to."""
        return {page for page, card in self._links.items() if card == _DEAD}

    def lost_contacts(self) -> set[str]:
        """Return the contacts that the manifest lacks, of all that the keys made so far refer to."""
        return {contact for contact, key in self._contacts.items() if key == _DEAD}

    def stand_in(self, stand_in: StandIn) -> bytes:
        """Return the key of the page that stands for one without a translation: chrome, the original's card, its languages."""
        places = repr((stand_in.path, self._view.places(stand_in.original))).encode()
        return key_of(self.renderer, b"stand-in", self.chrome, self._known[stand_in.original.version].card_key, places)

    def not_found(self) -> bytes:
        """Return the key of the page for addresses that are not there."""
        return key_of(self.renderer, b"404", self.chrome)

    def feedback(self, *, stored: bool) -> bytes:
        """Return the key of the page that thanks for feedback, or says that it was not stored."""
        return key_of(self.renderer, b"feedback", self.chrome, str(stored).encode())

    def finder(self, finder: str) -> bytes:
        """Return the key of "Find your local team": chrome, and the digest of what is known of areas and teams."""
        return key_of(self.renderer, b"finder", self.chrome, finder.encode())

    def search(self) -> bytes:
        """Return the key of the page to search with: what the A–Z shows, and the kinds of pages that there are."""
        return key_of(b"search", self.index(), repr(self._view.lists.types).encode())

    def redirect(self, target: str) -> bytes:
        """Return the key of the page at an old path."""
        return key_of(self.renderer, b"redirect", self.chrome, target.encode())

    def card(self, entry: Entry) -> bytes:
        """Return what stands for the card of one of this site's pages."""
        return self._cards[entry.path]

    def _refers_to(self, facts: Facts) -> list[bytes]:
        return [*map(self._links.__getitem__, facts.pages), *map(self._contacts.__getitem__, facts.contacts)]

    def _link(self, page: str) -> bytes:
        if entry := self._here.get(page) or self._view.entry_of(UUID(page)):
            return self._cards[entry.path]
        card = self._view.card_by_id(UUID(page))
        return repr(card).encode() if card else _DEAD

    def _above(self, path: str) -> bytes:
        parent = self._tree.parents[path]
        return self._crumbs[parent.path] if parent else b""

    def _crumb(self, path: str) -> bytes:
        return self._above(path) + _UNIT + self._cards[path]

    def _contact(self, contact: Contact) -> bytes:
        page = self._links[str(contact.page.page)] if contact.page else b""
        return key_of(canonical_bytes(spoken(contact, self._view.locale)), page)

    def _chrome(self, manifest: Manifest) -> bytes:
        """Return the key of what all pages have in common: the site's settings, and the pages and contacts they name."""
        settings = canonical_bytes(spoken(manifest.site, self._view.locale))
        found = references_in(settings)
        home = self._view.home
        return key_of(
            self.renderer,
            self._view.locale.encode(),
            " ".join(self._view.locales).encode(),
            settings,
            self.card(home.entry) if home else b"",
            (self._view.finder or "").encode(),
            (self._view.search or "").encode(),
            repr((self._view.lists.ways, self._view.lists.feeds)).encode(),
            *map(self._links.__getitem__, found.pages),
            *map(self._contacts.__getitem__, found.contacts),
        )
