"""Compressed files as they are sent: by our own server, by nginx and by Caddy, each asked in every way."""

import gzip
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli
import pytest

from tests.frontend.conftest import Place
from tests.frontend.content import small_site, standard
from tests.frontend.plain_renderer import PlainRenderer
from tests.frontend.serving import Reply, Sites, served
from tests.parts.availability import needed
from tools.ports import free_port

LONG = "<p>Somebody listens, and nobody is told without you.</p>" * 30
ALL = "gzip, deflate, br, zstd"
PAGE = "/advice/one/"


def build(place: Place) -> None:
    place.renderer = PlainRenderer(style=".a { margin: 1rem }\n" * 60)
    site = small_site()
    site.pages[PAGE] = standard("one", "Page one", LONG)
    place.api.add(site)
    place.build()
    (place.current() / "outside.br").symlink_to(place.folder / "nowhere")


@contextmanager
def program(place: Place, name: str, port: int, *arguments: str) -> Iterator[Sites]:
    """Run a web server from a package until the block ends."""
    # Debian puts nginx where only root looks by default.
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    command = [needed(found, name, f"Install the package {name}."), *arguments]
    environment = {**os.environ, "HOME": str(place.folder), "XDG_CONFIG_HOME": "", "XDG_DATA_HOME": ""}
    with (place.folder / "log").open("wb") as log, subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, cwd=place.folder
    ) as process:  # fmt: skip
        try:
            wait_for(port, process, place.folder / "log")
            yield Sites(place, port)
        finally:
            process.terminate()


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        assert process.poll() is None, log.read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text())


@contextmanager
def nginx(place: Place) -> Iterator[Sites]:
    port, folder = free_port(), place.folder
    scratch = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    types = "types { text/html html; text/css css; text/plain txt; application/xml xml; } charset utf-8;"
    site = f"listen 127.0.0.1:{port}; root {place.current()}; include {place.current()}/headers.nginx.conf;"
    http = f"http {{ access_log off; {scratch} {types} server {{ {site} error_page 404 /404.html; }} }}"
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log stderr; events {{}} {http}"
    )
    with program(place, "nginx", port, "-c", f"{folder}/nginx.conf") as sites:
        yield sites


