"""Blocks that tell a reader what to do or to know: callout, action link, contact, steps, myth and fact."""

from typing import Annotated, Literal

from pydantic import Field

from content_models.base import Model
from content_models.blocks.base import BlockBase
from content_models.contacts import ContactLink
from content_models.links import Action
from content_models.rich_text import RichText
from content_models.values import ItemId, Line, Source, Text


class CalloutValue(Model):
    """A note that stands out: information, warning, or urgent (somebody may be in danger)."""

    kind: Literal["information", "warning", "urgent"]
    title: Line
    text: RichText


class CalloutBlock(BlockBase):
    """A callout."""

    type: Literal["callout"] = "callout"
    value: CalloutValue


class ActionLinkBlock(BlockBase):
    """A link drawn as a button."""

    type: Literal["action_link"] = "action_link"
    value: Action


class ContactBlock(BlockBase):
    """A contact from the registry."""

    type: Literal["contact"] = "contact"
    value: ContactLink


class ListStep(Model):
    """One step of a list of steps."""

    id: ItemId
    title: Line
    text: RichText | None = None


class StepListValue(Model):
    """Steps in order."""

    heading: Line | None = None
    steps: Annotated[tuple[ListStep, ...], Field(min_length=1)]


class StepListBlock(BlockBase):
    """An ordered list of steps."""

    type: Literal["step_list"] = "step_list"
    value: StepListValue


class MythFact(Model):
    """Something often said, and what is true, with its source."""

    id: ItemId
    claim: Text
    fact: Text
    source: Source | None = None


class MythFactValue(Model):
    """Pairs of myth and fact; the claim never becomes a heading."""

    heading: Line | None = None
    items: Annotated[tuple[MythFact, ...], Field(min_length=1)]


class MythFactBlock(BlockBase):
    """Myths, each beside its fact."""

    type: Literal["myth_fact"] = "myth_fact"
    value: MythFactValue
