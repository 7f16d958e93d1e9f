"""Overlays on their way from the API to a page: fetched once, verified, and never another site's."""

from pathlib import Path

import pytest

from content_models import canonical_bytes, digest
from content_models.examples import example_overlays
from frontend.plan.problems import Kind
from frontend.source.pack import PackSource
from tests.frontend.api_server import Api
from tests.frontend.conftest import Place
from tests.frontend.content import AdoptingSite, overlay_for, small_site


@pytest.fixture
def site(api: Api) -> AdoptingSite:
    plain = small_site()
    found = AdoptingSite(slug=plain.slug, pages=plain.pages)
    path = list(found.pages)[-1]
    found.overlays = {path: overlay_for(found, path)}
    api.overlays = {digest(canonical_bytes(each)): canonical_bytes(each) for each in found.overlays.values()}
    api.add(found)
    return found


def test_an_overlay_is_fetched_once_and_shown(place: Place, api: Api, site: AdoptingSite) -> None:
    (result,) = place.build().values()
    assert result.error is None
    (path,) = site.overlays
    html = place.files()[f"{path[1:]}index.html"].decode()
    assert "own" in html
    asked = [address for address in api.asked if address.startswith("/overlays/")]
    place.build()
    assert [address for address in api.asked if address.startswith("/overlays/")] == asked


def test_a_changed_overlay_changes_its_page_only(place: Place, api: Api, site: AdoptingSite) -> None:
    place.build()
    before = place.files()
    (path,) = site.overlays
    site.overlays[path] = overlay_for(site, path, summary="Another summary.")
    api.overlays = {digest(canonical_bytes(each)): canonical_bytes(each) for each in site.overlays.values()}
    site.sequence += 1
    place.build()
    changed = {name for name, data in place.files().items() if before.get(name) != data}
    assert f"{path[1:]}index.html" in changed
    assert not {name for name in changed if name.endswith("index.html")} - {
        f"{path[1:]}index.html", "index.html", "a-z/index.html", "section/index.html",
    }  # fmt: skip


def test_a_lying_api_and_an_overlay_of_another_site_keep_the_last_release(
    place: Place, api: Api, site: AdoptingSite
) -> None:
    place.build()
    before = place.files()
    (path,) = site.overlays
    theirs = overlay_for(site, path).model_copy(
        update={"organisation": next(iter(example_overlays().values())).organisation}
    )
    site.overlays[path] = theirs
    api.overlays = {digest(canonical_bytes(theirs)): canonical_bytes(theirs)}
    site.sequence += 1
    (result,) = place.build().values()
    assert "its overlay is of another site" in str(result.error)
    api.overlays = {digest(canonical_bytes(theirs)): b"{}"}
    (result,) = place.build(store="fresh").values()
    assert "gives other bytes for the overlay" in str(result.error)
    assert place.files() == before


def test_parts_without_a_place_are_warned_of_and_the_page_is_built(place: Place, api: Api, site: AdoptingSite) -> None:
    (path,) = site.overlays
    site.overlays[path] = overlay_for(site, path, hidden=["gone"])
    api.overlays = {digest(canonical_bytes(each)): canonical_bytes(each) for each in site.overlays.values()}
    (result,) = place.build().values()
    assert result.error is None
    (told,) = (problem for problem in result.problems if problem.kind is Kind.UNPLACED)
    assert told.message == "leaving out the block gone: it is no longer there"


def test_a_pack_holds_overlays_too(place: Place, api: Api, site: AdoptingSite, tmp_path: Path) -> None:
    from frontend.report import Silent
    from frontend.run.packing import pack_sites
    from frontend.store.content import Store

    with place.source() as source:
        pack_sites(source, Store(tmp_path / "store2"), tmp_path / "pack", [], Silent())
    (name,) = api.overlays
    assert PackSource(tmp_path / "pack").overlay(name) == api.overlays[name]
