"""What many sites share is fetched once and made once for each set of link targets, and every page is as if made alone."""

import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from content_models import canonical_bytes, digest
from content_models.documents import Standard
from content_models.examples import example_documents
from frontend.plan.facts import MediaFact
from frontend.render import Renderer
from frontend.report import Silent, SiteResult
from frontend.run.build import Builder
from frontend.store.content import Store
from tests.frontend.api_server import Api
from tests.frontend.conftest import Place
from tests.frontend.content import AdoptingSite, home, media_file, news, overlay_for, page_id, section, standard

RENDERER = Renderer()
SITES = 6
GROUPS = ("/advice/", "/help/")
"""Where the page stands that the shared one links to: half of the sites have it here, half there."""


def national(words: str = "What to look for.") -> Standard:
    """Return the page that all sites share, with a link and a slot."""
    example = example_documents()["standard/every-block.json"]
    slot = next(block for block in example.body if block.type == "local_slot")
    link = f'<p>{words} <a href="page:{page_id("target")}">More</a></p>'
    shared = standard("shared", "National advice", link)
    return shared.model_copy(update={"body": (*shared.body, slot.model_copy(update={"id": "slot"}))})


@dataclass
class Sharing:
    """Sites that share a page, and a builder's folders."""

    place: Place
    api: Api
    sites: list[AdoptingSite] = field(default_factory=list)

    def show(self, shared: Standard) -> None:
        """Let every site show this version of the shared page; every second one adds words and fills the slot."""
        for number, site in enumerate(self.sites):
            site.pages["/national/"] = shared
            site.sequence += 1
            if number % 2:
                words = {"id": f"own-{number}", "type": "rich_text", "value": {"html": f"<p>Only {number} says.</p>"}}
                own = {"insertions": [{"after": "text-1", "blocks": [words]}]}
                site.overlays = {"/national/": overlay_for(site, "/national/", **own)}
            for overlay in site.overlays.values():
                self.api.overlays[digest(canonical_bytes(overlay))] = canonical_bytes(overlay)

    def build(
        self, output: str = "sites", *, share: bool = True, processes: int = 1, store: str = "store"
    ) -> list[SiteResult]:
        """Build all sites as a command does."""
        with self.place.source() as source:
            builder = Builder(
                source, Store(self.place.folder / store), self.place.folder / output, RENDERER,
                reporter=Silent(), processes=processes, share=share,
            )  # fmt: skip
            results = builder.build(builder.chosen(()))
        assert [result.error for result in results] == [None] * len(self.sites)
        return results

    def bodies(self, output: str = "sites", *, processes: int = 1) -> int:
        """Build, and return for how many pages the shared body had to be rendered."""
        return sum(result.bodies for result in self.build(output, processes=processes))

    def files(self, output: str = "sites") -> dict[str, bytes]:
        """Return every file that was built."""
        folder = self.place.folder / output
        found = (path for site in self.sites for path in (folder / site.slug / "current").rglob("*"))
        return {str(path.relative_to(folder)): path.read_bytes() for path in found if path.is_file()}


@pytest.fixture
def sharing(place: Place, api: Api) -> Sharing:
    found = Sharing(place, api)
    for number in range(SITES):
        site = AdoptingSite(slug=f"force-{number}", follows=frozenset({"/national/"}))
        site.pages["/"] = home(f"Home {number}")
        for path in GROUPS:
            site.pages[path] = section(path.strip("/"), f"{path.strip('/').title()} {number}")
        site.pages[f"{GROUPS[number * len(GROUPS) // SITES]}target/"] = standard("target", f"The target {number}")
        found.sites.append(site)
        api.add(site)
    found.show(national())
    return found


def test_six_sites_with_two_sets_of_link_targets_render_the_shared_body_twice(sharing: Sharing) -> None:
    assert sharing.bodies() == 2
    for number in range(SITES):
        html = sharing.files()[f"force-{number}/current/national/index.html"].decode()
        assert f'<a href="{GROUPS[number * 2 // SITES]}target/">More</a>' in html
        assert [f"Only {each} says." in html for each in range(SITES)] == [
            each == number and number % 2 for each in range(SITES)
        ]


def test_a_national_change_is_fetched_once_and_rendered_once_for_each_set(sharing: Sharing) -> None:
    sharing.build()
    sharing.api.asked.clear()
    changed = national("What to look for now.")
    sharing.show(changed)
    assert sharing.bodies() == 2
    assert sharing.api.asked[f"/documents/{digest(canonical_bytes(changed))}"] == 1
    assert not [path for path in sharing.api.asked if path.endswith("/export")]
    assert all(
        "What to look for now." in data.decode()
        for file, data in sharing.files().items()
        if "/national/" in file and file.endswith(".html")
    )


