"""References between documents, contacts and addresses; they carry ids, never paths."""

from typing import Annotated, Literal

from pydantic import Field

from content_models.base import Model
from content_models.values import HttpUrl, ItemId, Line, LinkStyle, PageId, Text


class PageLink(Model):
    """A reference to a page; `url`, `title` and `summary` are filled only when it is resolved for a site."""

    kind: Literal["page"] = "page"
    page: PageId
    url: HttpUrl | None = None
    title: Line | None = None
    summary: Text | None = None


class UrlLink(Model):
    """An address outside the system."""

    kind: Literal["url"] = "url"
    url: HttpUrl


Target = Annotated[PageLink | UrlLink, Field(discriminator="kind")]
"""Where a link leads: a page by id, or an outside address."""


class Link(Model):
    """A link with its own words."""

    text: Line
    target: Target


class Action(Model):
    """A link drawn as a button."""

    text: Line
    target: Target
    style: LinkStyle = "primary"


class PageCard(Model):
    """A page shown as a card; `text` replaces its summary there."""

    id: ItemId
    link: PageLink
    text: Line | None = None
