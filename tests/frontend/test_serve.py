"""The server for local use: by host name, from the current release, and nothing beside it."""

import http.client
import io
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from content_models import Redirect
from content_models.links import PageLink, UrlLink
from content_models.site import SecurityContact
from frontend.errors import ServeError
from frontend.plan.headers import plain_headers, read_headers
from frontend.serve import open_server, serve
from tests.frontend.conftest import Place
from tests.frontend.content import home, media_file, news, page_id, small_site, standard

FILM = bytes(range(256)) * 40


@dataclass
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass
class Sites:
    place: Place
    port: int

    def get(self, path: str, host: str = "testshire.localhost", method: str = "GET", **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", f"{host}:{self.port}")
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        reply = Reply(answer.status, answer.headers, answer.read())
        connection.close()
        return reply


@contextmanager
def served(place: Place) -> Iterator[Sites]:
    """Our own server over what `place` has built, until the block ends."""
    with open_server(place.output, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield Sites(place, server.server_address[1])
        server.shutdown()
        thread.join()


@pytest.fixture
def sites(place: Place) -> Iterator[Sites]:
    film = media_file(FILM, "film.mp4", "video/mp4")
    place.api.media[film.digest] = FILM
    place.today = datetime.now(UTC).date()
    site = small_site()
    site.security = SecurityContact(contact="security@testshire.example")
    site.pages["/news/"] = news("news", "News", date(2026, 3, 1), film)
    site.redirects = (
        Redirect(path="/old/", target=PageLink(page=page_id("one"))),
        Redirect(path="/for-now/", target=UrlLink(url="https://example.org/a?b=c"), permanent=False),
    )
    site.gone = ("/gone/",)
    place.api.add(site)
    place.api.add(small_site("marlshire"))
    place.build()
    with served(place) as sites:
        yield sites


def test_each_site_answers_at_its_own_name(sites: Sites) -> None:
    assert b"Home of testshire" in sites.get("/").body
    assert b"Home of marlshire" in sites.get("/", "marlshire.localhost").body
    assert b"Home of testshire" in sites.get("/", "TESTSHIRE.localhost").body


def test_all_sites_are_listed_at_localhost(sites: Sites) -> None:
    for host in ("localhost", "127.0.0.1"):
        reply = sites.get("/", host)
        assert reply.status == 200
        assert b"http://marlshire.localhost:8080" in reply.body


@pytest.mark.parametrize(
    "host", ["nowhere.localhost", "example.org", "testshire", "..localhost", "a.b.localhost", "_index.localhost"]
)
def test_an_unknown_name_is_a_clear_404(sites: Sites, host: str) -> None:
    reply = sites.get("/", host)
    assert reply.status == 404
    assert b"Home of" not in reply.body
    assert b"has not been built" in reply.body or b"There is no site" in reply.body


def test_a_new_release_is_served_at_once(sites: Sites) -> None:
    sites.place.api.sites["testshire"].pages["/advice/one/"] = standard("one", "Page one", "<p>Fresh words.</p>")
    sites.place.build()
    assert b"Fresh words." in sites.get("/advice/one/").body


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


def said(sites: Sites, path: str, host: str = "testshire.localhost") -> dict[str, str]:
    """Return the headers of an answer that are about the site, not about the file."""
    about_the_file = {
        "Server",
        "Date",
        "Content-Type",
        "Content-Length",
        "Last-Modified",
        "ETag",
        "Accept-Ranges",
        "Vary",
    }
    return {name: value for name, value in sites.get(path, host).headers.items() if name not in about_the_file}


def test_every_answer_carries_the_headers_that_the_builder_wrote_for_other_servers(sites: Sites) -> None:
    written = read_headers((sites.place.current() / "headers.json").read_bytes())
    style = next((sites.place.current() / "assets").glob("*.css")).name
    for path in ("/", "/advice/one/", "/nowhere/", "/gone/", "/advice/one", "/robots.txt", film_address(sites)):
        found = said(sites, path)
        found.pop("Location", None)
        assert found.pop("Cache-Control") == (written.cache(path) if "nowhere" not in path else "no-cache")
        assert found == written.every, path
    assert said(sites, f"/assets/{style}")["Cache-Control"] == written.cache("/assets/") != written.cache("/")


def test_a_missing_file_is_not_remembered_for_a_year(sites: Sites) -> None:
    assert sites.get("/assets/nothing.css").headers["Cache-Control"] == "no-cache"


def test_answers_that_belong_to_no_site_are_as_strict(sites: Sites) -> None:
    for path, host in (("/", "localhost"), ("/", "nowhere.localhost"), ("/health", "localhost")):
        found = said(sites, path, host)
        assert found.pop("Cache-Control") == "no-cache"
        assert found == plain_headers().every


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


def film_address(sites: Sites) -> str:
    film = next((sites.place.current() / "media").rglob("film.mp4"))
    return "/" + str(film.relative_to(sites.place.current()))


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


def test_head_is_answered_without_content(sites: Sites) -> None:
    get, head = sites.get("/"), sites.get("/", method="HEAD")
    assert head.body == b""
    assert head.headers["Content-Length"] == get.headers["Content-Length"]


def test_other_methods_are_refused(sites: Sites) -> None:
    reply = sites.get("/", method="POST")
    assert reply.status == 501
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert reply.headers["Content-Security-Policy"] == plain_headers().every["Content-Security-Policy"]


def test_a_request_that_says_too_much_is_refused_with_the_same_headers(sites: Sites) -> None:
    with socket.create_connection(("127.0.0.1", sites.port), timeout=10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200 + b"\r\n")
        answer = connection.makefile("rb").read()
    assert b" 431 " in answer.splitlines()[0]
    assert b"Content-Security-Policy: default-src 'none'" in answer


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=f"Port {port} is taken by another program"):
            serve(tmp_path, "127.0.0.1", port, io.StringIO())


def test_a_port_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ServeError, match="is no port"):
        serve(tmp_path, "127.0.0.1", 70_000, io.StringIO())


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ServeError, match="There is no folder"):
        serve(tmp_path / "nowhere", "127.0.0.1", 0, io.StringIO())
