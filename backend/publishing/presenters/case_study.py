"""Case study: a story, how it turned out, and where to turn. The consent record is never presented."""

from backend.pages.models import CaseStudyPage
from backend.publishing.presenters.base import fields
from backend.publishing.presenters.blocks import blocks
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.presenters.values import Raw, action, filled, group, items, kept, listed, plain


def present(page: CaseStudyPage, sources: Sources) -> Json:
    """Return the fields of a case study."""
    return filled(
        story=blocks(page.story, sources),
        outcome=_outcome(group(page.outcome) or {}, sources),
        **fields(page, "themes", "content_warning", "details_changed", "details_note"),
        related_help=kept(sources.page(number) for _, number in items(page.related_help)),
    )


def _outcome(raw: Raw, sources: Sources) -> Json:
    return filled(
        heading=raw.get("heading"),
        points=listed(raw.get("points"), lambda point: plain(point, "title", "text")),
        action=action(raw.get("action"), sources),
    )
