"""Blocks that tell a reader what to do or to know: callout, action link, contact, steps, myth and fact."""

from wagtail import blocks

from backend.core.blocks.choosers import ContactChooserBlock
from backend.core.blocks.links import ActionBlock
from backend.core.blocks.struct import Group
from backend.core.blocks.values import SourceBlock
from backend.core.blocks.words import LineBlock, TextBlock, WordsBlock


class CalloutBlock(Group):
    """A note that stands out."""

    kind = blocks.ChoiceBlock(
        choices=[
            ("information", "Information: good to know"),
            ("warning", "Warning: could go wrong"),
            ("urgent", "Urgent: somebody may be in danger"),
        ],
        default="information",
    )
    title = LineBlock(help_text="What it is about, in a few words.")
    text = WordsBlock(help_text="One or two sentences.")

    class Meta:
        icon = "warning"
        label = "Callout"
        label_format = "{title}"


class ActionLinkBlock(ActionBlock):
    """A link drawn as a button inside a page."""

    class Meta:
        label = "Button"


class ListStepBlock(Group):
    """One step of a list of steps."""

    title = LineBlock(label="Step", help_text="Start with a verb, such as “Listen first”.")
    text = WordsBlock(required=False, label="Details")

    class Meta:
        icon = "arrow-right"
        label = "Step"
        label_format = "{title}"


class StepListBlock(Group):
    """An ordered list of steps."""

    heading = LineBlock(required=False)
    steps = blocks.ListBlock(ListStepBlock(), min_num=1, help_text="In the order in which they are done.")

    class Meta:
        icon = "list-ol"
        label = "Steps"
        label_format = "{heading}"


class MythFactItemBlock(Group):
    """Something often said, and what is true."""

    claim = TextBlock(label="What people say", help_text="As people say it. It never becomes a heading.", rows=2)
    fact = TextBlock(label="What is true", help_text="Answer it plainly, without repeating the claim.")
    source = SourceBlock(required=False, label="Source (optional)", collapsed=True)

    class Meta:
        icon = "help"
        label = "Myth and fact"
        label_format = "{claim}"


class MythFactBlock(Group):
    """Myths, each beside its fact."""

    heading = LineBlock(required=False)
    items = blocks.ListBlock(MythFactItemBlock(), min_num=1, label="Pairs")

    class Meta:
        icon = "help"
        label = "Myths and facts"
        label_format = "{heading}"


def contact_block() -> ContactChooserBlock:
    """Return the block that shows a contact of the registry."""
    return ContactChooserBlock(
        label="Contact", help_text="Chosen from the register of contacts: a changed number changes here by itself."
    )
