"""The A–Z: everything on the site in one language by its first letter, and other ways to look."""

from dataclasses import dataclass

from markupsafe import Markup

from frontend.plan.view import SiteView
from frontend.render.environment import Templates
from frontend.render.parts import Anchor
from frontend.render.scope import Scope
from frontend.render.search import links as search_links
from frontend.render.special import Letter, SpecialPage, index_line, special_page


@dataclass(frozen=True, slots=True)
class AToZ:
    """The context of `a_to_z.html`; `ways` are other ways to look."""

    title: Markup
    ways: tuple[Anchor, ...]
    letters: tuple[Letter, ...]


def page(view: SiteView, templates: Templates) -> SpecialPage:
    """Return the page in the language of `view`."""
    words = templates.words
    scope = Scope(view, words)
    letters = tuple(
        Letter(f"letter-{number}", letter, tuple(index_line(scope, term) for term in terms))
        for number, (letter, terms) in enumerate(view.index(), start=1)
    )
    ways = (*search_links(view, words), *(Anchor(words[name], way) for name, way in view.lists.ways))
    areas = templates.areas("a_to_z.html", AToZ(words["a_to_z"], ways, letters))
    return special_page(view, templates, areas, kind="a-to-z", title=words["a_to_z"])
