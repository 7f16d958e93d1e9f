"""Campaign: what it is about, who takes part, and what came after it."""

from dataclasses import dataclass

from markupsafe import Markup

from content_models.documents import Campaign
from frontend.render import formats
from frontend.render.pages.base import Given, PageBase
from frontend.render.parts import Anchor, PartnerPart, Topic


@dataclass(frozen=True, slots=True)
class CampaignPage(PageBase):
    """`period` says in words when it runs; `successor` is what takes its place."""

    period: Markup
    introduction: Markup
    focus_heading: str
    focus: tuple[Topic, ...]
    partners: tuple[PartnerPart, ...]
    successor: Anchor | None


def build(given: Given[Campaign]) -> CampaignPage:
    """Return the context of `pages/campaign.html`."""
    scope, document = given.scope, given.document
    words, period = scope.words, document.period
    starts = formats.day(words, period.starts).text
    return CampaignPage(
        mast=given.mast(words["kind_campaign"]),
        body=given.body,
        period=words.fill("runs_from_to", start=starts, end=formats.day(words, period.ends).text)
        if period.ends
        else words.fill("runs_since", start=starts),
        introduction=scope.html(document.introduction, 1),
        focus_heading=document.focus_heading or words["focus"],
        focus=tuple(Topic(scope.anchor_id(area.id), area.title, scope.html(area.text, 3)) for area in document.focus),
        partners=tuple(scope.partner(partner) for partner in document.partners),
        successor=scope.link(document.successor) if document.successor else None,
    )
