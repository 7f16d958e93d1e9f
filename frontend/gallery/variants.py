"""Which blocks the gallery shows: those of the examples that show something new, and what the examples leave out.

Where no example has a block with some facet of the contract, one is made from an example: an optional part is taken away, a
choice is changed, or a part is put in that another example has. What cannot be made so is missing in the examples.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError

from content_models.base import to_json, walk
from content_models.blocks import Block
from content_models.blocks.base import BlockBase
from frontend.gallery.errors import GalleryIncomplete
from frontend.gallery.facets import EMPTY, GIVEN, NONE, facets_of, facets_of_type

BLOCK_MODELS: Final[dict[str, type[BlockBase]]] = {
    model.model_fields["type"].default: model for model in get_args(get_args(Block)[0])
}
"""The model of every block type of the contract by its name."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A block to show: the example that it is from, and the facets that no variant before it has.

    `made` says that it was made from that example's; `local` that a site added it to a page of another.
    """

    block: BlockBase
    origin: str
    news: frozenset[str]
    made: bool = False
    local: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A model of the examples, and in which example it is; `local` are the ids of blocks that a site added there."""

    origin: str
    value: BaseModel
    local: frozenset[str] = frozenset()


class Variants:
    """The variants of every block type that `examples` show or that can be made from them."""

    def __init__(self, examples: Iterable[Found]) -> None:
        self._examples = tuple(examples)

    @cached_property
    def _parts(self) -> dict[str, list[BaseModel]]:
        """Every model of the examples by the name of its class."""
        found: dict[str, list[BaseModel]] = {}
        for example in self._examples:
            for part in walk(example.value):
                found.setdefault(type(part).__name__, []).append(part)
        return found

    def of(self, block_type: str) -> tuple[Variant, ...]:
        """Return the variants of a block type; raises GalleryIncomplete when some cannot be shown."""
        model = BLOCK_MODELS[block_type]
        found = list(self._from_examples(model))
        if not found:
            raise GalleryIncomplete(
                f"No example holds a block “{block_type}”: add one to content_models/examples/standard/every-block.json."
            )
        while left := facets_of_type(model) - _shown(found):
            found.append(self._made(model, found, left))
        return tuple(found)

    def _from_examples(self, model: type[BlockBase]) -> Iterator[Variant]:
        seen: frozenset[str] | None = None
        for example in self._examples:
            for block in walk(example.value):
                if not isinstance(block, model):
                    continue
                facets, local = facets_of(block), block.id in example.local
                if seen is None or facets - seen:
                    yield Variant(block, example.origin, facets - (seen or frozenset()), local=local)
                    seen = (seen or frozenset()) | facets

    def _made(self, model: type[BlockBase], found: list[Variant], left: frozenset[str]) -> Variant:
        """Return a block that shows something of what is `left`: as much as possible of what is taken away at once."""
        least = sorted(facet for facet in left if facet.endswith((f"={NONE}", f"={EMPTY}")))
        for facets in (least, *([facet] for facet in sorted(left))):
            for variant in found if facets else ():
                made = self._changed(model, variant.block, facets)
                if made and (news := facets_of(made) & left):
                    return Variant(made, variant.origin, news, made=True)
        raise GalleryIncomplete(
            f"No example shows the block “{model.model_fields['type'].default}” with {', '.join(sorted(left))}, and it "
            f"cannot be made from another: add one to content_models/examples."
        )

    def _changed(self, model: type[BlockBase], block: BlockBase, facets: Iterable[str]) -> BlockBase | None:
        """Return the block with these facets, or None where that is against the contract or nothing to take is there."""
        data = to_json(block)
        for facet in facets:
            path, _, wanted = facet.partition("=")
            self._change(block, data, path.split("."), wanted)
        try:
            return model.model_validate_json(json.dumps(data))
        except ValidationError:
            return None

    def _change(self, block: BaseModel, data: dict[str, Any], path: list[str], wanted: str) -> None:
        *above, name = path
        value: BaseModel | None = block
        for depth, step in enumerate(above):
            inside: Any = getattr(value, step, None)
            value = inside[0] if isinstance(inside, tuple) and inside else inside
            if not isinstance(value, BaseModel) or step not in data:
                return
            if part := self._part(value, ".".join(path[depth + 1 :]) + f"={wanted}"):
                _put(data, step, to_json(part))
                return
            data = _first(data[step])
        if value is not None:
            _set(value, data, name, wanted)

    def _part(self, like: BaseModel, facet: str) -> BaseModel | None:
        """Return a part of another example that could stand in place of `like` and has a facet."""
        if facet.endswith((f"={NONE}", f"={EMPTY}")) or facet in facets_of(like):
            return None
        return next((part for part in self._parts[type(like).__name__] if facet in facets_of(part)), None)


def _shown(variants: Iterable[Variant]) -> frozenset[str]:
    return frozenset().union(*(facets_of(variant.block) for variant in variants))


def _first(data: Any) -> dict[str, Any]:
    found: dict[str, Any] = data[0] if isinstance(data, list) else data
    return found


def _put(data: dict[str, Any], name: str, part: dict[str, Any]) -> None:
    if isinstance(data[name], list):
        data[name][0] = part
    else:
        data[name] = part


def _set(value: BaseModel, data: dict[str, Any], name: str, wanted: str) -> None:
    field = type(value).model_fields.get(name)
    if wanted == NONE:
        data.pop(name, None)
    elif wanted == EMPTY:
        data[name] = []
    elif field and get_origin(field.annotation) is Literal:
        data[name] = next(choice for choice in get_args(field.annotation) if str(choice) == wanted)
    elif field and field.annotation is bool:
        data[name] = wanted == "yes"
    elif field and wanted != GIVEN:
        data[name] = wanted
