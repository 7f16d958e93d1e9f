"""Specimens of blocks: every variant of every block type, a page a family (a module of `content_models.blocks`)."""

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import Any, Final

from content_models import merge
from content_models.base import canonical_bytes, walk
from content_models.blocks.base import BlockBase
from content_models.examples import example_documents, example_manifest, example_overlays
from frontend.gallery.facets import EMPTY, GIVEN, NONE
from frontend.gallery.stand_in import stand_in_text
from frontend.gallery.studio import Sheet, Specimen, Studio, reasons
from frontend.gallery.variants import BLOCK_MODELS, Found, Variant, Variants
from frontend.render.blocks.base import Outline
from frontend.render.body import render_blocks

EVERY_BLOCK: Final = "standard/every-block.json"
LOCAL_SITE: Final = "marlshire"
"""The example site that adopts pages of another and adds its own blocks."""


@cache
def block_variants() -> Variants:
    """Return the variants of every block type, in the examples and made from them."""
    documents = {name: document for name, document in example_documents().items() if document.locale == "en"}
    ordered = sorted(documents, key=lambda name: (name != EVERY_BLOCK, name))
    return Variants([*(Found(name, documents[name]) for name in ordered), *_adopted()])


def _adopted() -> Iterator[Found]:
    """Yield the pages to which a site has added something, as it shows them."""
    overlays = {(each.id, each.locale): each for each in example_overlays().values()}
    names = {document.id: name for name, document in example_documents().items() if document.locale == "en"}
    for entry in example_manifest(LOCAL_SITE).entries:
        if entry.overlay:
            name = names[entry.id]
            merged = merge(example_documents()[name], overlays[entry.id, entry.locale])
            yield Found(f"{name} on {LOCAL_SITE}", merged.document, merged.local)


def block_sheets(studio: Studio) -> Iterator[Sheet]:
    """Yield a page for each family of blocks."""
    families: dict[str, list[str]] = {}
    for block_type, model in BLOCK_MODELS.items():
        families.setdefault(model.__module__.rpartition(".")[2], []).append(block_type)
    for family, types in families.items():
        specimens = [specimen for each in types for specimen in _specimens(studio, each)]
        if family == "local":
            specimens.append(_added(studio))
        names = ", ".join(_words(each) for each in types)
        yield Sheet(
            f"blocks-{family}", "Blocks", f"Blocks: {family}", f"{names[:1].upper()}{names[1:]}.", tuple(specimens)
        )


def _words(name: str) -> str:
    return name.replace("_", " ")


def _specimens(studio: Studio, block_type: str) -> Iterator[Specimen]:
    title = _words(block_type).capitalize()
    variants = block_variants().of(block_type)
    for variant in variants:
        shown = _shown(variant) if len(variants) > 1 else ""
        reason = reasons().get(variant.origin, "")
        reason = f"Made from {variant.origin}." if variant.made else f"From {variant.origin}. {reason}".strip()
        yield studio.specimen(f"{title}: {shown}" if shown else title, reason, partial(_html, studio, variant))


def _shown(variant: Variant) -> str:
    """Return in a few words what a variant is the first to show; what is missing counts more than what is there."""
    pairs = [facet.removeprefix("value.").split("=") for facet in sorted(variant.news)]
    lacks = [f"without {_last(path)}" for path, value in pairs if value in {NONE, EMPTY}]
    has = [f"with {_last(path)}" for path, value in pairs if value == GIVEN]
    says = [
        f"{_last(path)} {_plain_words(value)}" for path, value in pairs if value not in {NONE, EMPTY, GIVEN, "filled"}
    ]
    return ", ".join((says + lacks if says or lacks else has)[:4])


def _plain_words(value: str) -> str:
    """Return a choice, or the name of a kind of part, as words: "PageLink" is "page link"."""
    return _words(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", value)).lower()


def _last(path: str) -> str:
    return _words(path.rpartition(".")[2])


def _html(studio: Studio, variant: Variant) -> str:
    example, _, site = variant.origin.partition(" on ")
    view, page = studio.page(example, site)
    local = frozenset([variant.block.id]) if variant.local else frozenset[str]()
    outline = Outline(under=2)  # below the name of the specimen
    blocks: Any = [_in_language(variant.block, studio.locale)]
    return str(render_blocks(studio.scope(page, view), blocks, studio.templates.block, outline, local))


def _in_language(block: BlockBase, locale: str) -> BlockBase:
    if locale == "en":
        return block
    return type(block).model_validate_json(stand_in_text(canonical_bytes(block), locale))


def _added(studio: Studio) -> Specimen:
    """Return blocks that a site put between those of a page of another."""
    found = next(each for each in _adopted() if "case_study" in each.origin)
    blocks = [each for each in walk(found.value) if isinstance(each, BlockBase) and each.id in found.local]
    variant = Variant(blocks[0], found.origin, frozenset(), local=True)
    reason = f"From {found.origin}. A block that a site put into a page of another: it says whose it is."
    return studio.specimen("Added by the site", reason, partial(_html, studio, variant))
