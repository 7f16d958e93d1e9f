"""Section: an index of the pages below it."""

from dataclasses import dataclass

from markupsafe import Markup

from content_models.documents import Section
from frontend.render.pages.base import Given, PageBase
from frontend.render.parts import CardPart


@dataclass(frozen=True, slots=True)
class SectionPage(PageBase):
    """`films` says that every child is a film, so that they are drawn with their posters."""

    introduction: Markup | None
    cards: tuple[CardPart, ...]
    films: bool


def build(given: Given[Section]) -> SectionPage:
    """Return the context of `pages/section.html`."""
    cards = given.scope.children()
    return SectionPage(
        mast=given.mast(),
        body=given.body,
        introduction=given.scope.html_or_none(given.document.introduction, 1),
        cards=cards,
        films=bool(cards) and all(card.type == "film" for card in cards),
    )
