"""Rebuilding 400 sites that share their pages: what is rendered once for each set of link targets, against each site as if alone.

Every site shows 24 national pages of 12 types and its own home page; every second one adds words of its own to half of
them. The pages stand in four different places, by site, so that their links lead to four sets of addresses. Both builders
are the same, in this process, on the same source in memory, with all processors; the peer is told not to share.
"""

import gc
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple, Self

from bench.site import change_page, make_site
from content_models import AdoptedEntry, Entry, Manifest, Overlay, canonical_bytes
from content_models.examples import example_documents, example_manifest, example_media
from content_models.values import Owner
from frontend.plan.page_view import PageView
from frontend.plan.view import SiteView
from frontend.render import Renderer
from frontend.report import Silent, SiteResult
from frontend.run.build import Builder
from frontend.source.base import SiteSummary
from frontend.store.content import Store
from frontend.store.shelf import PieceShelf

ADOPTERS: Final = 400
PAGES: Final = 24
PLACES: Final = ("advice", "help", "support", "learn")
"""Where sites put the shared pages: as many as there are sets of link targets."""

type Report = Callable[[str, str], None]


class _Forces:
    """Many sites in memory that show the pages of one library."""

    name = "memory"

    def __init__(self, adopters: int) -> None:
        self.library = make_site(PAGES + 2)
        self.overlays: dict[str, bytes] = {}
        self._adopters = adopters
        self._manifests: dict[str, bytes] = {}
        self._home = canonical_bytes(example_documents()["home/minimal.json"])
        self.publish()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def publish(self) -> None:
        """Let every site follow what the library holds now."""
        shared = [entry for entry in self.library.manifest.entries if entry.type not in {"home", "section"}]
        self._manifests = {slug: self._manifest(number, slug, shared) for number, slug in enumerate(self._names())}

    def _names(self) -> list[str]:
        return [f"force-{number}" for number in range(self._adopters)]

    def _manifest(self, number: int, slug: str, shared: list[Entry]) -> bytes:
        national = example_manifest("national")
        organisation = national.site.organisation.model_copy(update={"slug": slug, "name": slug.title()})
        site = national.site.model_copy(update={"organisation": organisation, "locales": ("en",)})
        place, adopted = (
            PLACES[number % len(PLACES)],
            AdoptedEntry(owner=Owner(slug="bench", name="Bench"), mode="follow"),
        )
        home = example_documents()["home/minimal.json"]
        digest = hashlib.sha256(self._home).hexdigest()
        entries = [Entry(path="/", id=home.id, locale="en", type="home", digest=digest)]
        for order, entry in enumerate(shared):
            own = self._overlay(entry, organisation.slug, number) if number % 2 and order % 2 else None
            path = f"/{place}/page-{order}/"
            entries.append(entry.model_copy(update={"path": path, "adopted": adopted, "overlay": own}))
        manifest = Manifest(
            sequence=self.library.manifest.sequence, site=site, contacts=national.contacts, entries=tuple(entries)
        )
        return canonical_bytes(manifest)

    def _overlay(self, entry: Entry, slug: str, number: int) -> str:
        words = {"id": "local", "type": "rich_text", "value": {"html": f"<p>Come to library {number}.</p>"}}
        overlay = Overlay.model_validate(
            {
                "id": entry.id, "locale": "en", "organisation": {"slug": slug, "name": slug.title()},
                "insertions": [{"blocks": [words]}], "last_updated": "2026-11-12T09:30:00Z",
            }
        )  # fmt: skip
        data = canonical_bytes(overlay)
        digest = hashlib.sha256(data).hexdigest()
        self.overlays[digest] = data
        return digest

    def sites(self) -> tuple[SiteSummary, ...]:
        return tuple(
            SiteSummary(slug, slug, hashlib.sha256(data).hexdigest()) for slug, data in self._manifests.items()
        )

    def manifest(self, site: str) -> bytes:
        return self._manifests[site]

    def export(self, site: str) -> Iterator[bytes]:
        yield self._manifests[site]
        for entry in json.loads(self._manifests[site])["entries"]:
            yield self.document(entry["digest"])
            if entry.get("overlay"):
                yield self.overlay(entry["overlay"])

    def document(self, digest: str) -> bytes:
        return self.library.documents.get(digest, self._home)

    def overlay(self, digest: str) -> bytes:
        return self.overlays[digest]

    @contextmanager
    def media(self, digest: str) -> Iterator[Iterator[bytes]]:
        yield iter((example_media()[digest],))


class Spent(NamedTuple):
    """Seconds that went by, and seconds of work on all processors together, which neighbours on the machine change little."""

    clock: float
    work: float


