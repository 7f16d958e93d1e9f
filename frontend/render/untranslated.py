"""The page that stands where a translation is missing: it says so, and leads to the original."""

from dataclasses import dataclass

from markupsafe import Markup

from frontend.plan.stand_ins import StandIn
from frontend.render.environment import Templates
from frontend.render.parts import Anchor
from frontend.render.scope import Scope
from frontend.render.special import SpecialPage
from frontend.render.words import Words, language


@dataclass(frozen=True, slots=True)
class NotTranslated:
    """The context of `not_translated.html`: the words, the original with the attributes of its language, and ways on."""

    title: Markup
    read_it: Markup
    original: Anchor
    home: str
    a_to_z: str


def not_translated(scope: Scope, stand_in: StandIn, templates: Templates) -> SpecialPage:
    """Return the page for `stand_in`, in its language; its tab has the original's title, so that tabs can be told apart."""
    view, words = scope.view, scope.words
    card = view.card(stand_in.original)
    title = _not_in(words)
    read_it = words.fill("read_original", language=_name_of(card.locale, words))
    context = NotTranslated(title, read_it, scope.card_anchor(card), view.root, f"{view.root}a-z/")
    areas = templates.areas("not_translated.html", context)
    said = str(title.unescape())
    return SpecialPage(
        kind="not-translated",
        title=f"{card.title}: {said}",
        description=f"{said}: {card.title}",
        crumbs=(),
        lead=areas["lead"],
        main=areas["main"],
        after=Markup(),
    )


def _not_in(words: Words) -> Markup:
    """Return “This page is not in Welsh yet”, in Welsh if there are words of that language, else in English."""
    if language(words.locale).language == language(words.page_locale).language:
        return words["not_translated"]
    return words.fill("not_translated_into", language=_name_of(words.page_locale, words))


def _name_of(locale: str, words: Words) -> str:
    """Return what a language is called in the language of `words`."""
    known = language(words.locale).languages
    return known.get(locale.replace("-", "_")) or known.get(locale.partition("-")[0]) or locale
