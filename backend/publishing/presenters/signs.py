"""Signs: what families noticed, and what else it could be."""

from backend.pages.models import SignsPage
from backend.publishing.presenters.base import fields
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.presenters.values import Raw, action, filled, group, listed, plain


def present(page: SignsPage, sources: Sources) -> Json:
    """Return the fields of a signs page."""
    return filled(
        **fields(page, "statement"),
        reassurance=sources.rich(page.reassurance),
        action=action(group(page.action), sources),
        themes=listed(page.themes, _theme),
    )


def _theme(raw: Raw) -> Json:
    signs = listed(raw.get("signs"), lambda sign: plain(sign, "title", "description", "otherwise"))
    return {**plain(raw, "title", "scope"), "signs": signs}
