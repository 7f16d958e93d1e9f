"""One page of a site as templates see it, with what it may read of other pages."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from content_models import Document, Entry, Merged
from frontend.plan.cards import Card

if TYPE_CHECKING:
    from frontend.plan.view import SiteView


class UndeclaredInput(LookupError):
    """A template read something of another page that its output does not depend on in the plan."""


class PageView:
    """One page of a site in one language; what costs time is made when it is first asked for.

    `children` are the direct children in the order that a section asks for, `breadcrumbs` the ancestors on this
    site, home first, without the page itself, `alternates` the same page in every language as (locale, absolute
    address), itself included. Of a child only entry, card, canonical and alternates can be read: a page depends on
    the cards of others, never on their documents.
    """

    __slots__ = ("_breadcrumbs", "_card", "_children", "_is_child", "_merged", "_view", "entry")

    def __init__(self, view: "SiteView", entry: Entry, *, is_child: bool = False) -> None:
        self._view = view
        self.entry = entry
        self._is_child = is_child
        self._card: Card | None = None
        self._merged: Merged | None = None
        self._breadcrumbs: tuple[Card, ...] | None = None
        self._children: tuple[PageView, ...] | None = None

    @property
    def card(self) -> Card:
        """What other pages show of this one."""
        if self._card is None:
            self._card = self._view.card(self.entry)
        return self._card

    @property
    def document(self) -> Document:
        """The published content, with what the site adds to it; raises UndeclaredInput for a child."""
        return self._content("document").document

    @property
    def local(self) -> frozenset[str]:
        """The ids of the blocks that the site added to a page of another; raises UndeclaredInput for a child."""
        return self._content("local blocks").local

    def _content(self, what: str) -> Merged:
        if self._merged is None:
            self._refuse(what)
            self._merged = self._view.source.merged(self.entry.version)
        return self._merged

    @property
    def canonical(self) -> str:
        """The absolute address: on its owner's site, where an adopted page's owner asks for that."""
        adopted = self.entry.adopted
        return (adopted and adopted.canonical) or self._view.absolute(self.entry.path)

    @property
    def breadcrumbs(self) -> tuple[Card, ...]:
        """Ancestors, home first; raises UndeclaredInput for a child."""
        if self._breadcrumbs is None:
            self._refuse("breadcrumbs")
            self._breadcrumbs = tuple(map(self._view.card, self._view.ancestors(self.entry)))
        return self._breadcrumbs

    @property
    def children(self) -> "tuple[PageView, ...]":
        """Direct children; raises UndeclaredInput for a child."""
        if self._children is None:
            self._refuse("children")
            self._children = tuple(
                PageView(self._view, entry, is_child=True) for entry in self._view.children_of(self.entry)
            )
        return self._children

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """(locale, path) of the page in every language of the site, or of what says that it is not translated."""
        return tuple((locale, path) for locale, path, _ in self._view.places(self.entry))

    @property
    def alternates(self) -> tuple[tuple[str, str], ...]:
        """(locale, absolute address) of the same page, itself included, in the site's order of languages."""
        return tuple((entry.locale, self._view.absolute(entry.path)) for entry in self._view.translations(self.entry))

    def _refuse(self, what: str) -> None:
        if self._is_child:
            raise UndeclaredInput(
                f"a template reads the {what} of the child page {self.entry.path}; use its card, or the page that shows "
                f"it is not built again when the child changes"
            )


class PagesById(Mapping[UUID, PageView]):
    """The pages of one language by id; a view is made when somebody asks for it."""

    def __init__(self, view: "SiteView", entries: dict[UUID, Entry]) -> None:
        self._view = view
        self._entries = entries
        self._made: dict[UUID, PageView] = {}

    def __getitem__(self, page: UUID) -> PageView:
        if page not in self._made:
            self._made[page] = PageView(self._view, self._entries[page])
        return self._made[page]

    def __iter__(self) -> Iterator[UUID]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
