import gzip
import hashlib
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from backend.organisations.models import Organisation
from backend.publishing.models import LiveEntry, StoredManifest
from content_models import Manifest, digest
from tests.backend.api.store_rows import digests_of

MANIFEST = "/api/v1/sites/marlshire/manifest"
EXPORT = "/api/v1/sites/marlshire/export"


def test_sites_are_listed_in_the_order_of_their_names(client: Client, marlshire: Manifest) -> None:
    sites = client.get("/api/v1/sites/").json()["sites"]
    assert [site["slug"] for site in sites] == ["marlshire", "national"]
    assert sites[0]["kind"] == "force"
    assert sites[0]["manifest"] == "http://testserver/api/v1/sites/marlshire/manifest"
    assert client.get(sites[0]["manifest"]).status_code == 200
    assert sites[0]["digest"] == digest(client.get(sites[0]["manifest"]).content)


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/sites/"])
def test_small_answers_have_tags_too(client: Client, marlshire: Manifest, address: str) -> None:
    response = client.get(address)
    assert response["ETag"] == f'"{digest(response.content)}"'
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_an_organisation_that_has_published_nothing_is_no_site(client: Client, marlshire: Manifest) -> None:
    quiet = Organisation.objects.create(
        slug="quiet", name="Quiet", kind="force", public_address="https://quiet.example"
    )
    StoredManifest.objects.create(organisation=quiet)
    assert "quiet" not in client.get("/api/v1/sites/").content.decode()
    assert client.get("/api/v1/sites/quiet/manifest").status_code == 404
    assert client.get("/api/v1/sites/quiet/export").status_code == 404


def test_the_manifest_is_tagged_with_the_digest_of_its_bytes(client: Client, marlshire: Manifest) -> None:
    response = client.get(MANIFEST)
    assert response["ETag"] == f'"{hashlib.sha256(response.content).hexdigest()}"'
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert Manifest.parse(response.content) == marlshire


@pytest.mark.parametrize("form", ['"{}"', 'W/"{}"', '"other", "{}"', "*"])
def test_a_client_that_has_the_manifest_gets_304(client: Client, marlshire: Manifest, form: str) -> None:
    etag = client.get(MANIFEST)["ETag"]
    response = client.get(MANIFEST, headers={"If-None-Match": form.format(etag.strip('"'))})
    assert response.status_code == 304
    assert response.content == b""
    assert response["ETag"] == etag
    assert response["Vary"] == "Accept, origin"


def test_a_client_that_has_another_manifest_gets_this_one(client: Client, marlshire: Manifest) -> None:
    assert client.get(MANIFEST, headers={"If-None-Match": '"0000"'}).status_code == 200


def test_insisting_on_another_version_is_412(client: Client, marlshire: Manifest) -> None:
    response = client.get(MANIFEST, headers={"If-Match": '"0000"'})
    assert response.status_code == 412
    assert response["Content-Type"] == "application/problem+json"


def test_head_has_the_headers_of_get_and_no_body(client: Client, marlshire: Manifest) -> None:
    get, head = client.get(MANIFEST), client.head(MANIFEST)
    assert head.content == b""
    assert int(head["Content-Length"]) == len(get.content)
    assert head["ETag"] == get["ETag"]


def test_the_export_is_the_manifest_and_each_document_once(client: Client, marlshire: Manifest) -> None:
    response = client.get(EXPORT)
    assert response["Content-Type"] == "application/x-ndjson"
    lines = response.getvalue().splitlines()
    assert lines[0] == client.get(MANIFEST).content
    assert {digest(line) for line in lines[1:]} == digests_of(marlshire)
    assert len(lines) == 1 + len(digests_of(marlshire))


def test_a_document_at_two_paths_stands_in_the_export_once(client: Client, marlshire: Manifest) -> None:
    twice = LiveEntry.objects.filter(organisation__slug="marlshire").first()
    assert twice is not None
    LiveEntry.objects.create(
        organisation=twice.organisation, position=999, path="/again/", page_id=marlshire.entries[0].id, locale="xx",
        type=twice.type, document=twice.document,
    )  # fmt: skip
    lines = client.get(EXPORT).getvalue().splitlines()
    assert len(lines) == len(set(lines))


def test_the_export_fits_its_manifest_when_a_page_goes_while_it_is_sent(client: Client, marlshire: Manifest) -> None:
    response = client.get(EXPORT)
    LiveEntry.objects.filter(organisation__slug="marlshire", position__gt=2).delete()
    lines = response.getvalue().splitlines()
    assert {digest(line) for line in lines[1:]} == digests_of(marlshire)


def test_the_export_is_gzip_for_those_who_accept_it_and_always_the_same_bytes(
    client: Client, marlshire: Manifest
) -> None:
    plain = client.get(EXPORT)
    coded = [client.get(EXPORT, headers={"Accept-Encoding": "br, gzip"}) for _ in range(2)]
    assert coded[0]["Content-Encoding"] == "gzip"
    assert set(coded[0]["Vary"].split(", ")) == {"Accept", "Accept-Encoding", "origin"}
    first, second = (response.getvalue() for response in coded)
    assert first == second
    assert first[4:8] == b"\0\0\0\0", "no time in the header"
    assert gzip.decompress(first) == plain.getvalue()
    assert "Content-Encoding" not in plain


@pytest.mark.parametrize("refusal", ["gzip;q=0", "identity", "br", "gzip;q=0.5, identity;q=1", "gzip;q=nonsense", ""])
def test_the_export_is_plain_for_those_who_prefer_that(client: Client, marlshire: Manifest, refusal: str) -> None:
    response = client.get(EXPORT, headers={"Accept-Encoding": refusal})
    assert "Content-Encoding" not in response
    assert json.loads(response.getvalue().splitlines()[0])["contract"] == 1


def test_refusing_every_coding_is_406(client: Client, marlshire: Manifest) -> None:
    response = client.get(EXPORT, headers={"Accept-Encoding": "gzip;q=0, identity;q=0"})
    assert response.status_code == 406
    assert response["Content-Type"] == "application/problem+json"


def test_the_tag_of_the_export_is_the_manifests_and_saves_the_whole_of_it(client: Client, marlshire: Manifest) -> None:
    etag = client.get(EXPORT)["ETag"]
    assert etag == f"W/{client.get(MANIFEST)['ETag']}"
    assert client.get(EXPORT, headers={"If-None-Match": etag}).status_code == 304


def test_head_of_the_export_reads_no_document(client: Client, marlshire: Manifest) -> None:
    with CaptureQueriesContext(connection) as captured:
        response = client.head(EXPORT)
        assert response.getvalue() == b""
    assert len(captured) == 1
    assert response["ETag"].startswith('W/"')
