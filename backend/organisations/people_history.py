"""How the history tells of people: who was invited, joined, changed and removed."""

from typing import Any

from wagtail.log_actions import LogFormatter

from backend.organisations import people


class Invited(LogFormatter):
    """Somebody was invited; the others tell what came of it, in the same way."""

    label = "Invite somebody"
    sentence = "Invited {person} as {role}"

    def format_message(self, log_entry: Any) -> str:
        """Return the sentence about one entry."""
        return self.sentence.format(**log_entry.data)


class Joined(Invited):
    """Somebody accepted."""

    label = "Join"
    sentence = "{person} joined as {role}"


class Changed(Invited):
    """Somebody has another role."""

    label = "Change a role"
    sentence = "Made {person} {role}"


class Removed(Invited):
    """Somebody works here no longer."""

    label = "Remove somebody"
    sentence = "Removed {person}, who was {role}"


class Withdrawn(Invited):
    """An invitation was taken back."""

    label = "Take an invitation back"
    sentence = "Took the invitation of {person} back"


def register_steps(actions: Any) -> None:
    """Tell Wagtail's history of these steps (hook `register_log_actions`)."""
    steps = {
        people.INVITED: Invited,
        people.JOINED: Joined,
        people.CHANGED: Changed,
        people.REMOVED: Removed,
        people.WITHDRAWN: Withdrawn,
    }
    for action, told in steps.items():
        actions.register_action(action)(told)
