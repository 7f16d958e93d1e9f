"""What one site in one language answers to what pages ask of it: the same bytes wherever a page would show the same."""

from typing import Final
from uuid import UUID

from content_models import canonical_bytes, digest
from frontend.plan.page_view import PageView
from frontend.plan.view import SiteView
from frontend.render.parts import Way

LINK: Final = "link"
"""Where a page is: its address, whether that is on another site, and its language."""
CARD: Final = "card"
"""Everything that a page's card shows."""
CONTACT: Final = "contact"
"""A contact of the site, with the card of the page that it leads to."""
CHILDREN: Final = "children"
"""The cards of the pages below this one."""
FINDER: Final = "finder"
"""Where "Find your local team" is."""
ID: Final = "id"
"""Which id is still free."""

_END: Final = b"\x1f"
"""Stands between things that never hold it."""


class Answers:
    """The answers of one view, each found once, and the contacts that were put into words before."""

    def __init__(self, view: SiteView) -> None:
        self._view = view
        self._known: dict[tuple[str, str], bytes] = {}
        self.ways: dict[tuple[UUID, str], Way] = {}

    def of(self, kind: str, about: str) -> bytes:
        """Return the answer to a question about a page or a contact, whose id is `about`; empty when it is nowhere."""
        key = (kind, about)
        if key not in self._known:
            self._known[key] = self._find(kind, UUID(about))
        return self._known[key]

    def children(self, page: PageView) -> bytes:
        """Return the answer to what is below a page."""
        view = self._view
        return _END.join(map(view.card_key, view.children_of(page.entry)))

    def _find(self, kind: str, about: UUID) -> bytes:
        if kind == CONTACT:
            contact = self._view.contact_by_id(about)
            if contact is None:
                return b""
            page = self.of(CARD, str(contact.page.page)) if contact.page else b""
            return digest(canonical_bytes(contact)).encode() + page
        if kind == LINK:
            return self._link(about)
        if entry := self._view.entry_of(about):
            return self._view.card_key(entry)
        card = self._view.card_by_id(about)
        return repr(card).encode() if card else b""

    def _link(self, page: UUID) -> bytes:
        if entry := self._view.entry_of(page):
            return _END.join((entry.path.encode(), self._view.source.facts(entry.version).locale.encode()))
        card = self._view.card_by_id(page)
        return _END.join((card.url.encode(), card.locale.encode(), b"outside")) if card else b""
