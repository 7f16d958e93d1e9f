"""Campaign: what it is about, who takes part, and what comes after it."""

from typing import Literal

from content_models.base import Model
from content_models.documents.base import DocumentBase
from content_models.documents.strategy import Partner
from content_models.links import Link
from content_models.rich_text import RichText
from content_models.values import ItemId, Line, Period


class FocusArea(Model):
    """An area of focus."""

    id: ItemId
    title: Line
    text: RichText


class Campaign(DocumentBase):
    """A campaign; once it has ended, `successor` leads to what replaces it."""

    type: Literal["campaign"] = "campaign"
    introduction: RichText
    period: Period
    focus_heading: Line | None = None
    focus: tuple[FocusArea, ...] = ()
    partners: tuple[Partner, ...] = ()
    successor: Link | None = None
