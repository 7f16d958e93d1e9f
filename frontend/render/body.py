"""Blocks in order: an owner's as pieces that all sites share, and in groups of their own those that a site added."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from content_models.blocks import Block, LocalSlotBlock
from frontend.render.blocks import BUILDERS
from frontend.render.blocks.base import Outline
from frontend.render.pieces import Made
from frontend.render.safe import made_here
from frontend.render.scope import Scope

type Fill = Callable[[str, object], Markup]
"""Fills the template of a block type with its context."""


@dataclass(frozen=True, slots=True)
class LocalSlot:
    """A place that an adopting organisation may fill: `html` is what its owner or the adopter put there, or nothing."""

    html: Markup


@dataclass(frozen=True, slots=True)
class LocalParts:
    """What a site added to a page of another, and the name of its organisation."""

    organisation: str
    html: Markup


def render_blocks(
    scope: Scope,
    blocks: Iterable[Block],
    fill: Fill,
    outline: Outline | None = None,
    local: frozenset[str] = frozenset(),
    *,
    area: str = "",
) -> Markup:
    """Return the HTML of blocks in order; a block that shows nothing adds nothing.

    Those whose ids are in `local` were added by the site to a page of another: they stand in groups that say so. All
    others are its owner's, and pieces of what sites share; `area` tells the places apart that a document has blocks in.
    """
    outline = outline or Outline()
    parts: list[Markup] = []
    seen: Counter[str] = Counter()
    for is_local, group in groupby(blocks, key=lambda block: block.id in local):
        if is_local:
            made = [html for block in group if (html := _html(scope, block, fill, outline))]
            parts += [_marked(scope, fill, Markup("\n").join(made))] if made else []
            continue
        for block in group:
            seen[block.id] += 1
            if html := _owners(scope, block, fill, outline, f"{area} {block.id} {seen[block.id]}"):
                parts.append(html)
    return Markup("\n").join(parts)


def _owners(scope: Scope, block: Block, fill: Fill, outline: Outline, name: str) -> Markup:
    """Return a block of the document's owner; a slot that the site has filled is the site's."""
    if isinstance(block, LocalSlotBlock) and block.value.filled:
        return _html(scope, block, fill, outline)

    def make() -> Made:
        html = _html(scope, block, fill, outline)
        return str(html), str(outline.under)

    html, under = scope.piece(f"{name} {outline.under}", make)
    outline.under = int(under)
    return made_here(html)


def _html(scope: Scope, block: Block, fill: Fill, outline: Outline) -> Markup:
    if not isinstance(block, LocalSlotBlock):
        return fill(block.type, BUILDERS[block.type](scope, block, outline))
    local = frozenset(each.id for each in block.value.content) if block.value.filled else frozenset[str]()
    return fill(block.type, LocalSlot(render_blocks(scope, block.value.content, fill, outline, local)))


def _marked(scope: Scope, fill: Fill, html: Markup) -> Markup:
    return fill("local", LocalParts(scope.view.site.organisation.name, html))
