"""Pages that stand for no document: what all have, the page for lost visitors, thanks, redirects, the list of sites."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from frontend.plan.index import IndexTerm
from frontend.plan.view import SiteView
from frontend.render.environment import Templates
from frontend.render.parts import Anchor
from frontend.render.scope import Scope


class SpecialPage(NamedTuple):
    """A page without its frame; `tab` is what tabs and search engines call it, where not as its title."""

    kind: str
    title: str
    description: str
    crumbs: tuple[Anchor, ...]
    lead: Markup
    main: Markup
    after: Markup
    tab: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the A–Z with its lines; a line's `page` is the title of the page when the term is another word."""

    id: str
    name: str
    lines: tuple[tuple[Anchor, str | None], ...]


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


def special_page(
    view: SiteView, templates: Templates, areas: Mapping[str, Markup], *, kind: str, title: Markup
) -> SpecialPage:
    """Return a page below home whose description is among the words of the interface, as `<kind>_description`."""
    words = templates.words
    description = str(words[f"{kind.replace('-', '_')}_description"].unescape())
    crumbs = (Anchor(words["home"], view.root),)
    return SpecialPage(kind, str(title.unescape()), description, crumbs, areas["lead"], areas["main"], Markup())


def not_found(view: SiteView, templates: Templates) -> SpecialPage:
    """Return the page for addresses that are nowhere."""
    title = templates.words["not_found"]
    areas = templates.areas("not_found.html", NotFound(title, view.root, f"{view.root}a-z/", view.search))
    return special_page(view, templates, areas, kind="not-found", title=title)


def feedback_answer(view: SiteView, templates: Templates, *, stored: bool) -> SpecialPage:
    """Return where “Was this page useful?” leads: thanks, or what to do as nothing was stored."""
    kind = "feedback-thanks" if stored else "feedback-not-sent"
    title = templates.words[kind.replace("-", "_")]
    areas = templates.areas("feedback_answer.html", FeedbackAnswer(title, view.root, stored))
    return special_page(view, templates, areas, kind=kind, title=title)
