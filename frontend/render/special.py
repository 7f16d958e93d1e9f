"""Pages that stand for no document: the A–Z, the page for lost visitors, redirects, the list of sites."""

from dataclasses import dataclass

from markupsafe import Markup

from frontend.plan.index import IndexTerm
from frontend.render.parts import Anchor
from frontend.render.scope import Scope


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the A–Z with its lines; a line's `page` is the title of the page when the term is another word."""

    id: str
    name: str
    lines: tuple[tuple[Anchor, str | None], ...]


@dataclass(frozen=True, slots=True)
class AToZ:
    """The context of `a_to_z.html`; `ways` are other ways to look."""

    title: Markup
    ways: tuple[Anchor, ...]
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """The context of `not_found.html`."""

    title: Markup
    home: str
    a_to_z: str
    search: str | None


@dataclass(frozen=True, slots=True)
class FeedbackAnswer:
    """The context of `feedback_answer.html`: thanks, or (`stored` is False) that nothing was stored."""

    title: Markup
    home: str
    stored: bool


@dataclass(frozen=True, slots=True)
class RedirectPage:
    """The context of `redirect.html`: `url` may be a path of the site, `canonical` is always a whole address."""

    locale: str
    direction: str
    url: str
    canonical: str
    stylesheet: str


@dataclass(frozen=True, slots=True)
class SiteList:
    """The context of `site_index.html`: (name, what it is, address) of every site."""

    stylesheet: str
    sites: tuple[tuple[str, Markup, str, str | None], ...]


def index_line(scope: Scope, term: IndexTerm) -> tuple[Anchor, str | None]:
    """Return a line of the A–Z: the term as a link, and the page's title when the term is another word for it."""
    anchor = scope.card_anchor(term.card)
    if term.term == term.card.title:
        return anchor, None
    return Anchor(term.term, anchor.href, anchor.attributes), term.card.title
