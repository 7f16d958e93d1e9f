"""Signs: the statement that there is no checklist, then signs by theme, each with what else it could be."""

from dataclasses import dataclass

from markupsafe import Markup

from content_models.documents import Signs
from frontend.render.pages.base import Given, PageBase
from frontend.render.parts import Button


@dataclass(frozen=True, slots=True)
class SignPart:
    """One sign; `otherwise` says what else it could be."""

    id: str
    title: str
    description: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class ThemePart:
    """Signs that belong together."""

    id: str
    title: str
    scope: str | None
    signs: tuple[SignPart, ...]


@dataclass(frozen=True, slots=True)
class SignsPage(PageBase):
    """`statement` comes before any sign."""

    statement: str
    reassurance: Markup | None
    action: Button | None
    themes: tuple[ThemePart, ...]


def build(given: Given[Signs]) -> SignsPage:
    """Return the context of `pages/signs.html`."""
    scope, document = given.scope, given.document
    themes = []
    for theme in document.themes:
        theme_id = scope.anchor_id(theme.id)
        signs = tuple(
            SignPart(scope.anchor_id(sign.id), sign.title, sign.description, sign.otherwise) for sign in theme.signs
        )
        themes.append(ThemePart(theme_id, theme.title, theme.scope, signs))
    return SignsPage(
        mast=given.mast(scope.words["kind_signs"]),
        body=given.body,
        statement=document.statement,
        reassurance=scope.html_or_none(document.reassurance, 1),
        action=scope.button(document.action) if document.action else None,
        themes=tuple(themes),
    )
