"""What the builder of every block works with: the outline of the body, in which headings keep their order."""

from collections.abc import Callable, Mapping
from typing import Any

from frontend.render.scope import Scope


class Outline:
    """The heading level that the next block stands under: 1 before any heading of the body."""

    __slots__ = ("under",)

    def __init__(self, under: int = 1) -> None:
        self.under = under

    def heading(self, wanted: int) -> int:
        """Return the level of a heading that asks for `wanted`, never skipping one, and remember it."""
        self.under = min(wanted, self.under + 1)
        return self.under

    @property
    def below(self) -> int:
        """The level of a heading inside a block here."""
        return min(4, self.under + 1)


type Builders = Mapping[str, Callable[[Scope, Any, Outline], object]]
"""Builders by block type: each takes the block of its own type, and the table is where the types meet."""
