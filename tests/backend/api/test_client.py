"""A real client over a real socket: what a builder, a script or a browser gets."""

import gzip
import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from content_models import Manifest, digest
from content_models.examples import example_media
from tests.backend.api.store_rows import digests_of, record_adopter, record_example
from tests.parts.availability import needed


@pytest.fixture
def api(live_server: LiveServer) -> Iterator[httpx.Client]:
    """A client of the API of an example site."""
    record_example("national")
    record_example("marlshire")
    with httpx.Client(base_url=f"{live_server.url}/api/v1/", timeout=30) as client:
        yield client


def test_a_builder_stays_in_step_by_polling_the_manifest(api: httpx.Client) -> None:
    sites = {site["slug"]: site for site in api.get("sites/").raise_for_status().json()["sites"]}
    first = api.get(sites["marlshire"]["manifest"]).raise_for_status()
    assert (
        first.headers["ETag"] == f'"{hashlib.sha256(first.content).hexdigest()}"' == f'"{sites["marlshire"]["digest"]}"'
    )
    again = api.get(sites["marlshire"]["manifest"], headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for entry in Manifest.parse(first.content).entries:
        document = api.get(f"documents/{entry.digest}").raise_for_status()
        assert digest(document.content) == entry.digest


def test_an_export_arrives_whole_plain_and_compressed(api: httpx.Client) -> None:
    address = "sites/marlshire/export"
    plain = api.get(address, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    with api.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as coded:
        assert coded.headers["Content-Encoding"] == "gzip"
        raw = b"".join(coded.iter_raw())
    assert len(raw) < len(plain.content) / 2
    assert gzip.decompress(raw) == plain.content == api.get(address).content
    lines = plain.content.splitlines()
    wanted = digests_of(Manifest.parse(lines[0]))
    assert {digest(line) for line in lines[1:]} == wanted


@pytest.mark.parametrize("address", ["", "sites/", "sites/marlshire/manifest", "sites/marlshire/export", "nothing"])
def test_head_is_get_without_the_body(api: httpx.Client, address: str) -> None:
    head, get = api.head(address), api.get(address, headers={"Accept-Encoding": "identity"})
    assert head.content == b""
    assert head.status_code == get.status_code
    for name in ("ETag", "Content-Type", "Cache-Control"):
        assert head.headers.get(name) == get.headers.get(name)


def test_a_connection_is_used_again_after_head_and_304(api: httpx.Client) -> None:
    for _ in range(3):
        etag = api.head("sites/marlshire/manifest").headers["ETag"]
        assert api.get("sites/marlshire/manifest", headers={"If-None-Match": etag}).status_code == 304
        assert api.get("sites/marlshire/manifest").json()["contract"] == 1


def test_links_of_a_ready_page_can_be_followed(api: httpx.Client) -> None:
    checked = 0
    for page in api.get("sites/marlshire/pages/?limit=100").raise_for_status().json()["pages"]:
        for file in files(page):
            if file["digest"] not in example_media():
                continue
            response = api.get(file["url"]).raise_for_status()
            assert (digest(response.content), len(response.content)) == (file["digest"], file["size"])
            assert response.headers["Content-Type"] == file["media_type"]
            checked += 1
    assert checked


def test_a_film_can_be_sought(api: httpx.Client) -> None:
    pages = api.get("sites/marlshire/pages/?limit=100").json()["pages"]
    film = next(file for file in files(pages) if file["media_type"] == "video/mp4")
    part = api.get(film["url"], headers={"Range": "bytes=100-199"})
    assert part.status_code == 206
    assert part.content == example_media()[film["digest"]][100:200]


def test_no_cookie_is_ever_set(api: httpx.Client) -> None:
    for address in ("", "sites/", "sites/marlshire/pages/", "schema/", "docs/", "nothing", "sites/?x=1"):
        assert "Set-Cookie" not in api.get(address).headers
    assert not api.cookies


def test_people_read_the_description_without_asking_another_host(api: httpx.Client, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.goto(str(api.base_url.join("docs/")))
    page.get_by_text("Everything that a site consists of").wait_for()
    assert page.locator(".opblock").count() == 13
    assert said == [], "nothing is blocked by the page's own policy"
    page.get_by_text("The public sites", exact=True).click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    page.get_by_text('"slug": "marlshire"').first.wait_for()


def test_the_examples_of_the_manual_work(api: httpx.Client, capsys: pytest.CaptureFixture[str]) -> None:
    manual = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
    reading, keeping = re.findall(r"```python\n(.*?)```", manual, re.DOTALL)
    there = reading.replace("http://localhost:8000/api/v1/", str(api.base_url)).replace("essex-police", "marlshire")
    exec(compile(there, "docs/api.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    known = Manifest.parse(api.get("sites/marlshire/manifest").content)
    assert len(printed) == sum(entry.locale == "en" for entry in known.entries)
    node = needed(shutil.which("node"), "Node", "Install it (on Debian: apt-get install nodejs).")
    (script,) = re.findall(r"```js\n(.*?)```", manual, re.DOTALL)
    script = script.replace("http://localhost:8000/api/v1/", str(api.base_url)).replace("essex-police", "marlshire")
    command = [node, "--input-type=module", "--eval", script]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert ended.stdout.splitlines() == printed
    names: dict[str, Any] = {}
    exec(compile(keeping, "docs/api.md", "exec"), names)
    documents: dict[str, bytes] = {"0" * 64: b"of a page that has gone"}
    digest_of_manifest = names["update"](api, "marlshire", None, documents)
    assert documents.keys() == digests_of(known)
    assert names["update"](api, "marlshire", digest_of_manifest, documents) == digest_of_manifest
    adopter = record_adopter("adopter", known)
    everything: dict[str, bytes] = {}
    names["update"](api, "adopter", None, everything)
    assert everything.keys() == digests_of(adopter)


def files(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every file inside a piece of JSON."""
    if isinstance(value, dict):
        if "media_type" in value:
            yield value
        for item in value.values():
            yield from files(item)
    elif isinstance(value, list):
        for item in value:
            yield from files(item)
