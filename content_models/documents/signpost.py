"""Signpost: a partner that can help, and how to reach it."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from content_models.base import Model
from content_models.contacts import ContactLink
from content_models.documents.base import DocumentBase
from content_models.rich_text import RichText
from content_models.values import Address, Area, Hours, Line, LocaleCode, Text


class Cost(Model):
    """What it costs to use a service."""

    kind: Literal["free", "donation", "paid"]
    note: Line | None = None


class Coverage(Model):
    """Where a service helps: the whole country, or areas by ONS code."""

    national: bool
    areas: tuple[Area, ...] = ()
    note: Line | None = None

    @model_validator(mode="after")
    def is_somewhere(self) -> Self:
        """Reject a local service without an area."""
        if not self.national and not self.areas:
            raise ValueError("a signpost is national or names the areas that it serves")
        return self


class Signpost(DocumentBase):
    """A signpost to a local or national partner."""

    type: Literal["signpost"] = "signpost"
    organisation_name: Line
    what_they_do: RichText
    audience: Text
    needs: tuple[Line, ...] = ()
    contacts: Annotated[tuple[ContactLink, ...], Field(min_length=1)]
    hours: Hours
    address: Address | None = None
    languages: tuple[LocaleCode, ...] = ()
    languages_note: Line | None = None
    accessibility: Text | None = None
    cost: Cost
    coverage: Coverage
    last_verified: date
    verified_by: Line | None = None
    next_check: date
