"""Section: an index of the pages below it."""

from dataclasses import dataclass

from markupsafe import Markup

from content_models.documents import Section
from frontend.render.pages.base import Given, PageBase
from frontend.render.parts import CardPart


@dataclass(frozen=True, slots=True)
class SectionPage(PageBase):
    """`cards` are the pages below it; when they are all of one type they are drawn as what they are."""

    introduction: Markup | None
    cards: tuple[CardPart, ...]


def build(given: Given[Section]) -> SectionPage:
    """Return the context of `pages/section.html`."""
    return SectionPage(
        mast=given.mast(),
        body=given.body,
        introduction=given.scope.html_or_none(given.document.introduction, 1),
        cards=given.scope.children(),
    )
