"""What to do and whom to ask: callouts, buttons, contacts, steps, myths and facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from content_models.blocks import ActionLinkBlock, CalloutBlock, ContactBlock, MythFactBlock, StepListBlock
from content_models.blocks.guidance import MythFact
from frontend.render.blocks.base import Builders, Outline
from frontend.render.parts import Button, MythPart, Way
from frontend.render.scope import Scope


@dataclass(frozen=True, slots=True)
class Callout:
    """`kind` is information, warning or urgent; `level` that of its title."""

    id: str
    kind: str
    title: str
    html: Markup
    level: int


@dataclass(frozen=True, slots=True)
class ActionLink:
    """A link drawn as a button."""

    button: Button


@dataclass(frozen=True, slots=True)
class ContactCard:
    """A way to get help; None when the site does not carry the contact."""

    id: str
    way: Way | None
    level: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a list; `id` is its anchor."""

    id: str
    title: str
    html: Markup | None


@dataclass(frozen=True, slots=True)
class StepList:
    """Steps on the path; `level` is the heading's, or the steps' own when there is none."""

    id: str
    heading: str | None
    steps: tuple[Step, ...]
    level: int


@dataclass(frozen=True, slots=True)
class MythList:
    """Myths, each beside its fact."""

    id: str
    heading: str | None
    myths: tuple[MythPart, ...]
    level: int


def _callout(scope: Scope, block: CalloutBlock, outline: Outline) -> Callout:
    value, level = block.value, outline.below
    return Callout(scope.anchor_id(block.id), value.kind, value.title, scope.html(value.text, level), level)


def _action_link(scope: Scope, block: ActionLinkBlock, _: Outline) -> ActionLink:
    return ActionLink(scope.button(block.value))


def _contact(scope: Scope, block: ContactBlock, outline: Outline) -> ContactCard:
    return ContactCard(scope.anchor_id(block.id), scope.contact(block.value), outline.below)


def _step_list(scope: Scope, block: StepListBlock, outline: Outline) -> StepList:
    value, level = block.value, outline.below
    under = level if value.heading else outline.under
    steps = tuple(
        Step(scope.anchor_id(step.id), step.title, scope.html_or_none(step.text, under)) for step in value.steps
    )
    return StepList(scope.anchor_id(block.id), value.heading, steps, level)


def _myth_fact(scope: Scope, block: MythFactBlock, outline: Outline) -> MythList:
    value = block.value
    return MythList(scope.anchor_id(block.id), value.heading, myth_parts(scope, value.items), outline.below)


def myth_parts(scope: Scope, items: Iterable[MythFact]) -> tuple[MythPart, ...]:
    """Return pairs of myth and fact with their sources."""
    return tuple(MythPart(scope.quoted(item.claim), item.fact, scope.source(item.source)) for item in items)


BUILDERS: Final[Builders] = {
    "callout": _callout,
    "action_link": _action_link,
    "contact": _contact,
    "step_list": _step_list,
    "myth_fact": _myth_fact,
}
