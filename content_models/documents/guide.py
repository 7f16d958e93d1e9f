"""Guide: ordered steps, what happens next, and the routes to take."""

from typing import Annotated, Literal, Self

from pydantic import Field, PositiveInt, model_validator

from content_models.base import Model
from content_models.contacts import ContactLink
from content_models.documents.base import DocumentBase
from content_models.links import Action
from content_models.rich_text import RichText
from content_models.values import HttpUrl, ItemId, Line, Text


class GuideStep(Model):
    """One step; `short_title` is for the progress list, `say` are words that a family might use."""

    id: ItemId
    title: Line
    short_title: Line | None = None
    text: RichText
    say: Text | None = None
    actions: Annotated[tuple[Action, ...], Field(max_length=2)] = ()


class NextStage(Model):
    """Something that happens afterwards, and when."""

    id: ItemId
    when: Line
    text: Text


class ReferralRoute(Model):
    """A way to refer: a contact of the registry, a form of one's own, or both."""

    id: ItemId
    title: Line
    text: Text
    contact: ContactLink | None = None
    form_url: HttpUrl | None = None
    form_text: Line | None = None

    @model_validator(mode="after")
    def leads_somewhere(self) -> Self:
        """Reject a route with neither contact nor form."""
        if not (self.contact or self.form_url):
            raise ValueError("a referral route needs a contact or a form address")
        return self


class ProfessionalRoute(Model):
    """The different way for people who work with the public."""

    heading: Line
    text: RichText
    action: Action | None = None
    contact: ContactLink | None = None


class Guide(DocumentBase):
    """A guide or referral process."""

    type: Literal["guide"] = "guide"
    reading_minutes: PositiveInt | None = None
    before_you_start: RichText | None = None
    steps: Annotated[tuple[GuideStep, ...], Field(min_length=1, max_length=12)]
    what_happens_next: tuple[NextStage, ...] = ()
    what_happens_note: RichText | None = None
    handled_by: RichText | None = None
    routes: tuple[ReferralRoute, ...] = ()
    professionals: ProfessionalRoute | None = None
