"""Blocks: one builder and one template (`templates/blocks/<type>.html`) a block type, one typed context each.

Headings inside a body keep their order: `Outline` remembers the level that a block stands under.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, get_args

from markupsafe import Markup

from content_models.blocks import (
    ActionLinkBlock,
    Block,
    CalloutBlock,
    CardGridBlock,
    ContactBlock,
    DocumentBlock,
    ExpandableBlock,
    FilmBlock,
    HeadingBlock,
    ImageBlock,
    LocalSlotBlock,
    MythFactBlock,
    QuoteBlock,
    RelatedLinksBlock,
    RichTextBlock,
    StepListBlock,
    TableBlock,
)
from content_models.blocks.guidance import MythFact
from frontend.render.films import film_part
from frontend.render.parts import Anchor, Button, CardPart, Download, FilmPart, MythPart, Picture, Way
from frontend.render.pieces import Made
from frontend.render.safe import made_here
from frontend.render.scope import Scope

type Fill = Callable[[str, object], Markup]
"""Fills the template of a block type with its context."""


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


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is 2 or 3, as the outline allows."""

    id: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class RichWords:
    """Rich text."""

    html: Markup


@dataclass(frozen=True, slots=True)
class Callout:
    """`kind` is information, warning or urgent; `level` that of its title."""

    id: str
    kind: str
    title: str
    html: Markup
    level: int


@dataclass(frozen=True, slots=True)
class ActionLink:
    """A link drawn as a button."""

    button: Button


@dataclass(frozen=True, slots=True)
class ContactCard:
    """A way to get help; None when the site does not carry the contact."""

    id: str
    way: Way | None
    level: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a list; `id` is its anchor."""

    id: str
    title: str
    html: Markup | None


@dataclass(frozen=True, slots=True)
class StepList:
    """Steps on the path; `level` is the heading's, or the steps' own when there is none."""

    id: str
    heading: str | None
    steps: tuple[Step, ...]
    level: int


@dataclass(frozen=True, slots=True)
class CardGrid:
    """Pages as an index; those that are gone are left out."""

    id: str
    heading: str | None
    cards: tuple[CardPart, ...]
    level: int


@dataclass(frozen=True, slots=True)
class MythList:
    """Myths, each beside its fact."""

    id: str
    heading: str | None
    myths: tuple[MythPart, ...]
    level: int


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said."""

    text: str
    attribution: str | None


@dataclass(frozen=True, slots=True)
class ImageFigure:
    """A picture with its caption."""

    picture: Picture
    caption: str | None


@dataclass(frozen=True, slots=True)
class FilmFigure:
    """A film, its transcript folded, and the page that tells more."""

    id: str
    film: FilmPart
    page: Anchor | None


@dataclass(frozen=True, slots=True)
class DocumentFigure:
    """A file to download."""

    download: Download


@dataclass(frozen=True, slots=True)
class Table:
    """A table; with `row_headings` the first cell of a row names it."""

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_headings: bool


@dataclass(frozen=True, slots=True)
class Expandable:
    """A title that opens to show more."""

    id: str
    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class RelatedLinks:
    """Links with their own words; of a dead one the words stay."""

    id: str
    heading: str | None
    links: tuple[Anchor, ...]
    level: int


@dataclass(frozen=True, slots=True)
class LocalSlot:
    """A place that an adopting organisation may fill: `html` is what its owner or the adopter put there, or nothing."""

    html: Markup


@dataclass(frozen=True, slots=True)
class LocalParts:
    """What a site added to a page of another, and the name of its organisation."""

    organisation: str
    html: Markup


def _heading(scope: Scope, block: HeadingBlock, outline: Outline) -> Heading:
    return Heading(scope.anchor_id(block.id), block.value.text, outline.heading(block.value.level))


def _rich_text(scope: Scope, block: RichTextBlock, outline: Outline) -> RichWords:
    return RichWords(scope.html(block.value, outline.under))


