"""Posters in a release: on their toolkit's page, in the folder, and made anew only when what they show has changed."""

from pathlib import Path

import pytest

from content_models import AdoptedEntry, Manifest
from content_models.documents import Toolkit
from content_models.examples import example_documents, example_manifest, example_overlays
from frontend.build import Builder
from frontend.plan.page_view import PageView
from frontend.plan.posters import unmade
from frontend.plan.view import SiteView
from frontend.report import Silent, SiteResult
from frontend.store import Store
from tests.frontend.memory_source import MemorySource
from tests.frontend.render.gallery import chrome, render, renderer, site_view
from tests.parts.paper import EXAMPLE, PATH, need_paper, shop, site_with, toolkit

PAGE = PATH[1:] + "index.html"


class Place:
    """Folders in which one site is built again and again."""

    def __init__(self, folder: Path) -> None:
        self.store, self.output = Store(folder / "store"), folder / "sites"

    @property
    def current(self) -> Path:
        return self.output / "national" / "current"

    def build(self, manifest: Manifest, document: Toolkit, *, posters: bool = True) -> SiteResult:
        source = MemorySource(manifest, [*example_documents().values(), document])
        made = shop(self.store) if posters else None
        builder = Builder(source, self.store, self.output, renderer(), reporter=Silent(), processes=1, posters=made)
        [result] = builder.build(builder.chosen(()))
        assert result.error is None
        return result

    def posters(self) -> set[str]:
        return {path.name for path in self.current.glob("media/*/worried-about-someone*")}


def test_a_release_has_its_posters_and_keeps_them_until_they_change(tmp_path: Path) -> None:
    need_paper()
    place, document = Place(tmp_path), toolkit("ur")
    manifest = site_with(document, "national")
    place.build(manifest, document)
    names = {"worried-about-someone-ur-a4.pdf", "worried-about-someone-ur.png", "worried-about-someone-ur-preview.webp"}
    assert place.posters() == names
    first = (place.current / PAGE).read_text()

    newer = manifest.model_copy(update={"sequence": manifest.sequence + 1})
    assert place.build(newer, document).rendered == 0

    contacts = tuple(
        each.model_copy(update={"phone": "0800 000 1234"}) if each.kind == "support_line" else each
        for each in manifest.contacts
    )
    place.build(newer.model_copy(update={"contacts": contacts}), document)
    assert place.posters() == names
    assert (place.current / PAGE).read_text() != first

    place.build(newer, document, posters=False)
    assert place.posters() == set()
    page = (place.current / PAGE).read_text()
    assert "Posters with our own contacts" not in page
    assert "Posters and leaflets" in page


def test_the_shelf_shows_a_poster_in_its_language_and_says_what_a_download_is(tmp_path: Path) -> None:
    need_paper()
    place, document = Place(tmp_path), toolkit("ur")
    place.build(site_with(document, "national"), document)
    page = (place.current / PAGE).read_text()
    assert '<h3><span lang="ur" dir="rtl">کسی کے بارے میں فکرمند ہیں؟</span></h3>' in page
    assert 'width="480" height="679"' in page
    [pdf] = place.current.glob("media/*/*-a4.pdf")
    assert (
        f'href="/media/{pdf.parent.name}/{pdf.name}" download>PDF, A4, {round(pdf.stat().st_size / 1000)}\u00a0kB'
        in page
    )
    assert "PNG, 1240 by 1754, " in page


def test_a_page_without_posters_has_no_place_for_them() -> None:
    view = site_view("national")
    page = next(view.pages[entry.id] for entry in view.manifest.entries if entry.path == PATH)
    assert "<!posters>" not in render(view, page)


@pytest.mark.parametrize("adopted", [False, True])
def test_a_preview_shows_posters_by_their_words_and_says_that_files_come_later(adopted: bool) -> None:
    manifest, documents, overlays = example_manifest("marlshire"), example_documents(), example_overlays()
    view = SiteView.of(manifest, documents.values(), overlays=overlays.values())
    view.posters = {PATH: unmade(documents[EXAMPLE])}
    entry = next(entry for entry in manifest.entries if entry.path == PATH)
    whose = AdoptedEntry(owner=documents[EXAMPLE].owner, mode="follow") if adopted else None
    html = render(view, PageView(view, entry.model_copy(update={"adopted": whose})), chrome("marlshire"))
    assert html.count("Its files are made when the page is published.") == 5
    assert '<a href="#poster-worried-ur" lang="ur" dir="rtl">اردو</a>' in html
    assert ("The words are by National Safeguarding Centre" in html) == adopted
