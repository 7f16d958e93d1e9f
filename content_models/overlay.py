"""The overlay: what an adopting organisation adds to a page of another. Never a copy of the source's text."""

from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, ValidationError, model_validator

from content_models.base import Model, walk
from content_models.blocks import LocalBlock
from content_models.blocks.base import BlockBase
from content_models.documents.base import Summary
from content_models.errors import ContractError
from content_models.links import Link
from content_models.values import ItemId, LocaleCode, Owner, PageId, Slug


class SlotFill(Model):
    """What stands in the local slot of this name."""

    slot: Slug
    blocks: Annotated[tuple[LocalBlock, ...], Field(min_length=1)]


class Insertion(Model):
    """Blocks of the adopter's own after one of the source; without `after`, at the end of the page."""

    after: ItemId | None = None
    blocks: Annotated[tuple[LocalBlock, ...], Field(min_length=1)]


class Overlay(Model):
    """The local parts of one adopted page in one language.

    `id` and `locale` are those of the document that it belongs to, `organisation` is the adopter. `hidden` names
    blocks of the source that the adopter leaves out; `summary` stands in place of the source's; `related` are links
    at the end of the page.
    """

    type: Literal["overlay"] = "overlay"
    id: PageId
    locale: LocaleCode
    organisation: Owner
    slots: tuple[SlotFill, ...] = ()
    insertions: tuple[Insertion, ...] = ()
    hidden: tuple[ItemId, ...] = ()
    summary: Summary | None = None
    related: tuple[Link, ...] = ()
    last_updated: AwareDatetime

    @model_validator(mode="after")
    def nothing_stands_twice(self) -> Self:
        """Reject two parts at one place, and two blocks with one id."""
        for what, keys in (
            ("the same slot", [part.slot for part in self.slots]),
            ("after the same block", [part.after for part in self.insertions]),
            ("the same hidden block", self.hidden),
            ("a block with the same id", self.block_ids),
        ):
            if len(set(keys)) != len(keys):
                raise ValueError(f"the overlay has {what} twice")
        return self

    @property
    def block_ids(self) -> list[str]:
        """The ids of its own blocks, in order."""
        return [block.id for block in walk(self) if isinstance(block, BlockBase)]

    @property
    def is_empty(self) -> bool:
        """Say whether it changes nothing."""
        return not (self.slots or self.insertions or self.hidden or self.summary or self.related)


def parse_overlay(data: bytes | str, *, lenient: bool = False) -> Overlay:
    """Read the JSON of one overlay; a `lenient` reader ignores fields that a newer writer added.

    Raises ContractError with one line that names each wrong field.
    """
    try:
        return Overlay.model_validate_json(data, extra="ignore" if lenient else "forbid")
    except ValidationError as error:
        raise ContractError.from_validation("The overlay", error) from error
