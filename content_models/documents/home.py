"""Home: what the site is for, and the shortest way to help."""

from typing import Annotated, Literal

from pydantic import Field

from content_models.base import Model
from content_models.documents.base import DocumentBase
from content_models.links import Action, PageCard, PageLink
from content_models.rich_text import RichText
from content_models.values import Line, Text


class WorriedRoute(Model):
    """What to do "if you are worried": a question and at most two actions."""

    heading: Line
    text: Text
    actions: Annotated[tuple[Action, ...], Field(min_length=1, max_length=2)]


class EmergencyStrip(Model):
    """The words over the help panel; its contacts are the site's, in their order."""

    heading: Line
    introduction: Line


class Choices(Model):
    """The questions that people come with, each leading to a page."""

    heading: Line
    introduction: RichText | None = None
    cards: Annotated[tuple[PageCard, ...], Field(min_length=1, max_length=8)]


class HomeStory(Model):
    """A quotation beside an invitation to read a story."""

    quote: Text
    attribution: Line
    heading: Line
    text: Text
    link: PageLink
    link_text: Line


class Featured(Model):
    """Content put forward by reference, three at the most."""

    heading: Line
    cards: Annotated[tuple[PageCard, ...], Field(min_length=1, max_length=3)]


class Home(DocumentBase):
    """The first page of a site; `title` and `summary` state its purpose."""

    type: Literal["home"] = "home"
    worried: WorriedRoute
    emergency: EmergencyStrip
    choices: Choices | None = None
    story: HomeStory | None = None
    featured: Featured | None = None
