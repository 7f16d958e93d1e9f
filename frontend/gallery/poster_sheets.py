"""Specimens of localised posters: on the shelf of a toolkit, and what is printed of one."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from content_models.documents.toolkit import Toolkit
from content_models.examples import example_documents
from frontend.gallery.sites import example_sites
from frontend.gallery.studio import Sheet, Specimen, Studio, element, place_of
from frontend.plan.facts import MediaFact
from frontend.plan.posters import Poster, PosterFiles, unmade
from frontend.plan.tree import SiteTree
from frontend.posters.sheet import SheetMaker
from frontend.render.posters import HOLE, with_posters

EXAMPLE: Final = "toolkit/posters-and-leaflets.json"
PREVIEW: Final = (520, 720)
"""Width and height, in pixels, of the picture that stands for all posters here."""


def poster_sheets(studio: Studio) -> Iterator[Sheet]:
    """Yield the page of posters."""
    about = "Approved words with the logo, the contacts and the language of a site."
    yield Sheet("posters", "Components", "Posters", about, tuple(_specimens(studio)))


def _specimens(studio: Studio) -> Iterator[Specimen]:
    toolkit = _toolkit()
    shelf = unmade(toolkit)
    made = tuple(poster._replace(files=_files(toolkit)) for poster in shelf)
    for name, reason, posters in (
        ("Posters to take", "With a picture, as PDF and as PNG; the languages lead to the first poster in each.", made),
        ("Posters that are not made yet", "In the preview of a draft, or where nothing can print them.", shelf),
        ("A poster in one language", "Without a choice of languages.", made[:1]),
    ):
        yield studio.specimen(name, reason, partial(_shelf, studio, posters), "wide")
    reason = "What becomes a PDF; it has styles of its own, so that there is only its source to see."
    yield studio.specimen("A printed poster", reason, partial(_printed, studio, toolkit), "unseen")


def _toolkit() -> Toolkit:
    return next(each for name, each in example_documents().items() if name == EXAMPLE and isinstance(each, Toolkit))


def _files(toolkit: Toolkit) -> PosterFiles:
    """Return files that the examples have, in place of those that a build makes."""
    pairs = ((item.file, item.preview.renditions[0]) for item in toolkit.items if item.file and item.preview)
    file, picture = next(pairs)
    pdf, preview = (MediaFact(each.digest, each.filename, each.media_type, each.size) for each in (file, picture))
    return PosterFiles(pdf, preview, preview, *PREVIEW, *PREVIEW)


def _shelf(studio: Studio, posters: tuple[Poster, ...]) -> str:
    view, page = studio.page(EXAMPLE)
    view.posters = {page.entry.path: posters}
    try:
        return str(with_posters(view, page, HOLE, studio.templates))
    finally:
        view.posters = {}


def _printed(studio: Studio, toolkit: Toolkit) -> str:
    manifest, renderer = example_sites()[place_of(EXAMPLE)].manifest, studio.renderer
    maker = SheetMaker(manifest, SiteTree(manifest), renderer.templates, renderer.dictionary, None)
    template = toolkit.posters[0]
    said = next((each for each in template.words if each.locale == studio.locale), template.words[0])
    return element(maker.sheet(template, said).html, '<ol class="stops">')