class _Side:
    """One of the two builders, with a store and sites of its own."""

    def __init__(self, source: _Forces, folder: Path, *, share: bool) -> None:
        self._source = source
        self.folder = folder
        self._share = share
        self._builder = self._new()

    def _new(self) -> Builder:
        store, output = Store(self.folder / "store"), self.folder / "sites"
        return Builder(self._source, store, output, Renderer(), reporter=Silent(), share=self._share)

    def build(self) -> tuple[Spent, list[SiteResult]]:
        """Build all sites; returns what that took and what became of each."""
        gc.collect()
        started, before = time.perf_counter(), sum(os.times()[:4])
        results = self._builder.build(self._source.sites())
        spent = Spent(time.perf_counter() - started, sum(os.times()[:4]) - before)
        if failed := next((result for result in results if result.error), None):
            raise RuntimeError(f"{failed.site} was not built: {failed.error}")
        return spent, results

    def start_again(self) -> None:
        """Be another process that has the store and no sites."""
        shutil.rmtree(self.folder / "sites")
        self._builder = self._new()

    def files(self) -> dict[str, bytes]:
        """Return a digest of every file by its name."""
        found: dict[str, bytes] = {}
        for site in self._source.sites():
            current = self.folder / "sites" / site.slug / "current"
            for path in current.rglob("*.html"):
                found[f"{site.slug}/{path.relative_to(current)}"] = hashlib.sha256(path.read_bytes()).digest()
        return found


def run(report: Report, adopters: int = ADOPTERS) -> None:
    """Build with and without sharing, compare every page, and report a name and a value a line."""
    # In memory where there is room: 400 times a release survives a power cut costs what the disk makes of it.
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="waymark-bench-", dir=memory, ignore_cleanup_errors=True) as name:
        source, folder = _Forces(adopters), Path(name)
        alone, shared = _Side(source, folder / "alone", share=False), _Side(source, folder / "shared", share=True)
        pages = adopters * (PAGES + 1)
        _compare(report, f"{adopters} sites, {pages:,} pages, all built from nothing", alone, shared)
        source.library = change_page(source.library, title=False)
        source.publish()
        bodies = _compare(report, f"one shared page changed, all {adopters} sites rebuilt", alone, shared)
        if bodies != min(len(PLACES), adopters):
            raise RuntimeError(f"the shared body was rendered {bodies} times for {len(PLACES)} sets of link targets")
        _only_the_page(report, source, shared.folder / "store")
        before = shared.files()
        shared.start_again()
        spent, results = shared.build()
        if shared.files() != before:
            raise RuntimeError("a page differs from the one that was made before")
        report("sites lost, all built again by a later process", f"{spent.clock:.2f} s, {spent.work:.2f} s of work")
        report("  shared bodies rendered", f"{sum(result.bodies for result in results):,}")


def _changed(source: _Forces) -> str:
    """Return the digest of the page that was published last."""
    return max(
        source.library.manifest.entries, key=lambda entry: json.loads(source.document(entry.digest))["last_updated"]
    ).digest


def _only_the_page(report: Report, source: _Forces, folder: Path) -> None:
    """Make the HTML of the changed page for every site, and nothing else, with sharing and without."""
    renderer, store = Renderer(), Store(folder)
    changed = _changed(source)
    pages: list[tuple[SiteView, PageView]] = []
    for site in source.sites():
        store.load_facts(site.slug)
        view = SiteView(Manifest.parse(source.manifest(site.slug)), "en", store)
        pages += [(view, PageView(view, entry)) for entry in view.manifest.entries if entry.digest == changed]
    for view, page in pages:
        # Parsed and merged for both alike, and with the templates compiled.
        renderer.content(view, page)
    spent: list[float] = []
    for shelf in (PieceShelf(None, renderer.version), None):
        started = time.process_time()
        for view, page in pages:
            renderer.content(view, page, shelf)
        spent.append(time.process_time() - started)
    report("  of that, making the page's own HTML for all sites", f"{spent[0]:.2f} s of work")
    report("  each as if alone", f"{spent[1]:.2f} s of work: {spent[1] / spent[0]:.1f} times that")


def _compare(report: Report, what: str, alone: _Side, shared: _Side) -> int:
    """Build on both sides; returns how often a shared body was rendered with sharing."""
    without, _ = alone.build()
    spent, results = shared.build()
    bodies, shown = sum(result.bodies for result in results), sum(result.rendered for result in results)
    if alone.files() != shared.files():
        raise RuntimeError("a page differs from the one that was made without sharing")
    report(what, f"{spent.clock:.2f} s, {spent.work:.2f} s of work")
    ratio = without.work / spent.work
    report("  each site as if alone", f"{without.clock:.2f} s, {without.work:.2f} s of work: {ratio:.1f} times that")
    report("  shared bodies rendered", f"{bodies:,} for {shown:,} files made")
    return bodies


def main() -> None:
    """Run the benchmark."""
    run(lambda name, value: print(f"{name:<60}{value}", flush=True))


if __name__ == "__main__":
    main()
