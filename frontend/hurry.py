"""What may wait: pages with their telephone numbers are out first, then what is found and taken away is made."""

from typing import Final

LATE: Final = " late"
"""Marks the edition of a site that was released without something slow, so that no build takes it for finished."""


class Room:
    """How much slow work one build does before it releases. What finds no room is done when all sites are out."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._left: int | None = at_once

    def takes(self, amount: int) -> bool:
        """Say whether there is room for so much more, which then is taken."""
        if self._left is not None and amount > self._left:
            return False
        if self._left is not None:
            self._left -= amount
        return True

    def renew(self) -> None:
        """Begin a build: all of the room is there again."""
        self._left = self._at_once

    def lift(self) -> None:
        """Sites are out: from now on there is room for everything."""
        self._left = None
