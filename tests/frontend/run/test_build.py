"""Building sites from an API: which sites, which files, and what they share."""

import os
from datetime import date

import pytest

from content_models import Redirect
from content_models.links import PageLink
from frontend.errors import UnknownSite
from tests.frontend.conftest import Place
from tests.frontend.content import PICTURE, home, media_file, news, page_id, small_site, standard


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


def test_headers_are_written_for_every_kind_of_server(place: Place) -> None:
    place.api.add(small_site())
    place.build()
    written = {"_headers", "headers.nginx.conf", "headers.caddy", "headers.json"}
    assert written <= place.files().keys()
    assert written <= {path.name for path in (place.output / "_index").iterdir()}


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
