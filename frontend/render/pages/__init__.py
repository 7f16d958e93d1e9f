"""Page templates' contexts: one module and one template (`templates/pages/<type>.html`) a document type."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from frontend.render.pages import (
    campaign,
    case_study,
    event,
    film,
    guide,
    home,
    news,
    section,
    signpost,
    signs,
    standard,
    strategy,
    toolkit,
)
from frontend.render.pages.base import PageBase

# Each builder takes the document of its own type; the table is where the types meet.
BUILDERS: Final[Mapping[str, Callable[[Any], PageBase]]] = {
    "home": home.build,
    "section": section.build,
    "strategy": strategy.build,
    "signs": signs.build,
    "guide": guide.build,
    "case_study": case_study.build,
    "signpost": signpost.build,
    "film": film.build,
    "event": event.build,
    "campaign": campaign.build,
    "toolkit": toolkit.build,
    "news": news.build,
    "standard": standard.build,
}
"""The builder of each document type's context."""

STRIP_TYPES: Final = frozenset({"film", "toolkit"})
"""Types whose help panel runs across the page, below the content; home's is in its hero, all others' beside it."""
