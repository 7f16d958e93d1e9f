"""The server for local use: by host name, from the current release, and nothing beside it."""

import io
import socket
from pathlib import Path

import pytest

from frontend.errors import ServeError
from frontend.plan.headers import plain_headers, read_headers
from frontend.server.server import serve
from tests.frontend.content import standard
from tests.frontend.serving import Sites, film_address


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
