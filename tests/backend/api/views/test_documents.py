import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from backend.publishing.models import LiveEntry, StoredMedia
from content_models import Manifest, media_files
from content_models.examples import example_documents, example_media
from tests.backend.api.store_rows import record_media

IMMUTABLE = "public, max-age=31536000, immutable"


@pytest.fixture
def film(marlshire: Manifest) -> StoredMedia:
    """A film that a document of the site carries."""
    return StoredMedia.objects.filter(media_type="video/mp4").order_by("digest")[0]


def test_a_document_is_its_canonical_bytes_for_ever(client: Client, marlshire: Manifest) -> None:
    for entry in marlshire.entries:
        response = client.get(f"/api/v1/documents/{entry.digest}")
        assert hashlib.sha256(response.content).hexdigest() == entry.digest
        assert response["ETag"] == f'"{entry.digest}"'
        assert response["Cache-Control"] == IMMUTABLE
        assert response["Content-Language"] == entry.locale
        assert response["Content-Type"] == "application/json"
        assert response["Vary"] == "origin", "beside that, any cache may keep it for everybody"


def test_documents_and_files_answer_304_and_head(client: Client, film: StoredMedia, marlshire: Manifest) -> None:
    for address in (f"/api/v1/documents/{marlshire.entries[0].digest}", f"/api/v1/media/{film.digest}"):
        get = client.get(address)
        head = client.head(address)
        assert head.getvalue() == b""
        assert head["Content-Length"] == str(len(get.getvalue()))
        assert head["ETag"] == get["ETag"]
        unchanged = client.get(address, headers={"If-None-Match": get["ETag"]})
        assert unchanged.status_code == 304
        assert unchanged["Cache-Control"] == IMMUTABLE


def test_an_unknown_digest_is_404_and_a_withdrawn_one_410(client: Client, marlshire: Manifest) -> None:
    assert client.get(f"/api/v1/documents/{'0' * 64}").status_code == 404
    assert client.get(f"/api/v1/media/{'0' * 64}").status_code == 404
    name, document = next(
        (entry.digest, document) for document in example_documents().values() for entry in marlshire.entries
        if (entry.id, entry.locale) == (document.id, document.locale) and media_files(document)
    )  # fmt: skip
    only_here = media_files(document).keys() & example_media().keys()
    LiveEntry.objects.filter(page_id=document.id).delete()
    gone = client.get(f"/api/v1/documents/{name}")
    assert gone.status_code == 410
    assert gone.json()["type"] == "urn:problem-type:waymark:withdrawn"
    assert gone["Cache-Control"] == "no-store"
    LiveEntry.objects.all().delete()
    for file in only_here:
        assert client.get(f"/api/v1/media/{file}").status_code == 410


def test_a_logo_is_served_while_the_site_shows_it(client: Client, marlshire: Manifest) -> None:
    logo = marlshire.site.brand.logo
    assert logo is not None
    LiveEntry.objects.all().delete()
    response = client.get(f"/api/v1/media/{logo.digest}")
    assert response.status_code == 200
    assert hashlib.sha256(response.getvalue()).hexdigest() == logo.digest


def test_a_file_comes_with_its_type_and_no_power(client: Client, film: StoredMedia) -> None:
    response, body = fetch(client, film.digest)
    assert body == example_media()[film.digest]
    assert response["Content-Type"] == "video/mp4"
    assert response["Content-Disposition"] == f'inline; filename="{film.filename}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["Cache-Control"] == IMMUTABLE


@pytest.mark.parametrize(
    "media_type", ["text/html", "application/xhtml+xml", "text/javascript", "text/xml", "application/zip", "nonsense"]
)
def test_what_a_browser_might_run_is_only_to_be_saved(client: Client, marlshire: Manifest, media_type: str) -> None:
    name = record_media(b"<script>alert(1)</script>", media_type, "page.html", marlshire.entries[0].digest)
    response, _body = fetch(client, name)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert "script-src" not in response["Content-Security-Policy"]


def test_svg_is_an_image_whose_scripts_are_stopped(client: Client, marlshire: Manifest) -> None:
    name = record_media(
        b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", "a.svg", marlshire.entries[0].digest
    )
    response, _body = fetch(client, name)
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'; style-src 'unsafe-inline'"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-0", 0, 0), ("bytes=10-19", 10, 19), ("bytes=100-", 100, None), ("bytes=-7", -7, None),
     ("bytes=5-999999999", 5, None)],
)  # fmt: skip
def test_a_part_of_a_file_is_206(client: Client, film: StoredMedia, asked: str, first: int, last: int | None) -> None:
    whole = example_media()[film.digest]
    response = client.get(f"/api/v1/media/{film.digest}", headers={"Range": asked})
    part = whole[first:] if last is None else whole[first : last + 1]
    assert response.status_code == 206
    assert response.getvalue() == part
    assert response["Content-Length"] == str(len(part))
    start = first if first >= 0 else len(whole) + first
    assert response["Content-Range"] == f"bytes {start}-{start + len(part) - 1}/{len(whole)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "lines=1-2", "bytes=9-3", "bytes=-", "nonsense"])
def test_a_range_that_cannot_be_read_is_the_whole_file(client: Client, film: StoredMedia, asked: str) -> None:
    response = client.get(f"/api/v1/media/{film.digest}", headers={"Range": asked})
    assert response.status_code == 200
    assert response.getvalue() == example_media()[film.digest]


def test_a_range_beyond_the_end_is_416(client: Client, film: StoredMedia) -> None:
    response = client.get(f"/api/v1/media/{film.digest}", headers={"Range": "bytes=99999999-"})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{film.size}"
    assert response["Content-Type"] == "application/problem+json"


def test_a_range_of_another_version_is_the_whole_file(client: Client, film: StoredMedia) -> None:
    other, _body = fetch(client, film.digest, {"Range": "bytes=0-1", "If-Range": '"other"'})
    same, _body = fetch(client, film.digest, {"Range": "bytes=0-1", "If-Range": f'"{film.digest}"'})
    assert (other.status_code, same.status_code) == (200, 206)


def test_a_client_that_goes_away_leaves_no_open_file(client: Client, film: StoredMedia) -> None:
    response: Any = client.get(f"/api/v1/media/{film.digest}")
    path = str(Path(film.file.path).resolve())
    assert path in open_files()
    next(iter(response.streaming_content))
    response.close()
    assert path not in open_files()


def fetch(client: Client, digest: str, headers: dict[str, str] | None = None) -> tuple[Any, bytes]:
    """Return a response for a file, read to its end and so closed, and its body."""
    response = client.get(f"/api/v1/media/{digest}", headers=headers)
    return response, response.getvalue()


def open_files() -> set[str]:
    """Return the paths that this process holds open (Linux)."""
    return {str(link.resolve()) for link in Path("/proc/self/fd").iterdir() if link.exists()}
