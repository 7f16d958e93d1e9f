"""The example sites as the gallery shows them: every page in every language, at one moment, with and without a finder."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Final

from content_models import Document, Entry, Manifest, Overlay, canonical_bytes, digest, parse_document
from content_models.examples import SITES, example_documents, example_manifest, example_overlays
from content_models.overlay import parse_overlay
from content_models.values import Area
from frontend.finder.finder import PAGE, Finder
from frontend.finder.table import District, Table
from frontend.finder.teams import team_of
from frontend.gallery.stand_in import stand_in_text
from frontend.plan.view import SiteView

LANGUAGES: Final = ("en", "ur", "ar")
"""English from left to right; Urdu and Arabic from right to left, whose lines are not equally high."""

SHOWN_AT: Final = datetime(2026, 11, 26, 12, tzinfo=UTC)
"""The moment for which sites are shown: some events of the examples are to come."""

LATER: Final = datetime(2040, 1, 1, tzinfo=UTC)
"""A moment at which all events are over."""

AREAS: Final = {"marlshire": "E23000999", "pendrick": "E07000999"}
WITH_FINDER: Final = "national"


@dataclass(frozen=True, slots=True)
class ExampleSite:
    """A site with all that its manifest names."""

    manifest: Manifest
    documents: tuple[Document, ...]
    overlays: tuple[Overlay, ...]

    def view(self, locale: str, now: datetime = SHOWN_AT) -> SiteView:
        """Return the site in one language at a moment."""
        view = SiteView.of(self.manifest, self.documents, locale, self.overlays, now)
        if self.manifest.site.organisation.slug == WITH_FINDER:
            view.finder = f"{view.root}{PAGE}"
        return view


@cache
def example_sites() -> Mapping[str, ExampleSite]:
    """Return the example sites by name, each English page also with stand-in words where no translation is there."""
    return {slug: _site(slug) for slug in SITES}


def _site(slug: str) -> ExampleSite:
    manifest = example_manifest(slug)
    documents = {digest(canonical_bytes(each)): each for each in example_documents().values()}
    overlays = {digest(canonical_bytes(each)): each for each in example_overlays().values()}
    entries, there = list(manifest.entries), {(each.id, each.locale) for each in manifest.entries}
    entries += [
        _translated(entry, locale, documents, overlays)
        for entry in manifest.entries
        for locale in LANGUAGES[1:]
        if entry.locale == "en" and (entry.id, locale) not in there
    ]
    codes = [Area(code=AREAS[slug], name=slug.title())] if slug in AREAS else []
    organisation = manifest.site.organisation.model_copy(update={"areas": tuple(codes)})
    locales = tuple(dict.fromkeys((*manifest.site.locales, *LANGUAGES)))
    site = manifest.site.model_copy(update={"locales": locales, "organisation": organisation})
    whole = manifest.model_copy(update={"entries": tuple(entries), "site": site})
    return ExampleSite(whole, tuple(documents.values()), tuple(overlays.values()))


def _translated(entry: Entry, locale: str, documents: dict[str, Document], overlays: dict[str, Overlay]) -> Entry:
    """Return the entry of a page with stand-in words, and put its document and overlay beside the others."""
    document = parse_document(stand_in_text(canonical_bytes(documents[entry.digest]), locale))
    changes: dict[str, object] = {"digest": digest(canonical_bytes(document))}
    documents[str(changes["digest"])] = document
    if entry.overlay:
        overlay = parse_overlay(stand_in_text(canonical_bytes(overlays[entry.overlay]), locale))
        changes["overlay"] = digest(canonical_bytes(overlay))
        overlays[str(changes["overlay"])] = overlay
    return entry.model_copy(update={"locale": locale, "path": f"/{locale}{entry.path}", **changes})


@cache
def example_finder() -> Finder:
    """Return what "Find your local team" needs: two invented areas, one inside the other."""
    areas = f"{AREAS['pendrick']} {AREAS['marlshire']}"
    table = Table(
        "2026-08", {AREAS["marlshire"]: "Marlshire"}, (District("TH1", (areas,), ("1AA",), ("",)),), "example"
    )
    return Finder(table, tuple(team_of(site.manifest) for site in example_sites().values()))
