"""Everything has a specimen: block types, their variants, page types, templates, macros. A new one fails here until it has."""

from typing import get_args

import pytest
from jinja2 import DictLoader

from content_models import DOCUMENT_TYPES
from content_models.blocks import Block
from content_models.examples import example_documents
from frontend.gallery.block_sheets import block_variants
from frontend.gallery.document_sheets import NOT_SHOWN
from frontend.gallery.facets import facets_of, facets_of_type
from frontend.gallery.sites import LANGUAGES
from frontend.gallery.studio import Specimen
from frontend.gallery.watched import Notes, watched_renderer
from frontend.gallery.writing import Gallery
from frontend.render.environment import FOLDER

BLOCKS = {model.model_fields["type"].default: model for model in get_args(get_args(Block)[0])}


def shown(gallery: Gallery, locale: str = "en") -> list[Specimen]:
    return [specimen for sheet in gallery.sheets[locale] for specimen in sheet.specimens]


@pytest.mark.parametrize("block_type", BLOCKS)
def test_every_variant_of_every_block_type_has_a_specimen(made_gallery: Gallery, block_type: str) -> None:
    model = BLOCKS[block_type]
    facets = frozenset().union(*(facets_of(each.block) for each in block_variants().of(block_type)))
    assert facets == facets_of_type(model)
    drawn = [each for each in shown(made_gallery) if f"blocks/{block_type}.html" in each.used]
    assert drawn, f"frontend/templates/blocks/{block_type}.html draws no specimen"


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_template_and_every_macro_has_drawn_a_specimen(made_gallery: Gallery, locale: str) -> None:
    used = frozenset().union(*(each.used for each in shown(made_gallery, locale)))
    missing = {
        f"{template}: {name}"
        for template, macros in made_gallery.templates.items()
        for name in (macros if template.startswith("components/") and macros else (template, *macros))
        if name not in used
    }
    assert not missing, "add a specimen of each to a module frontend/gallery/*_sheets.py (docs/gallery.md tells how)"


def test_the_templates_are_those_in_the_folder(made_gallery: Gallery) -> None:
    assert made_gallery.templates.keys() == {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html")}


def test_no_two_macros_have_one_name(made_gallery: Gallery) -> None:
    names = [macro for macros in made_gallery.templates.values() for macro in macros]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", DOCUMENT_TYPES)
def test_every_example_of_a_page_type_has_a_specimen(made_gallery: Gallery, kind: str) -> None:
    [sheet] = [each for each in made_gallery.sheets["en"] if each.slug == kind.replace("_", "-")]
    examples = {name for name, each in example_documents().items() if each.type == kind and each.locale == "en"}
    assert examples - NOT_SHOWN == {
        each.reason.partition(". ")[0] for each in sheet.specimens if ".json. " in each.reason
    }
    assert sheet.about


def test_specimens_say_what_they_are_and_why_they_are_here(made_gallery: Gallery) -> None:
    for sheets in made_gallery.sheets.values():
        for sheet in sheets:
            names = [each.name for each in sheet.specimens]
            assert len(names) == len(set(names)), sheet.slug
            assert all(each.reason for each in sheet.specimens), sheet.slug


def test_what_is_drawn_but_not_shown_does_not_count() -> None:
    notes = Notes()
    renderer = watched_renderer(
        notes, DictLoader({**_components(), "page.html": "{{ mark() }}<p>{{ time(page) }}</p>"})
    )
    templates = renderer.templates.of(renderer.dictionary.of("en"))

    class Moment:
        iso, text = "2026-11-26", "26 November"

    with notes.begun() as drawn:
        html = str(templates.fill("page.html", Moment()))
    assert {each.name for each in drawn if each.is_in(html)} == {"mark", "time", "page.html"}
    shown_part = html[html.index("<p>") :]
    assert {each.name for each in drawn if each.is_in(shown_part)} == {"time"}


def _components() -> dict[str, str]:
    return {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.html")}
