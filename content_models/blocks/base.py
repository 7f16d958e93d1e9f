"""What every block has: a type, a stable id and a value."""

from typing import Literal

from content_models.base import Model
from content_models.values import ItemId


class BlockBase(Model):
    """A block; its id stays the same through edits, so that overlays and anchors can name it.

    A `locked` block is kept by everybody who adopts the page: nobody hides it or puts something between two of them.
    """

    id: ItemId
    locked: Literal[True] | None = None
