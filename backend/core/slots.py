"""Kinds of local slots, and which blocks each takes. The contract's `ACCEPTED`, for the editor that offers them."""

from typing import Final

from django.db import models

_TEXT: Final = frozenset(
    {"heading", "rich_text", "callout", "quote", "expandable", "step_list", "table", "related_links"}
)
_AROUND: Final = frozenset({"heading", "rich_text"})


class SlotKind(models.TextChoices):
    """What may go into a local slot."""

    ANY = "any", "Anything"
    CONTACTS = "contacts", "Contacts"
    SIGNPOSTS = "signposts", "Signposts"
    EVENTS = "events", "Events"
    TEXT = "text", "Text"


ACCEPTED: Final[dict[str, frozenset[str] | None]] = {
    SlotKind.ANY: None,
    SlotKind.CONTACTS: _AROUND | {"contact"},
    SlotKind.SIGNPOSTS: _AROUND | {"card_grid", "contact", "action_link"},
    SlotKind.EVENTS: _AROUND | {"card_grid", "action_link"},
    SlotKind.TEXT: _TEXT,
}
"""Types of blocks that each kind takes; None takes all. Words may stand around contacts and cards."""
