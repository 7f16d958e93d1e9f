"""Building sites from an API: what is made, what is made again, what is left alone, and what a failure leaves behind."""

import os
from datetime import date

import pytest

from content_models import Redirect, canonical_bytes, digest
from content_models.links import PageLink, UrlLink
from content_models.site import SecurityContact
from frontend.errors import (
    CheckFailed,
    ContentError,
    DigestMismatch,
    InvalidContent,
    MissingContent,
    PlanFailed,
    RenderFailed,
    SourceRefused,
    SourceUnreachable,
    UnknownSite,
)
from tests.frontend.api_server import Api, running
from tests.frontend.conftest import Place
from tests.frontend.content import TestSite, helpline, home, media_file, news, page_id, small_site, standard
from tests.frontend.plain_renderer import PlainRenderer

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>'


def stamps(place: Place, site: str = "testshire") -> dict[str, int]:
    """Return when each file of the release was written."""
    current = place.current(site)
    return {str(path.relative_to(current)): path.stat().st_mtime_ns for path in current.rglob("*") if path.is_file()}


def changed(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_a_site_is_built_with_all_its_files(place: Place) -> None:
    site = small_site()
    site.redirects = (Redirect(path="/old/", target=PageLink(page=page_id("one"))),)
    site.gone = ("/gone/",)
    place.api.add(site)
    result = place.build()["testshire"]
    assert result.status == "released"
    assert result.error is None
    files = place.files()
    assert {
        "index.html", "advice/index.html", "advice/one/index.html", "a-z/index.html", "404.html", "old/index.html",
        "sitemap.xml", "robots.txt", "_redirects", "redirects.nginx.conf", "redirects.caddy", "redirects.json",
    } <= files.keys()  # fmt: skip
    assert b'href="/advice/one/"' in files["advice/two/index.html"]
    assert files["_redirects"] == b"/old/ /advice/one/ 301\n"
    assert b"location = /gone/ { return 410; }" in files["redirects.nginx.conf"]
    assert b"<loc>http://testshire.localhost:8080/advice/one/</loc><lastmod>2026-03-01" in files["sitemap.xml"]
    assert b"Sitemap: http://testshire.localhost:8080/sitemap.xml" in files["robots.txt"]


def test_a_second_build_of_the_same_manifest_touches_nothing_and_asks_for_nothing_but_the_list(place: Place) -> None:
    place.api.add(small_site())
    place.build()
    before = stamps(place)
    place.api.asked.clear()
    assert place.build()["testshire"].status == "unchanged"
    assert changed(before, stamps(place)) == set()
    assert set(place.api.asked) == {"/sites/"}


def test_security_txt_is_made_anew_each_quarter_and_nothing_else(place: Place) -> None:
    site = small_site()
    site.security = SecurityContact(contact="security@testshire.example")
    place.api.add(site)
    place.build()
    before = stamps(place)
    place.today = date(2026, 12, 31)
    assert place.build()["testshire"].status == "unchanged"
    place.today = date(2027, 1, 1)
    assert place.build()["testshire"].status == "released"
    assert changed(before, stamps(place)) == {".well-known/security.txt"}
    assert b"Expires: 2027-12-27T00:00:00Z\n" in place.files()[".well-known/security.txt"]
    assert place.build()["testshire"].status == "unchanged"


def test_a_site_without_anybody_to_write_to_is_still_not_looked_at_twice_in_a_quarter(place: Place) -> None:
    place.api.add(small_site())
    place.build()
    place.today = date(2027, 1, 1)
    assert place.build()["testshire"].status == "unchanged"
    place.api.asked.clear()
    assert place.build()["testshire"].status == "unchanged"
    assert set(place.api.asked) == {"/sites/"}


def test_headers_are_written_for_every_kind_of_server(place: Place) -> None:
    place.api.add(small_site())
    place.build()
    written = {"_headers", "headers.nginx.conf", "headers.caddy", "headers.json"}
    assert written <= place.files().keys()
    assert written <= {path.name for path in (place.output / "_index").iterdir()}


def test_a_changed_body_changes_its_page_and_the_sitemap_only(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    before = stamps(place)
    site.pages["/advice/two/"] = standard("two", "Page two", "<p>New words.</p>", terms=("two term",))
    result = place.build()["testshire"]
    assert changed(before, stamps(place)) == {
        "advice/two/index.html",
        "advice/two/index.html.br",
        "advice/two/index.html.gz",
    }
    assert result.rendered == 1
    assert b"New words" in place.files()["advice/two/index.html"]


def test_a_changed_title_changes_every_page_that_shows_it(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    before = stamps(place)
    old = site.pages["/advice/one/"]
    site.pages["/advice/one/"] = old.model_copy(update={"title": "Another title"})
    place.build()
    # Its own page, the section that lists it, the A–Z, and nothing else: links in text have words of their own.
    assert {"advice/one/index.html", "advice/index.html", "a-z/index.html"} <= changed(before, stamps(place))
    assert b"Another title" in place.files()["advice/index.html"]
    assert b"Another title" in place.files()["a-z/index.html"]


def test_a_changed_number_of_the_registry_changes_every_page_that_shows_it(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    site.contacts = (helpline("0800 111 222"),)
    place.build()
    assert all(b"0800 111 222" in data for name, data in place.files().items() if name.startswith("advice/"))


def test_a_withdrawn_page_disappears_and_links_to_it_keep_their_words(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    del site.pages["/advice/one/"]
    result = place.build()["testshire"]
    assert not (place.current() / "advice" / "one").exists()
    assert b"The first" in place.files()["advice/two/index.html"]
    assert b"<a href" not in place.files()["advice/two/index.html"].split(b"<main>")[1].split(b"</main>")[0]
    assert any("not published" in problem for problem in place.problems(result))


def test_a_moved_page_changes_the_links_to_it(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    site.pages["/moved/"] = site.pages.pop("/advice/one/")
    site.redirects = (Redirect(path="/advice/one/", target=PageLink(page=page_id("one"))),)
    place.build()
    assert b'href="/moved/"' in place.files()["advice/two/index.html"]
    assert b'<h1>Moved</h1><a href="/moved/">' in place.files()["advice/one/index.html"]


def test_several_releases_in_a_row_always_leave_what_a_cold_build_makes(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    for number in range(5):
        site.sequence += 1
        site.pages[f"/advice/extra-{number}/"] = standard(f"extra-{number}", f"Extra {number}")
        if number > 1:
            del site.pages[f"/advice/extra-{number - 2}/"]
        place.build()
        incremental = place.files()
        cold = Place(place.folder / f"cold-{number}", place.api)
        cold.build()
        assert incremental == cold.files()


def test_another_version_of_the_templates_renders_everything_but_writes_only_what_differs(place: Place) -> None:
    place.api.add(small_site())
    place.build()
    before = stamps(place)
    place.renderer = PlainRenderer(version="2")
    result = place.build()["testshire"]
    assert result.rendered >= 5
    assert result.written == 0
    assert changed(before, stamps(place)) == set()


def test_pictures_are_fetched_once_for_all_sites_and_lie_at_an_address_of_their_content(place: Place) -> None:
    file = media_file(PICTURE)
    place.api.media[file.digest] = PICTURE
    for slug in ("testshire", "marlshire"):
        site = small_site(slug)
        site.pages["/news/"] = news("news", "News", date(2026, 3, 1), file)
        site.favicon = file
        place.api.add(site)
    place.build()
    assert place.api.asked[f"/media/{file.digest}"] == 1
    assert place.files("marlshire")[f"media/{file.digest[:16]}/path.svg"] == PICTURE
    assert place.files()["favicon.svg"] == PICTURE


def test_content_that_sites_share_is_rendered_once(place: Place) -> None:
    shared = standard("shared", "National advice", "<p>The same everywhere.</p>")
    for slug in ("testshire", "marlshire", "pendrick"):
        site = small_site(slug)
        site.pages["/national/"] = shared
        place.api.add(site)
    place.build()
    assert place.renderer.contents.count("/national/") == 1
    assert b"The same everywhere" in place.files("pendrick")["national/index.html"]
    assert place.renderer.chromes == 3


def test_only_the_named_site_is_built(place: Place) -> None:
    place.api.add(small_site("testshire"))
    place.api.add(small_site("marlshire"))
    place.build("marlshire")
    assert place.current("marlshire").is_dir()
    assert not place.current("testshire").exists()


def test_an_unknown_site_is_named_with_those_that_there_are(place: Place) -> None:
    place.api.add(small_site())
    with pytest.raises(UnknownSite, match="no site “nowhere”; it has: testshire"):
        place.build("nowhere")


def test_every_language_has_its_pages_its_index_and_its_alternates(place: Place) -> None:
    site = small_site()
    site.locales = ("en", "cy")
    site.pages["/cy/"] = home("Hafan", locale="cy")
    place.api.add(site)
    result = place.build()["testshire"]
    files = place.files()
    assert b'<html lang="cy">' in files["cy/index.html"]
    assert "cy/a-z/index.html" in files
    assert b'hreflang="cy" href="http://testshire.localhost:8080/cy/"' in files["index.html"]
    assert b'hreflang="cy" href="http://testshire.localhost:8080/cy/"' in files["sitemap.xml"]
    assert any(
        "pages are not translated into cy: " in problem and "/advice/one/" in problem
        for problem in place.problems(result)
    )


def test_a_site_whose_home_is_not_published_is_still_built(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    del site.pages["/"]
    result = place.build()["testshire"]
    assert result.error is None
    assert place.problems(result) == ["/: there is no published home page here"]
    assert "index.html" not in place.files()


def test_a_site_of_which_everything_was_withdrawn_is_emptied(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    site.pages.clear()
    assert place.build()["testshire"].error is None
    assert not [name for name in place.files() if name.endswith("index.html") and name != "a-z/index.html"]


# What can go wrong: one sentence, the site fails, its last release stays, and the others are built.


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


def test_a_dead_api_is_one_sentence_and_the_release_stays(place: Place) -> None:
    place.api.add(small_site())
    place.build()
    place.api.url = "http://127.0.0.1:9/api/v1/"
    with pytest.raises(SourceUnreachable, match="cannot be reached"):
        place.build()
    assert place.current().is_dir()


def test_an_api_that_stumbles_is_asked_again_after_a_pause(place: Place) -> None:
    place.api.add(small_site())
    place.api.statuses["/sites/"] = [503, 500]
    assert place.build()["testshire"].status == "released"
    assert place.pauses == [pytest.approx(0.3), pytest.approx(0.6)]


def test_an_api_that_goes_on_failing_says_what_it_says(place: Place) -> None:
    place.api.add(small_site())
    place.api.statuses["/sites/"] = [500] * 3
    with pytest.raises(SourceRefused, match="answers 500 for the list of sites: something is broken"):
        place.build()


def test_something_that_is_no_content_api_is_told_apart(place: Place) -> None:
    place.api.lies["/sites/"] = b"<html>hello</html>"
    with pytest.raises(SourceUnreachable, match="should end in /api/v1/"):
        place.build()


def test_a_site_name_that_would_leave_the_folder_is_refused(place: Place) -> None:
    place.api.lies["/sites/"] = b'{"sites":[{"slug":"../up","name":"x","digest":"' + b"0" * 64 + b'"}]}'
    with pytest.raises(SourceUnreachable, match="does not answer as a content API"):
        place.build()


def big_site(pages: int = 120) -> TestSite:
    return small_site(pages=[f"page-{number}" for number in range(pages)])


def test_a_cold_store_is_filled_from_one_export(place: Place) -> None:
    place.api.add(big_site())
    place.build()
    assert place.api.asked["/sites/testshire/export"] == 1
    assert not [path for path in place.api.asked if path.startswith("/documents/")]


def test_an_export_that_breaks_off_near_its_end_is_completed_one_by_one(place: Place) -> None:
    place.api.add(big_site())
    place.api.break_off_exports_after = 100
    assert place.build()["testshire"].status == "released"
    assert len([path for path in place.api.asked if path.startswith("/documents/")]) == 23


def test_an_export_that_breaks_off_early_fails_but_keeps_what_came(place: Place) -> None:
    place.api.add(big_site())
    place.api.break_off_exports_after = 40
    error = place.build()["testshire"].error
    assert isinstance(error, ContentError)
    assert "ended early" in str(error)
    place.api.break_off_exports_after = None
    assert place.build()["testshire"].status == "released"


def test_lines_of_an_export_that_nobody_asked_for_are_left_out(place: Place) -> None:
    place.api.add(big_site())
    place.api.lies["/sites/testshire/export"] = place.api.export("testshire").replace(
        b"Words of page-7.", b"Lies of page-7."
    )
    place.build()
    assert b"Words of page-7." in place.files()["advice/page-7/index.html"]


def test_a_damaged_stored_document_is_fetched_again(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    for path in (place.folder / "store" / "documents").rglob("*"):
        if path.is_file():
            path.write_bytes(b"rotten")
    place.renderer = PlainRenderer(version="2", style="body { margin: 2rem }")
    assert place.build()["testshire"].status == "released"
    assert b"Words of two" in place.files()["advice/two/index.html"]


def test_a_damaged_stored_picture_is_fetched_again(place: Place) -> None:
    file = media_file(PICTURE)
    place.api.media[file.digest] = PICTURE
    site = small_site()
    site.pages["/news/"] = news("news", "News", date(2026, 3, 1), file)
    place.api.add(site)
    place.build()
    stored = place.folder / "store" / "media" / file.digest[:2] / file.digest
    stored.unlink()
    stored.write_bytes(bytes(len(PICTURE)))
    place.build(fresh=True)
    assert place.files()[f"media/{file.digest[:16]}/path.svg"] == PICTURE


def test_a_damaged_file_of_facts_is_read_again_from_the_documents(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    facts = place.folder / "store" / "facts" / "testshire"
    facts.write_bytes(facts.read_bytes()[:-7] + b"garbage")
    site.pages["/more/"] = standard("more", "More")
    assert place.build()["testshire"].status == "released"
    assert place.api.asked["/sites/testshire/manifest"] == 2


def test_a_fresh_build_makes_everything_again(place: Place) -> None:
    place.api.add(small_site())
    place.build()
    (place.current() / "advice" / "one" / "index.html").write_bytes(b"tampered")
    assert b"tampered" in place.files()["advice/one/index.html"]
    place.build(fresh=True)
    assert b"Page one" in place.files()["advice/one/index.html"]


def test_a_folder_that_may_not_be_written_is_one_sentence(place: Place) -> None:
    if os.geteuid() == 0:
        # The superuser may write everywhere; a file in place of the folder stops anybody.
        place.output.mkdir(parents=True)
        (place.output / "testshire").write_text("in the way")
    else:
        place.output.mkdir(parents=True, mode=0o500)
    place.api.add(small_site())
    error = place.build()["testshire"].error
    assert error is not None
    assert "cannot be written" in str(error)


def test_the_overview_lists_every_released_site(place: Place) -> None:
    place.api.add(small_site())
    place.api.add(small_site("marlshire"))
    place.build()
    overview = (place.output / "_index" / "index.html").read_text()
    assert "http://marlshire.localhost:8080" in overview
    assert "http://testshire.localhost:8080" in overview


def test_a_slow_api_is_given_up_with_one_sentence(place: Place) -> None:
    import httpx

    from frontend.source.api import ApiSource

    with (
        running(Api(pause=0.5)) as slow,
        ApiSource(slow.url, tries=1, timeout=httpx.Timeout(0.1)) as source,
        pytest.raises(SourceUnreachable, match="does not answer in time"),
    ):
        source.sites()
