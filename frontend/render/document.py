"""A document's own HTML, put together from what its owner wrote, which all sites share, and what one site adds."""

from typing import Any, Final, NamedTuple

from markupsafe import Markup

from content_models import Document, DocumentBase
from content_models.documents import CaseStudy
from content_models.merge import block_fields
from frontend.plan.page_view import PageView
from frontend.render import formats, holes
from frontend.render.blocks.base import Outline
from frontend.render.body import render_blocks
from frontend.render.environment import Templates
from frontend.render.pages import BUILDERS
from frontend.render.pages.base import Given, about
from frontend.render.pages.case_study import reading_time
from frontend.render.pieces import Made
from frontend.render.scope import Scope

FIELDS: Final = "fields"
"""The name of the piece that is everything but the blocks."""


class Areas(NamedTuple):
    """The parts of a page that come of its document (see frontend.render.frame.Content)."""

    lead: Markup
    before: Markup
    main: Markup
    about: Markup


def put_together(scope: Scope, page: PageView, templates: Templates) -> Areas:
    """Return what comes of a page's document and of what the site adds to it."""
    document, local = page.document, page.local
    body = render_blocks(scope, document.body, templates.block, Outline(), local, area="body")
    story = Markup()
    if isinstance(document, CaseStudy):
        story = render_blocks(scope, document.story, templates.block, Outline(), local, area="story")

    def make() -> Made:
        around = holes.BODY if body else Markup(), holes.STORY if story else Markup()
        return _areas(Given(scope, owners_part(document), *around), templates)

    # All that `make` works with besides the document and the scope is in the name.
    made = scope.piece(f"{FIELDS} {bool(body):d} {bool(story):d}", make)
    values = _own_values(scope, page) | {"body": body, "story": story}
    return Areas(*(holes.filled(html, values) for html in made))


def _own_values(scope: Scope, page: PageView) -> dict[str, str]:
    """Return what a site may have changed outside the blocks, by the holes that it fills."""
    document, words = page.document, scope.words
    updated, added = formats.day(words, document.last_updated), Markup()
    if page.entry.overlay:
        organisation = scope.view.site.organisation.name
        added = Markup(". {}").format(words.fill("added_local_help", organisation=organisation))
    return {
        "lede": document.summary,
        "updated": updated.text,
        "updated-iso": updated.iso,
        "added": added,
        "minutes": reading_time(words, document) if isinstance(document, CaseStudy) else "",
    }


def owners_part[D: DocumentBase](document: D) -> D:
    """Return a document without anything that an overlay may change: the same on every site that shows it."""
    emptied: dict[str, Any] = dict.fromkeys(block_fields(document), ())
    return document.model_copy(update={"summary": "", "last_updated": document.first_published, **emptied})


def _areas(given: Given[Document], templates: Templates) -> Made:
    context = BUILDERS[given.document.type](given)
    areas = templates.areas(f"pages/{given.document.type}.html", context)
    lead = areas["lead"] if "lead" in areas else templates.fill("components/mast.html", context.mast)
    about_it = templates.fill("components/about.html", about(given))
    return str(lead), str(areas.get("before", Markup())), str(areas["main"]), str(about_it)