@contextmanager
def caddy(place: Place) -> Iterator[Sites]:
    port = free_port()
    files = "file_server {\n\tprecompressed br gzip\n}"
    site = f"root * {place.current()}\nimport {place.current()}/headers.caddy\n{files}"
    (place.folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\nhttp://:{port} {{\n{site}\n}}\n")
    with program(place, "caddy", port, "run", "--config", f"{place.folder}/Caddyfile") as sites:
        yield sites


SERVERS = {"our own": served, "nginx": nginx, "Caddy": caddy}
DECODE = {None: bytes, "br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture(params=SERVERS)
def sites(request: pytest.FixtureRequest, place: Place) -> Iterator[Sites]:
    build(place)
    with SERVERS[request.param](place) as sites:
        yield sites


@pytest.fixture
def ours(place: Place) -> Iterator[Sites]:
    build(place)
    with served(place) as sites:
        yield sites


def plain(reply: Reply) -> bytes:
    return DECODE[reply.headers["Content-Encoding"]](reply.body)


def style(sites: Sites) -> str:
    return f"/assets/{next((sites.place.current() / 'assets').glob('*.css')).name}"


def file(sites: Sites, address: str) -> Path:
    return sites.place.current() / (address[1:] + ("index.html" if address.endswith("/") else ""))


def test_every_server_sends_what_was_asked_for_as_what_it_is(sites: Sites) -> None:
    for address, kind in ((PAGE, "text/html"), (style(sites), "text/css")):
        whole = file(sites, address).read_bytes()
        for accepted, codings in ((ALL, {"br", "gzip"}), ("gzip", {"gzip"}), ("identity", {None}), (None, {None})):
            reply = sites.get(address, **({"Accept_Encoding": accepted} if accepted else {}))
            assert reply.status == 200
            assert reply.headers["Content-Encoding"] in codings, (address, accepted)
            assert plain(reply) == whole
            assert reply.headers.get_content_type() == kind
            assert int(reply.headers["Content-Length"]) == len(reply.body)
            if accepted not in {None, "identity"}:
                assert reply.headers["Vary"] == "Accept-Encoding"
                assert len(reply.body) < len(whole) / 3
    assert "immutable" in sites.get(style(sites), Accept_Encoding=ALL).headers["Cache-Control"]
    assert sites.get(PAGE, Accept_Encoding=ALL).headers["Cache-Control"] == "no-cache"


def test_every_server_sends_the_file_itself_where_the_compressed_one_is_missing(sites: Sites) -> None:
    for ending in (".br", ".gz"):
        Path(f"{file(sites, style(sites))}{ending}").unlink()
    reply = sites.get(style(sites), Accept_Encoding=ALL)
    assert (reply.status, reply.headers["Content-Encoding"]) == (200, None)
    assert reply.body == file(sites, style(sites)).read_bytes()


def test_brotli_is_preferred_and_gzip_comes_next(ours: Sites) -> None:
    assert ours.get(PAGE, Accept_Encoding=ALL).headers["Content-Encoding"] == "br"
    assert ours.get(PAGE, Accept_Encoding="gzip, br;q=0.5").headers["Content-Encoding"] == "gzip"
    Path(f"{file(ours, PAGE)}.br").unlink()
    assert ours.get(PAGE, Accept_Encoding=ALL).headers["Content-Encoding"] == "gzip"
    assert ours.get(PAGE, Accept_Encoding="br").headers["Content-Encoding"] is None


@pytest.mark.parametrize(
    "accepted", ["br;q=0, gzip;q=0", "identity;q=0", "*;q=0", "gzip;q=7", ";;;,", "\xe9\xff", "b" * 9_000]
)
def test_whatever_a_browser_says_it_gets_its_page(ours: Sites, accepted: str) -> None:
    reply = ours.get(PAGE, Accept_Encoding=accepted)
    assert (reply.status, reply.headers["Content-Encoding"]) == (200, None)
    assert reply.headers["Vary"] == "Accept-Encoding"
    assert b"Somebody listens" in reply.body


def test_each_coding_has_an_etag_of_its_own_that_is_not_sent_again(ours: Sites) -> None:
    tags = {
        accepted: ours.get(PAGE, Accept_Encoding=accepted).headers["ETag"] for accepted in ("br", "gzip", "identity")
    }
    assert len(set(tags.values())) == 3
    for accepted, tag in tags.items():
        again = ours.get(PAGE, Accept_Encoding=accepted, If_None_Match=f'"other", W/{tag}')
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
        assert again.headers["Vary"] == "Accept-Encoding"
        assert again.headers["Content-Encoding"] is None
    assert ours.get(PAGE, Accept_Encoding="gzip", If_None_Match=tags["br"]).status == 200
    dates = {accepted: ours.get(PAGE, Accept_Encoding=accepted).headers["Last-Modified"] for accepted in tags}
    assert len(set(dates.values())) == 1
    assert ours.get(PAGE, Accept_Encoding="br", If_Modified_Since=dates["br"]).status == 304


def test_a_part_is_one_of_the_file_itself(ours: Sites) -> None:
    whole = file(ours, PAGE).read_bytes()
    reply = ours.get(PAGE, Accept_Encoding=ALL, Range="bytes=10-19")
    assert (reply.status, reply.body, reply.headers["Content-Encoding"]) == (206, whole[10:20], None)
    assert ours.get(PAGE, Accept_Encoding=ALL, Range="bytes=99999999-").status == 416
    odd = ours.get(PAGE, Accept_Encoding=ALL, Range="lines=1")
    assert (odd.status, plain(odd)) == (200, whole)
    tag = ours.get(PAGE, Accept_Encoding="br").headers["ETag"]
    changed = ours.get(PAGE, Accept_Encoding="br", Range="bytes=0-4", If_Range=tag)
    assert (changed.status, plain(changed)) == (200, whole)


def test_head_says_what_get_would_send(ours: Sites) -> None:
    for accepted in ("br", "gzip", "identity"):
        get, head = (ours.get(PAGE, method=method, Accept_Encoding=accepted) for method in ("GET", "HEAD"))
        assert head.body == b""
        for name in ("Content-Length", "Content-Encoding", "Content-Type", "ETag", "Vary"):
            assert head.headers[name] == get.headers[name], name


def test_the_page_for_what_is_not_there_is_compressed_too(ours: Sites) -> None:
    path = ours.place.current() / "404.html"
    path.write_bytes(path.read_bytes() + b" " * 1000)
    Path(f"{path}.gz").write_bytes(gzip.compress(path.read_bytes()))
    reply = ours.get("/nowhere/", Accept_Encoding="gzip", Range="bytes=0-1")
    assert (reply.status, reply.headers["Content-Encoding"]) == (404, "gzip")
    assert b"<h1>Not found</h1>" in plain(reply)


@pytest.mark.parametrize(
    "path",
    ["/../../site.json", "/%2e%2e/%2e%2e/site.json", "/..%2f..%2fsite.json", "/assets/../../../site.json", "/outside"],
)
def test_nothing_outside_the_release_can_be_read_compressed(ours: Sites, path: str) -> None:
    (ours.place.output / "testshire" / "site.json.br").write_bytes(b"base_url")
    reply = ours.get(path, Accept_Encoding=ALL)
    assert reply.status == 404
    assert b"base_url" not in reply.body


def test_a_folder_by_the_name_of_a_compressed_file_is_none(ours: Sites) -> None:
    Path(f"{file(ours, PAGE)}.br").unlink()
    Path(f"{file(ours, PAGE)}.br").mkdir()
    assert ours.get(PAGE, Accept_Encoding=ALL).headers["Content-Encoding"] == "gzip"


def test_what_is_compressed_by_itself_is_sent_as_it_is(ours: Sites) -> None:
    path = ours.place.current() / "media" / "a.webp"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x" * 1000)
    Path(f"{path}.br").write_bytes(brotli.compress(b"x" * 1000))
    reply = ours.get("/media/a.webp", Accept_Encoding=ALL)
    assert (reply.headers["Content-Encoding"], reply.headers["Vary"]) == (None, None)
