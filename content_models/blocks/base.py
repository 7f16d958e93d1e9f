"""What every block has: a type, a stable id and a value."""

from content_models.base import Model
from content_models.values import ItemId


class BlockBase(Model):
    """A block; its id stays the same through edits, so that overlays and anchors can name it."""

    id: ItemId
