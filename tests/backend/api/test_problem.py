import json
import logging

import pytest
from django.test import Client, override_settings

from backend.publishing import store
from content_models import Manifest

ADDRESSES = [
    "",
    "sites/",
    "sites/marlshire/manifest",
    "sites/marlshire/export",
    "sites/marlshire/pages/",
    "schema/",
    "docs/",
]


@pytest.mark.parametrize(
    "address",
    ["nothing", "sites", "sites/marlshire", "sites/marlshire/changes", "sites/marlshire/pages", "library", "overlays/", "documents/",
     "sites/marlshire/export/", "../v1/", "a" * 500, "é", "%00", "sites//manifest", ".", "%2e%2e/%2e%2e/admin/"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "PURGE"])
def test_every_unknown_address_is_a_problem(db: None, client: Client, address: str, method: str) -> None:
    response = client.generic(method, f"/api/v1/{address}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    if method == "HEAD":
        assert response.content == b""
    else:
        problem = json.loads(response.content)
        assert problem.keys() == {"type", "title", "status", "detail", "instance"}
        assert problem["status"] == 404


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "QUERY"])
def test_nothing_can_be_written(client: Client, marlshire: Manifest, address: str, method: str) -> None:
    response = client.generic(method, f"/api/v1/{address}", "{}", "application/json")
    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_answer_sets_a_cookie_or_depends_on_one(client: Client, marlshire: Manifest, address: str) -> None:
    client.cookies["sessionid"] = "of-an-editor"
    for response in (
        client.get(f"/api/v1/{address}"),
        client.options(f"/api/v1/{address}"),
        client.get(f"/api/v1/{address}?x=1"),
        client.post(f"/api/v1/{address}"),
    ):
        assert "Set-Cookie" not in response
        assert not response.cookies
        assert "cookie" not in response.get("Vary", "").lower()
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "Access-Control-Allow-Origin" not in response


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address != "schema/"])
def test_a_type_that_is_not_there_is_406(client: Client, marlshire: Manifest, address: str) -> None:
    response = client.get(f"/api/v1/{address}", headers={"Accept": "application/pdf"})
    assert response.status_code == 406
    assert response["Content-Type"] == "application/problem+json"
    assert "Accept" in response["Vary"]


@pytest.mark.parametrize("address", ["", "sites/", "sites/marlshire/manifest", "sites/marlshire/export", "schema/"])
def test_every_address_refuses_parameters_that_it_does_not_know(
    client: Client, marlshire: Manifest, address: str
) -> None:
    response = client.get(f"/api/v1/{address}?site=essex-police")
    assert response.status_code == 400
    assert response.json()["detail"] == "There is no parameter ‘site’ here. This address takes none."


def test_a_request_that_is_too_big_is_refused(db: None, client: Client) -> None:
    assert client.get(f"/api/v1/?{'a' * 2001}").status_code == 414
    assert client.generic("GET", "/api/v1/", b"a body", "text/plain").status_code == 413


def test_a_failure_tells_nothing_about_the_inside(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise RuntimeError("password is swordfish")

    monkeypatch.setattr(store, "sites", broken)
    client.raise_request_exception = False
    with caplog.at_level(logging.ERROR):
        response = client.get("/api/v1/sites/")
    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert b"swordfish" not in response.content
    assert "swordfish" in caplog.text, "the people who run it can read why"


@override_settings(ALLOWED_HOSTS=["api.example.org"])
def test_an_unknown_host_is_refused_with_a_problem(db: None, client: Client) -> None:
    response = client.get("/api/v1/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert client.get("/admin/", headers={"Host": "evil.example"})["Content-Type"].startswith("text/html")
    assert client.get("/api/v1/", headers={"Host": "api.example.org"}).status_code == 200


def test_the_host_never_chooses_the_site(client: Client, marlshire: Manifest) -> None:
    here = client.get("/api/v1/sites/marlshire/manifest")
    there = client.get("/api/v1/sites/marlshire/manifest", headers={"Host": "national.example"})
    assert here.content == there.content
