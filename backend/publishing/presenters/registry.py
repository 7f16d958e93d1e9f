"""Which presenter makes which type, and how a page becomes the data of its document."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import content_models
from backend.core.models import BasePage
from backend.organisations.models import Organisation
from backend.publishing.presenters import (
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
from backend.publishing.presenters.base import present_base
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.presenters.values import filled
from content_models.merge import BLOCK_FIELDS

PRESENTERS: Final[dict[str, Callable[[Any, Sources], Json]]] = {
    "home": home.present,
    "section": section.present,
    "strategy": strategy.present,
    "signs": signs.present,
    "guide": guide.present,
    "case_study": case_study.present,
    "signpost": signpost.present,
    "film": film.present,
    "event": event.present,
    "campaign": campaign.present,
    "toolkit": toolkit.present,
    "news": news.present,
    "standard": standard.present,
}
"""The presenter of every document type."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What sharing says about a page of one's own: blocks that adopters keep, and what it was copied from."""

    locked: frozenset[str] = frozenset()
    based_on: Json | None = None


def present(
    page: BasePage,
    sources: Sources,
    *,
    organisation: Organisation,
    since: datetime,
    locale: str,
    shared: Shared = Shared(),
) -> Json:
    """Return the data of the document of `page`. Raises PageNotCompiled when a file that it shows cannot be read."""
    common = present_base(page, sources, organisation=organisation, since=since, locale=locale)
    data = {**common, **PRESENTERS[page.document_type](page, sources), **filled(based_on=shared.based_on)}
    # A home page has a story that is none of blocks.
    for blocks in (found for name in BLOCK_FIELDS if isinstance(found := data.get(name), list)):
        for block in blocks:
            if block["id"] in shared.locked:
                block["locked"] = True
    return data


@cache
def code_version() -> str:
    """Return a short digest of the code that makes documents: when it differs, `reconcile` compiles every page again."""
    here = Path(__file__).parent
    files = [*here.glob("*.py"), here.parent / "rich_text.py", here.parent / "images.py"]
    files += Path(content_models.__file__).parent.rglob("*.py")
    digest = sha256()
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
