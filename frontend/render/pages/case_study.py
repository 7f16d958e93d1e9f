"""Case study: a warning with a way past it, the story, how things are now, and where to turn."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from content_models import walk
from content_models.blocks import HeadingBlock, QuoteBlock
from content_models.documents import CaseStudy
from content_models.rich_text import RichText
from frontend.render import formats, holes
from frontend.render.pages.base import Given, PageBase
from frontend.render.parts import Anchor, Button
from frontend.render.words import Words

WORDS_A_MINUTE: Final = 200
"""A usual pace of silent reading, on the slow side."""


@dataclass(frozen=True, slots=True)
class OutcomePart:
    """One thing that came of it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseStudyPage(PageBase):
    """`details_changed` says that names and details are changed; `details_note` says it in the author's words."""

    content_warning: str | None
    details_changed: bool
    details_note: str | None
    story: Markup
    outcome_heading: str
    outcome: tuple[OutcomePart, ...]
    action: Button | None
    themes: tuple[str, ...]
    related: tuple[Anchor, ...]


def build(given: Given[CaseStudy]) -> CaseStudyPage:
    """Return the context of `pages/case_study.html`."""
    scope, document = given.scope, given.document
    words = scope.words
    return CaseStudyPage(
        mast=given.mast(words.fill("kind_case_study", minutes=holes.MINUTES)),
        body=given.body,
        content_warning=document.content_warning,
        details_changed=document.details_changed,
        details_note=document.details_note,
        story=given.story,
        outcome_heading=document.outcome.heading,
        outcome=tuple(OutcomePart(point.title, point.text) for point in document.outcome.points),
        action=scope.button(document.outcome.action) if document.outcome.action else None,
        themes=document.themes,
        related=tuple(filter(None, map(scope.page, document.related_help))),
    )


def reading_time(words: Words, document: CaseStudy) -> Markup:
    """Return how long the story takes to read, with what a site adds to it."""
    return formats.minutes(words, _words_in(document) * 60 // WORDS_A_MINUTE)


def _words_in(document: CaseStudy) -> int:
    words = 0
    for block in document.story:
        if isinstance(block, HeadingBlock | QuoteBlock):
            words += len(block.value.text.split())
        words += sum(len(part.plain.split()) for part in walk(block) if isinstance(part, RichText))
    return words
