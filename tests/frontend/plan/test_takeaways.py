"""Leaflets and archives in the plan: which pages have one, under which name, and what becomes of old addresses."""

import json
from datetime import UTC, datetime

import pytest

from content_models import Manifest
from content_models.examples import example_documents, example_manifest, example_overlays
from content_models.links import PageLink
from content_models.manifest import Redirect
from frontend.leaflets.leaflet import TYPES
from frontend.plan import takeaways
from frontend.plan.planning import plan_site
from frontend.plan.site_plan import SitePlan
from frontend.plan.takeaways import NOTHING, Wanted
from frontend.plan.view import SiteView

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
ALL = Wanted("edition 1", archives=True)
MARLSHIRE = example_manifest("marlshire")


def plan_of(manifest: Manifest = MARLSHIRE, wanted: Wanted = ALL) -> SitePlan:
    source = SiteView.of(manifest, example_documents().values(), overlays=example_overlays().values()).source
    known = {entry.version: source.facts(entry.version) for entry in manifest.entries}
    return plan_site(manifest, "0" * 64, source, known, "1", lambda _: {}, NOW, wanted=wanted)


def test_pages_that_say_what_to_do_or_know_have_a_leaflet_and_toolkits_an_archive() -> None:
    plan = plan_of()
    pages = {file for file, entry in plan.pages.items() if entry.type in TYPES}
    assert set(plan.taken.leaflets.values()) == pages
    assert {plan.pages[page].type for page in plan.taken.archives.values()} == {"toolkit"}
    assert plan.taken.leaflets["tell-someone/tell-someone.pdf"] == "tell-someone/index.html"
    assert plan.taken.leaflets["ur/tell-someone/tell-someone.pdf"] == "ur/tell-someone/index.html"
    assert plan.taken.archives == {"posters-and-leaflets/posters-and-leaflets.zip": "posters-and-leaflets/index.html"}
    # Each is a file of the release, so that links to it are checked.
    assert plan.keys.keys() >= {*plan.taken.leaflets, *plan.taken.archives}


def test_a_site_with_neutral_names_has_leaflets_whose_names_tell_nothing() -> None:
    plan = plan_of(example_manifest("pendrick"))
    assert {file.rpartition("/")[2] for file in plan.taken.leaflets} == {"information.pdf"}


def test_a_page_is_made_again_when_its_leaflet_is_and_others_are_not() -> None:
    plain, one, other = plan_of(wanted=NOTHING), plan_of(), plan_of(wanted=Wanted("edition 2", archives=True))
    changed = {file for file in one.keys if one.keys[file] != other.keys[file]}
    assert changed == {*one.taken.leaflets, *one.taken.leaflets.values()}
    assert not plain.taken.paths
    shown = {*one.taken.paths, "redirects.json", "redirects.caddy", "redirects.nginx.conf", "_redirects"}
    assert {file for file in plain.keys if plain.keys[file] != one.keys[file]} <= shown


def test_files_that_are_too_large_together_have_no_archive_and_the_page_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    before = plan_of()
    monkeypatch.setattr(takeaways, "LARGEST", 1000)
    plan = plan_of()
    page = "posters-and-leaflets/index.html"
    assert plan.taken.archives == {}
    assert plan.taken.too_large == {page}
    assert plan.keys[page] != before.keys[page]


def test_leaflets_of_pages_that_moved_lead_on_and_those_of_pages_that_are_gone_are_gone() -> None:
    entries = {entry.path: entry for entry in MARLSHIRE.entries}
    guide, section = entries["/tell-someone/"].id, entries["/stories/"].id
    manifest = MARLSHIRE.model_copy(
        update={
            "redirects": (
                Redirect(path="/old/guide/", target=PageLink(page=guide)),
                Redirect(path="/old/stories/", target=PageLink(page=section), permanent=False),
            ),
            "gone": ("/left/",),
        }
    )
    told = json.loads(plan_of(manifest).ready["redirects.json"])
    assert told["moved"]["/old/guide/guide.pdf"] == ["/tell-someone/tell-someone.pdf", 301]
    assert told["moved"]["/old/stories/stories.pdf"] == ["/stories/", 302]
    assert told["gone"] == ["/left/", "/left/left.pdf"]
    plain = json.loads(plan_of(manifest, NOTHING).ready["redirects.json"])
    assert not any(path.endswith(".pdf") for path in (*plain["moved"], *plain["gone"]))
