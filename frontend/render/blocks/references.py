"""Other pages: cards and lists of links."""

from dataclasses import dataclass
from typing import Final

from content_models.blocks import CardGridBlock, RelatedLinksBlock
from frontend.render.blocks.base import Builders, Outline
from frontend.render.parts import Anchor, CardPart
from frontend.render.scope import Scope


@dataclass(frozen=True, slots=True)
class CardGrid:
    """Pages as an index; those that are gone are left out."""

    id: str
    heading: str | None
    cards: tuple[CardPart, ...]
    level: int


@dataclass(frozen=True, slots=True)
class RelatedLinks:
    """Links with their own words; of a dead one the words stay."""

    id: str
    heading: str | None
    links: tuple[Anchor, ...]
    level: int


def _card_grid(scope: Scope, block: CardGridBlock, outline: Outline) -> CardGrid:
    cards = (scope.page_card(card.link, card.text) for card in block.value.cards)
    return CardGrid(scope.anchor_id(block.id), block.value.heading, tuple(filter(None, cards)), outline.below)


def _related_links(scope: Scope, block: RelatedLinksBlock, outline: Outline) -> RelatedLinks:
    links = tuple(scope.link(link) for link in block.value.links)
    return RelatedLinks(scope.anchor_id(block.id), block.value.heading, links, outline.below)


BUILDERS: Final[Builders] = {
    "card_grid": _card_grid,
    "related_links": _related_links,
}
