"""What every document carries, whatever its type."""

from datetime import date
from typing import Annotated, Self

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from content_models.base import Model
from content_models.blocks import Block
from content_models.values import BasedOn, Licence, Line, LocaleCode, Nation, Owner, PageId, Text

Title = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[^\n\r]*$")]
Summary = Annotated[str, StringConstraints(min_length=1, max_length=320)]


class DocumentBase(Model):
    """The published form of one page in one language.

    Identity is `id` + `locale`; the version is the digest of its canonical bytes. `index_terms` are other words
    under which the A–Z lists it. `change_note` says to the public what the last update changed. `based_on` names the
    page of another organisation that this one was copied from.
    """

    id: PageId
    locale: LocaleCode
    title: Title
    summary: Summary
    index_terms: tuple[Line, ...] = ()
    nations: Annotated[tuple[Nation, ...], Field(min_length=1)]
    owner: Owner
    based_on: BasedOn | None = None
    licence: Licence
    first_published: AwareDatetime
    last_updated: AwareDatetime
    change_note: Text | None = None
    last_reviewed: date | None = None
    review_due: date | None = None
    body: tuple[Block, ...] = ()

    @model_validator(mode="after")
    def ids_are_unique(self) -> Self:
        """Reject two blocks with one id: overlays and anchors name blocks by it."""
        ids = [block.id for block in self.body]
        if len(set(ids)) != len(ids):
            raise ValueError("two blocks of the body have the same id")
        return self
