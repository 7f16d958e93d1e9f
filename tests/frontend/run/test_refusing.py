"""What a build refuses: one sentence, the site fails, its last release stays, and the others are built."""

from datetime import date

from content_models import Redirect, canonical_bytes, digest
from content_models.links import PageLink, UrlLink
from frontend.errors import CheckFailed, DigestMismatch, InvalidContent, MissingContent, PlanFailed, RenderFailed
from tests.frontend.conftest import Place
from tests.frontend.content import PICTURE, TestSite, media_file, news, page_id, small_site, standard
from tests.frontend.plain_renderer import PlainRenderer


def broken_and_good(place: Place) -> TestSite:
    """Build two sites, and change the first so that a test can break it."""
    site = small_site()
    place.api.add(site)
    place.api.add(small_site("marlshire"))
    place.build()
    site.pages["/advice/two/"] = standard("two", "Page two", "<p>Breaks.</p>")
    place.api.sites["marlshire"].pages["/advice/two/"] = standard("two", "Page two", "<p>Good.</p>")
    return site


def assert_only_the_first_failed(place: Place, kind: type[Exception], words: str) -> None:
    before = place.files()
    results = place.build()
    error = results["testshire"].error
    assert isinstance(error, kind)
    assert words in str(error)
    assert "\n" not in str(error)
    assert place.files() == before
    assert results["marlshire"].status == "released"
    assert b"Good." in place.files("marlshire")["advice/two/index.html"]


def test_a_document_that_breaks_the_contract_fails_its_site_only(place: Place) -> None:
    site = broken_and_good(place)
    document = canonical_bytes(site.pages["/advice/two/"])
    wrong = document.replace(b'"title":"Page two"', b'"title":""')
    manifest = canonical_bytes(site.manifest()).replace(digest(document).encode(), digest(wrong).encode())
    place.api.lies[f"/documents/{digest(wrong)}"] = wrong
    place.api.lies["/sites/testshire/manifest"] = manifest
    place.api.lies["/sites/"] = place.api.listing().replace(
        digest(canonical_bytes(site.manifest())).encode(), digest(manifest).encode()
    )
    assert_only_the_first_failed(place, InvalidContent, "The document of /advice/two/ cannot be used")


def test_a_document_with_another_digest_fails_its_site_only(place: Place) -> None:
    site = broken_and_good(place)
    wanted = digest(canonical_bytes(site.pages["/advice/two/"]))
    place.api.lies[f"/documents/{wanted}"] = b'{"type":"standard"}'
    assert_only_the_first_failed(place, DigestMismatch, f"other bytes for the document {wanted[:16]}")


def test_a_manifest_with_another_digest_than_listed_fails_its_site_only(place: Place) -> None:
    broken_and_good(place)
    place.api.lies["/sites/testshire/manifest"] = b"{}"
    assert_only_the_first_failed(place, DigestMismatch, "a manifest of testshire")


def test_a_document_that_is_not_there_fails_its_site_only(place: Place) -> None:
    site = broken_and_good(place)
    wanted = digest(canonical_bytes(site.pages["/advice/two/"]))
    place.api.statuses[f"/documents/{wanted}"] = [410]
    assert_only_the_first_failed(place, MissingContent, "no longer the document")


def test_a_file_with_another_digest_fails_its_site_only(place: Place) -> None:
    site = broken_and_good(place)
    file = media_file(PICTURE)
    site.pages["/news/"] = news("news", "News", date(2026, 3, 1), file)
    place.api.media[file.digest] = b"something else"
    assert_only_the_first_failed(place, DigestMismatch, "other bytes for the file path.svg")


def test_an_entry_that_names_another_pages_document_fails_its_site_only(place: Place) -> None:
    site = broken_and_good(place)
    other = canonical_bytes(site.pages["/advice/three/"])
    honest = canonical_bytes(site.manifest())
    manifest = honest.replace(digest(canonical_bytes(site.pages["/advice/two/"])).encode(), digest(other).encode())
    place.api.lies["/sites/testshire/manifest"] = manifest
    place.api.lies["/sites/"] = place.api.listing().replace(digest(honest).encode(), digest(manifest).encode())
    assert_only_the_first_failed(place, InvalidContent, "puts at /advice/two/")


def test_a_template_that_fails_names_page_template_and_line(place: Place) -> None:
    broken_and_good(place)
    site = place.api.sites["testshire"]
    site.pages["/breaks/"] = standard("breaks", "Breaks")
    place.renderer.fail_on = {"/breaks/"}
    assert_only_the_first_failed(
        place, RenderFailed, "The page /breaks/ (standard) could not be rendered: template x.html"
    )


def test_a_page_that_breaks_a_rule_holds_its_site_back(place: Place) -> None:
    place.api.add(small_site())
    place.build()
    before = place.files()
    place.renderer = PlainRenderer(version="2")
    place.renderer.extra = '<p onclick="alert(1)">x</p>'
    result = place.build()["testshire"]
    assert isinstance(result.error, CheckFailed)
    assert "the attribute onclick of a <p>" in str(result.error)
    assert place.files() == before
    place.renderer = PlainRenderer(version="3")
    assert place.build()["testshire"].error is None


def test_a_page_at_a_reserved_path_holds_its_site_back(place: Place) -> None:
    site = broken_and_good(place)
    site.pages["/a-z/"] = standard("clash", "Clash")
    assert_only_the_first_failed(place, PlanFailed, "/a-z/: stands where the site keeps files of its own")


def test_a_redirect_that_hides_behind_a_page_or_leads_nowhere_is_said(place: Place) -> None:
    site = small_site()
    site.redirects = (
        Redirect(path="/advice/one/", target=UrlLink(url="https://example.org/")),
        Redirect(path="/lost/", target=PageLink(page=page_id("nobody"))),
    )
    place.api.add(site)
    problems = place.problems(place.build()["testshire"])
    assert any(problem.startswith("/advice/one/: is the address of a page") for problem in problems)
    assert any(problem.startswith("/lost/: redirects to the page") for problem in problems)
    assert b'"/lost/"' in place.files()["redirects.json"]
