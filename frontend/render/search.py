"""The page to search with: the field and what the script says, and the A–Z and the kinds of pages that everybody gets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from frontend.plan.view import SiteView
from frontend.render.environment import Templates
from frontend.render.parts import Anchor
from frontend.render.scope import Scope
from frontend.render.scripts import script
from frontend.render.special import Letter, SpecialPage, index_line
from frontend.render.words import Words
from frontend.search.paths import INDEX
from frontend.search.records import OTHER

LISTED: Final = 200
"""Up to so many terms of the A–Z stand on the page; of more only the letters, as links."""

_TYPED: Final = Markup('<bdi data-fill="words"></bdi>')
_NUMBER: Final = Markup('<bdi data-fill="number"></bdi>')


@dataclass(frozen=True, slots=True)
class KindPart:
    """A kind of page: its name in the index, what people call it, and where its pages are listed, if anywhere."""

    name: str
    label: Markup
    href: str | None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The context of `search.html`. `found` has the sentence with the number of results in each plural form; `listed`
    says that the terms of the A–Z stand on the page itself.
    """

    title: Markup
    index: str
    kinds: tuple[KindPart, ...]
    says: tuple[tuple[str, Markup], ...]
    found: tuple[tuple[str, Markup], ...]
    a_to_z: str
    letters: tuple[Letter, ...]
    listed: bool
    ways: tuple[Anchor, ...]
    script: str


def script_files() -> Mapping[str, bytes]:
    """Return the script by its path below the root."""
    return dict([script("search.js")])


def links(view: SiteView, words: Words) -> tuple[Anchor, ...]:
    """Return the link to the page, where the site has one."""
    return (Anchor(words["search"], view.search, words.own),) if view.search else ()


def page(view: SiteView, templates: Templates) -> SpecialPage:
    """Return the page in the language of `view`."""
    words = templates.words
    areas = templates.areas("search.html", build(view, words))
    title, description = (str(words[name].unescape()) for name in ("search_site", "search_description"))
    home = Anchor(words["home"], view.root)
    return SpecialPage("search", title, description, (home,), areas["lead"], areas["main"], Markup())


def build(view: SiteView, words: Words) -> SearchPage:
    """Return the context of the page in the language of `view`."""
    scope, index = Scope(view, words), view.index()
    listed = sum(len(terms) for _, terms in index) <= LISTED
    return SearchPage(
        title=words["search_site"],
        index=view.root + INDEX,
        kinds=_kinds(view, words),
        says=tuple((name, words.fill(f"search_{name}", words=_TYPED)) for name in _SAID),
        found=tuple(words.forms("search_found", n=_NUMBER, words=_TYPED).items()),
        a_to_z=f"{view.root}a-z/",
        letters=tuple(
            Letter(f"letter-{number}", letter, tuple(index_line(scope, term) for term in terms) if listed else ())
            for number, (letter, terms) in enumerate(index, start=1)
        ),
        listed=listed,
        ways=tuple(Anchor(words[name], path) for name, path in view.lists.ways),
        script=f"/{script('search.js')[0]}",
    )


_SAID: Final = ("looking", "empty", "some", "none", "none_of_kind", "failed")
"""The sentences that the script may show; those without a gap are the same when they are filled."""


def _kinds(view: SiteView, words: Words) -> tuple[KindPart, ...]:
    found = [KindPart(each.type, words[f"types_{each.type}"], each.path) for each in view.lists.types]
    return (*found, KindPart(OTHER, words["search_other"], None))
