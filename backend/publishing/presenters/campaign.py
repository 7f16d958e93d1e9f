"""Campaign: what it is about, who takes part, and what comes after it."""

from backend.pages.models import CampaignPage
from backend.publishing.presenters.base import fields
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.presenters.values import Raw, filled, group, link, listed, partners, plain


def present(page: CampaignPage, sources: Sources) -> Json:
    """Return the fields of a campaign."""

    def focus(raw: Raw) -> Json:
        return filled(title=raw.get("title"), text=sources.rich(raw.get("text")))

    return filled(
        introduction=sources.rich(page.introduction),
        period=plain(group(page.period) or {}, "starts", "ends"),
        **fields(page, "focus_heading"),
        focus=listed(page.focus, focus),
        partners=partners(page.partners, sources),
        successor=link(group(page.successor), sources),
    )
