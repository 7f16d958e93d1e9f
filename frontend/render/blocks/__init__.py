"""Blocks: one builder and one template (`templates/blocks/<type>.html`) a block type, one typed context each.

There is one module a family, as in `content_models.blocks`.
"""

from typing import Final, get_args

from content_models.blocks import Block
from frontend.render.blocks import guidance, media, references, text
from frontend.render.blocks.base import Builders

BUILDERS: Final[Builders] = {**text.BUILDERS, **guidance.BUILDERS, **references.BUILDERS, **media.BUILDERS}
"""The builder of each block type's context; a slot has none, as it shows other blocks (see frontend.render.body)."""

BLOCK_TYPES: Final = frozenset(member.model_fields["type"].default for member in get_args(get_args(Block)[0]))
"""The names of all block types of the contract."""
