"""What a built site answers: files and parts of them, redirects, and what stands for what is not there."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from frontend.plan.headers import plain_headers
from tests.frontend.content import home
from tests.frontend.serving import FILM, Sites, film_address


def test_an_address_that_is_not_there_is_the_sites_own_404(sites: Sites) -> None:
    reply = sites.get("/nowhere/")
    assert reply.status == 404
    assert b"<h1>Not found</h1>" in reply.body
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"


def test_an_address_that_is_not_there_is_answered_in_its_language(sites: Sites) -> None:
    site = sites.place.api.sites["testshire"]
    site.locales = ("en", "cy")
    site.pages["/cy/"] = home("Hafan", locale="cy")
    site.gone = ("/gone/", "/cy/gone/", "/cy/advice/one/")
    sites.place.build()
    for path, status, locale in (
        ("/cy/nowhere/", 404, b"cy"), ("/cy/gone/", 410, b"cy"), ("/gone/", 410, b"en"), ("/ur/nowhere/", 404, b"en"),
        ("/cy/advice/one/", 200, b"cy"),
    ):  # fmt: skip
        reply = sites.get(path)
        assert (reply.status, b'<html lang="%s">' % locale in reply.body) == (status, True), path
    assert b"<h1>Not translated</h1>" in sites.get("/cy/advice/one/").body


def test_a_folder_without_its_slash_is_sent_to_the_address_with_it(sites: Sites) -> None:
    reply = sites.get("/advice/one?x=1")
    assert reply.status == 301
    assert reply.headers["Location"] == "/advice/one/?x=1"


def test_folders_are_not_listed(sites: Sites) -> None:
    assert sites.get("/media/").status == 404
    assert sites.get("/assets").status == 404


def test_old_addresses_lead_to_new_ones(sites: Sites) -> None:
    moved, for_now, gone = sites.get("/old/"), sites.get("/for-now/"), sites.get("/gone/")
    assert (moved.status, moved.headers["Location"]) == (301, "/advice/one/")
    assert (for_now.status, for_now.headers["Location"]) == (302, "https://example.org/a?b=c")
    assert gone.status == 410


@pytest.mark.parametrize(
    "path",
    [
        "/../../site.json",
        "/%2e%2e/%2e%2e/site.json",
        "/..%2f..%2fsite.json",
        "/a/../../../site.json",
        "//etc/passwd",
        "/\\..\\..\\site.json",
        "/%00",
        "/%ff%fe",
        "/./index.html",
    ],
)
def test_nothing_outside_the_release_can_be_read(sites: Sites, path: str) -> None:
    reply = sites.get(path)
    assert reply.status == 404
    assert b"base_url" not in reply.body


def test_an_address_that_is_none_is_told_so(sites: Sites) -> None:
    reply = sites.get("http://[x")

    assert reply.status == 400


def test_media_types_do_not_depend_on_the_machine(sites: Sites) -> None:
    style = next((sites.place.current() / "assets").glob("*.css")).name
    types = {
        path: sites.get(path).headers["Content-Type"] for path in ("/robots.txt", "/sitemap.xml", f"/assets/{style}")
    }
    assert list(types.values()) == [
        "text/plain; charset=utf-8",
        "application/xml; charset=utf-8",
        "text/css; charset=utf-8",
    ]
    assert "immutable" in sites.get(f"/assets/{style}").headers["Cache-Control"]
    assert sites.get("/").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("damage", [None, b"", b"{}", b"[1]", b'{"every": 1, "kept_below": 2}'])
def test_a_release_without_readable_headers_is_served_with_strict_ones(sites: Sites, damage: bytes | None) -> None:
    file = sites.place.current() / "headers.json"
    file.unlink()
    if damage is not None:
        file.write_bytes(damage)
    reply = sites.get("/")
    assert reply.status == 200
    assert reply.headers["Content-Security-Policy"] == plain_headers().every["Content-Security-Policy"]


def test_security_txt_is_where_people_look_for_it(sites: Sites) -> None:
    reply = sites.get("/.well-known/security.txt")
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    expires = re.search(r"^Expires: (.+)$", reply.body.decode(), re.MULTILINE)
    assert expires
    assert datetime.fromisoformat(expires[1]) - datetime.now(UTC) > timedelta(days=180)


@pytest.mark.parametrize(
    ("asked", "status", "body", "said"),
    [
        ("bytes=0-0", 206, FILM[:1], "bytes 0-0/10240"),
        ("bytes=100-199", 206, FILM[100:200], "bytes 100-199/10240"),
        ("bytes=10000-", 206, FILM[10000:], "bytes 10000-10239/10240"),
        ("bytes=-5", 206, FILM[-5:], "bytes 10235-10239/10240"),
        ("bytes=-99999", 206, FILM, "bytes 0-10239/10240"),
        ("bytes=0-99999", 206, FILM, "bytes 0-10239/10240"),
        ("bytes=10240-", 416, b"", "bytes */10240"),
        ("bytes=5-4", 416, b"", "bytes */10240"),
        ("bytes=-0", 416, b"", "bytes */10240"),
        ("lines=1-2", 200, FILM, None),
        ("bytes=0-1,3-4", 200, FILM, None),
    ],
)
def test_a_film_can_be_sought(sites: Sites, asked: str, status: int, body: bytes, said: str | None) -> None:
    reply = sites.get(film_address(sites), Range=asked)
    assert (reply.status, reply.body, reply.headers["Content-Range"]) == (status, body, said)
    assert reply.headers["Content-Type"] == ("video/mp4" if status != 416 else None)


def test_a_range_of_another_version_is_answered_with_the_whole_file(sites: Sites) -> None:
    assert sites.get(film_address(sites), Range="bytes=0-4", If_Range='"another"').status == 200


def test_what_a_browser_has_is_not_sent_again(sites: Sites) -> None:
    first = sites.get("/")
    again = sites.get("/", If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert sites.get("/", If_None_Match='"other"').status == 200
    assert sites.get("/", If_Modified_Since=first.headers["Last-Modified"]).status == 304
    assert sites.get("/", If_Modified_Since="Thu, 01 Jan 1970 00:00:00 GMT").status == 200
    assert sites.get("/", If_Modified_Since="yesterday").status == 200