def test_what_a_later_process_builds_from_scratch_is_not_rendered_again(sharing: Sharing) -> None:
    sharing.build()
    before = sharing.files()
    shutil.rmtree(sharing.place.output)
    sharing.api.asked.clear()
    assert sharing.bodies() == 0
    assert sharing.files() == before
    assert dict(sharing.api.asked) == {"/sites/": 1}


def test_pages_are_the_same_to_the_byte_as_without_sharing(sharing: Sharing) -> None:
    sharing.build()
    sharing.build("alone", share=False, store="alone-store")
    sharing.build("again")
    assert sharing.files() == sharing.files("alone") == sharing.files("again")


def test_several_processes_do_not_render_it_more_often(sharing: Sharing) -> None:
    for site in sharing.sites:
        site.pages |= {f"/own-{n}/": standard(f"{site.slug}-{n}", f"Own {n}") for n in range(12)}
    assert sharing.bodies(processes=2) == 2
    sharing.build("alone", share=False)
    assert sharing.files() == sharing.files("alone")


def test_sites_that_are_rebuilt_one_after_the_other_share_too(sharing: Sharing) -> None:
    bodies = []
    with sharing.place.source() as source:
        builder = Builder(
            source,
            Store(sharing.place.folder / "store"),
            sharing.place.output,
            RENDERER,
            reporter=Silent(),
            processes=1,
        )
        for site in builder.chosen(()):
            (result,) = builder.build([site])
            bodies.append(result.bodies)
    assert bodies == [1, 0, 0, 1, 0, 0]


def test_each_document_and_overlay_is_asked_for_once_for_all_sites(sharing: Sharing) -> None:
    sharing.build()
    asked = {path: times for path, times in sharing.api.asked.items() if path.startswith(("/documents/", "/overlays/"))}
    assert set(asked.values()) == {1}
    assert {path for path in sharing.api.asked if path.endswith("/manifest")} == {
        f"/sites/{site.slug}/manifest" for site in sharing.sites
    }
    sharing.api.asked.clear()
    sharing.build()
    assert dict(sharing.api.asked) == {"/sites/": 1}


def test_a_page_of_one_site_alone_is_kept_nowhere(sharing: Sharing) -> None:
    sharing.build()
    pieces = [path for path in (sharing.place.folder / "store" / "pieces").glob("??/*") if path.is_file()]
    assert 0 < len(pieces) < 6
    assert not any(digest(canonical_bytes(site.pages["/"])) in path.name for site in sharing.sites for path in pieces)


class Lines(Silent):
    """Keeps what a person would read."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, line: str) -> None:
        self.said.append(line)


def test_a_folder_that_cannot_be_written_is_said_once_and_sites_are_released(sharing: Sharing) -> None:
    store, lines = sharing.place.folder / "store", Lines()
    store.mkdir()
    (store / "pieces").write_text("in the way")
    with sharing.place.source() as source:
        builder = Builder(source, Store(store), sharing.place.output, RENDERER, reporter=lines, processes=1)
        for words in ("One.", "Two."):
            sharing.show(national(words))
            results = builder.build(builder.chosen(()))
            assert {result.status for result in results} == {"released"}
            assert sum(result.bodies for result in results) == 2
    assert [line for line in lines.said if "cannot be kept" in line] == lines.said
    assert len(lines.said) == 1
    sharing.build("alone", share=False)
    assert sharing.files() == sharing.files("alone")


class CountingStore(Store):
    """Counts how often a file is read through."""

    reads = 0

    def verify_media(self, file: MediaFact) -> bool:
        self.reads += 1
        return super().verify_media(file)


def test_a_file_that_all_sites_show_is_read_through_once(sharing: Sharing) -> None:
    picture = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    file = media_file(picture)
    sharing.api.media[file.digest] = picture
    for site in sharing.sites:
        site.pages["/news/"] = news("news", "News", date(2026, 3, 1), file)
    store = CountingStore(sharing.place.folder / "store")
    with sharing.place.source() as source:
        builder = Builder(source, store, sharing.place.output, RENDERER, reporter=Silent(), processes=1)
        assert not any(result.error for result in builder.build(builder.chosen(())))
    assert store.reads == 1
    assert sum(file.endswith("path.svg") for file in sharing.files()) == SITES


def test_a_fresh_build_trusts_no_piece_that_lies_about(sharing: Sharing, tmp_path: Path) -> None:
    sharing.build()
    with sharing.place.source() as source:
        builder = Builder(
            source, Store(sharing.place.folder / "store"), sharing.place.output, RENDERER, reporter=Silent(),
            processes=1, fresh=True,
        )  # fmt: skip
        assert sum(result.bodies for result in builder.build(builder.chosen(()))) == 2
