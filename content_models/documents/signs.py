"""Signs: what families noticed, and what else it could be."""

from typing import Annotated, Literal

from pydantic import Field

from content_models.base import Model
from content_models.documents.base import DocumentBase
from content_models.links import Action
from content_models.rich_text import RichText
from content_models.values import ItemId, Line, Text


class Sign(Model):
    """One sign; `otherwise` says what else it could be, so that no sign accuses."""

    id: ItemId
    title: Line
    description: Text
    otherwise: Text


class SignTheme(Model):
    """Signs that belong together; `scope` names where they show, e.g. "Phones, games, chats"."""

    id: ItemId
    title: Line
    scope: Line | None = None
    signs: Annotated[tuple[Sign, ...], Field(min_length=1)]


class Signs(DocumentBase):
    """A signs page. `statement` is compulsory: it says that there is no checklist."""

    type: Literal["signs"] = "signs"
    statement: Text
    reassurance: RichText | None = None
    action: Action | None = None
    themes: Annotated[tuple[SignTheme, ...], Field(min_length=1)]
