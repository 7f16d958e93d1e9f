"""The local slot: a named place in a shared page, and the blocks that an adopting organisation may put there."""

from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from content_models.base import Model
from content_models.blocks.base import BlockBase
from content_models.blocks.guidance import ActionLinkBlock, CalloutBlock, ContactBlock, MythFactBlock, StepListBlock
from content_models.blocks.media import DocumentBlock, FilmBlock, ImageBlock
from content_models.blocks.references import CardGridBlock, RelatedLinksBlock
from content_models.blocks.text import ExpandableBlock, HeadingBlock, QuoteBlock, RichTextBlock, TableBlock
from content_models.values import Line, Slug

LocalBlock = Annotated[
    HeadingBlock
    | RichTextBlock
    | CalloutBlock
    | ActionLinkBlock
    | ContactBlock
    | StepListBlock
    | CardGridBlock
    | MythFactBlock
    | QuoteBlock
    | ImageBlock
    | FilmBlock
    | DocumentBlock
    | TableBlock
    | ExpandableBlock
    | RelatedLinksBlock,
    Field(discriminator="type"),
]
"""What an organisation may add to a page that it adopts: any block but another slot."""

SlotKind = Literal["any", "contacts", "signposts", "events", "text"]

_TEXT: Final = frozenset(
    {"heading", "rich_text", "callout", "quote", "expandable", "step_list", "table", "related_links"}
)
_AROUND: Final = frozenset({"heading", "rich_text"})

ACCEPTED: Final[dict[SlotKind, frozenset[str] | None]] = {
    "any": None,
    "contacts": _AROUND | {"contact"},
    "signposts": _AROUND | {"card_grid", "contact", "action_link"},
    "events": _AROUND | {"card_grid", "action_link"},
    "text": _TEXT,
}
"""Types of blocks that each kind of slot takes; None takes all. Words may stand around contacts and cards."""


class LocalSlotValue(Model):
    """A named place. `content` is what it shows: the owner's default, or after a merge what the adopter filled in.

    A `required` slot has to be filled before an adopted page is published, so it has no default.
    """

    name: Slug
    accepts: SlotKind = "any"
    guidance: Line | None = None
    required: Literal[True] | None = None
    content: tuple[LocalBlock, ...] = ()
    filled: Literal[True] | None = None

    @model_validator(mode="after")
    def required_has_no_default(self) -> Self:
        """Reject a default where the adopter must write something."""
        if self.required and self.content and not self.filled:
            raise ValueError("a slot that must be filled has no content of its own")
        return self


class LocalSlotBlock(BlockBase):
    """A local slot; without content it renders nothing."""

    type: Literal["local_slot"] = "local_slot"
    value: LocalSlotValue