def _callout(scope: Scope, block: CalloutBlock, outline: Outline) -> Callout:
    value, level = block.value, outline.below
    return Callout(scope.anchor_id(block.id), value.kind, value.title, scope.html(value.text, level), level)


def _action_link(scope: Scope, block: ActionLinkBlock, _: Outline) -> ActionLink:
    return ActionLink(scope.button(block.value))


def _contact(scope: Scope, block: ContactBlock, outline: Outline) -> ContactCard:
    return ContactCard(scope.anchor_id(block.id), scope.contact(block.value), outline.below)


def _step_list(scope: Scope, block: StepListBlock, outline: Outline) -> StepList:
    value, level = block.value, outline.below
    under = level if value.heading else outline.under
    steps = tuple(
        Step(scope.anchor_id(step.id), step.title, scope.html_or_none(step.text, under)) for step in value.steps
    )
    return StepList(scope.anchor_id(block.id), value.heading, steps, level)


def _card_grid(scope: Scope, block: CardGridBlock, outline: Outline) -> CardGrid:
    cards = (scope.page_card(card.link, card.text) for card in block.value.cards)
    return CardGrid(scope.anchor_id(block.id), block.value.heading, tuple(filter(None, cards)), outline.below)


def _myth_fact(scope: Scope, block: MythFactBlock, outline: Outline) -> MythList:
    value = block.value
    return MythList(scope.anchor_id(block.id), value.heading, myth_parts(scope, value.items), outline.below)


def myth_parts(scope: Scope, items: Iterable[MythFact]) -> tuple[MythPart, ...]:
    """Return pairs of myth and fact with their sources."""
    return tuple(MythPart(scope.quoted(item.claim), item.fact, scope.source(item.source)) for item in items)


def _quote(_: Scope, block: QuoteBlock, __: Outline) -> Quote:
    return Quote(block.value.text, block.value.attribution)


def _image(scope: Scope, block: ImageBlock, _: Outline) -> ImageFigure:
    return ImageFigure(scope.picture(block.value.image), block.value.caption)


def _film(scope: Scope, block: FilmBlock, _: Outline) -> FilmFigure:
    page = scope.page(block.value.page) if block.value.page else None
    return FilmFigure(scope.anchor_id(block.id), film_part(scope, block.value.film), page)


def _document(scope: Scope, block: DocumentBlock, _: Outline) -> DocumentFigure:
    return DocumentFigure(scope.download(block.value))


def _table(scope: Scope, block: TableBlock, _: Outline) -> Table:
    value = block.value
    return Table(scope.anchor_id(block.id), value.caption, value.columns, value.rows, value.row_headings)


def _expandable(scope: Scope, block: ExpandableBlock, outline: Outline) -> Expandable:
    return Expandable(scope.anchor_id(block.id), block.value.title, scope.html(block.value.text, outline.under))


def _related_links(scope: Scope, block: RelatedLinksBlock, outline: Outline) -> RelatedLinks:
    links = tuple(scope.link(link) for link in block.value.links)
    return RelatedLinks(scope.anchor_id(block.id), block.value.heading, links, outline.below)


# Each builder takes the block of its own type; the table is where the types meet.
BUILDERS: Final[Mapping[str, Callable[[Scope, Any, Outline], object]]] = {
    "heading": _heading,
    "rich_text": _rich_text,
    "callout": _callout,
    "action_link": _action_link,
    "contact": _contact,
    "step_list": _step_list,
    "card_grid": _card_grid,
    "myth_fact": _myth_fact,
    "quote": _quote,
    "image": _image,
    "film": _film,
    "document": _document,
    "table": _table,
    "expandable": _expandable,
    "related_links": _related_links,
}

BLOCK_TYPES: Final = frozenset(member.model_fields["type"].default for member in get_args(get_args(Block)[0]))
"""The names of all block types of the contract."""


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
